import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { linksOn } = await import('$lib/domain/permissions/links');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { linksOnPathsThrough } = await import('$lib/views/chains/paths');
const { lamp, Pen } = await import('../domain/organization-keys');

/** So many organizations in each of three layers, of which each passes a product on to all of the next, and somebody at the end. */
function layered(width: number) {
	const pens = Array.from({ length: 2 + 3 * width }, (_, at) => new Pen(`${at}`));
	const last = pens.length - 1;
	const product = `${pens[0]!.writes('0', lamp).id}:0`;
	const grants = (from: number, to: readonly number[]) =>
		pens[from]!.writes(
			`${from}`,
			...to.map((at) => ({
				...{
					table: 'grants' as const,
					product,
					grantee: pens[at]!.organization,
					permission: 'purchase' as const
				}
			})),
			{ table: 'flags', on: true, grants: to.map((_, at) => `#${at}`) }
		);
	const layer = (at: number) => Array.from({ length: width }, (_, each) => 1 + at * width + each);
	grants(0, layer(0));
	for (const at of [0, 1]) for (const from of layer(at)) grants(from, layer(at + 1));
	for (const from of layer(2)) grants(from, [last]);
	const snapshot = emptySnapshot();
	applyEntries(
		snapshot,
		pens.flatMap(({ written }) => written)
	);
	return { product: snapshot.products.get(product)!, first: pens[0]!, last: pens[last]! };
}

test('the paths through an organization cost the links on them, however many ways lead there', () => {
	for (const end of ['first', 'last'] as const) {
		const [few, many] = [10, 40].map((width) => {
			const { product, ...ends } = layered(width);
			let found = 0;
			const steps = stepsOf(() => {
				found = linksOnPathsThrough(product, ends[end].organization).size;
			});
			expect(found).toBe([...linksOn(product)].length);
			return steps / found;
		});
		expect(many! / few!).toBeLessThan(1.3);
	}
});
