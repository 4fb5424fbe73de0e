import { expect, test } from 'vitest';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { hashOf } = await import('../oracle/ledger');
const { lamp, Pen } = await import('../domain/organization-keys');

/** One product, so many grants of it to one organization in one entry, and a flag that names them all. */
function granted(size: number) {
	const pen = new Pen('Alice');
	const product = `${pen.writes('Alice', lamp).id}:0`;
	const grant: Fact = { table: 'grants', product, grantee: hashOf('Basin'), permission: 'purchase' };
	const ids = Array.from({ length: size }, (_, index) => `#${index}`);
	const many = pen.writes('Alice', ...ids.map(() => grant), { table: 'flags', on: true, grants: ids });
	const snapshot = emptySnapshot();
	return { pen, grant, many, snapshot, steps: stepsOf(() => applyEntries(snapshot, pen.written)) };
}

test('grants on one link and a flag that names them all cost each as much as few do', () => {
	const [few, many] = [granted(1_000), granted(4_000)];
	expect(many.steps / few.steps).toBeLessThan(4.2);
});

test.for<[string, (id: string) => Fact[]]>([
	['one more grant', () => []],
	['a revocation', (grant) => [{ table: 'revocations', grant }]],
	['a flag', (grant) => [{ table: 'flags', on: false, grants: [grant] }]]
])('on a link with many grants %s costs what it does on one with few', ([, facts]) => {
	const costs = [1_000, 4_000].map((size) => {
		const { pen, grant, many, snapshot } = granted(size);
		const more = Array.from({ length: 50 }, (_, index) => {
			const some = facts(`${many.id}:${index}`);
			return pen.writes('Alice', ...(some.length > 0 ? some : [grant]));
		});
		return stepsOf(() => {
			for (const entry of more) applyEntries(snapshot, [entry]);
		});
	});
	expect(costs[1]! / costs[0]!).toBeLessThan(1.2);
});
