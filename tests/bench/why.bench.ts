import { holds } from '../../src/lib/domain/permissions/effective-permissions';
import type { Expectation } from '../../src/lib/domain/records';
import type { Snapshot } from '../../src/lib/domain/snapshot';
import { answerTo } from '../../src/lib/views/ask/ask';
import { expectationsOf } from '../../src/lib/views/expectations/expectations';
import { turningPointOf } from '../../src/lib/views/expectations/turning-point';
import { folded } from '../oracle/agreement';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { hub } from './hub';
import { network } from './network';

/** Each answer beside its floor: walking every link of the product once. */
function measure(what: string, snapshot: Snapshot, organizations: string[], products: string[]): string[][] {
	const mixed = (n: number) => (n * 7919) % 1_000_003;
	const asked = Array.from({ length: 400 }, (_, n) => ({
		organization: organizations[mixed(n) % organizations.length]!,
		product: products[mixed(n * 31) % products.length]!
	}));
	const isYes = ({ organization, product }: (typeof asked)[number]) =>
		holds(snapshot, organization, product, 'purchase');
	// Whoever is at the far end of a chain has the most to be told.
	const far = products.slice(0, 400).map((product) => ({
		organization: [...snapshot.products.get(product)!.standings.keys()].at(-1)!,
		product
	}));
	const yes = far.concat(asked).filter(isYes);
	const no = asked.filter((each) => !isYes(each));
	const walk = microseconds((n) => {
		let links = 0;
		for (const link of snapshot.products.get(asked[n % asked.length]!.product)!.links)
			links += link.permissions;
		return links;
	});
	const of = (list: typeof asked, n: number) => list[n % list.length]!;
	const row = (answer: string, time: number) => [
		...[what, answer, shown(time), 'walking the product’s links', shown(walk), `${(time / walk).toFixed(1)}×`]
	];
	const expectations = Array.from({ length: 100 }, (_, n): Expectation => {
		const { organization, product } = of(asked, n);
		return {
			...{ id: `e${n}:0`, owner: organization, entry: 'e', at: n, tombstones: new Set(), product },
			permission: 'purchase',
			expected: n % 2 ? { kind: 'only-holder', organization } : { kind: 'within-steps', steps: 2 }
		};
	});
	const expecting = { ...snapshot, expectations: new Map(expectations.map((each) => [each.id, each])) };
	return [
		row(
			'a hundred expectations',
			microseconds(() => expectationsOf(expecting), { calls: 3 })
		),
		row(
			'since when one is as it is, the first look',
			microseconds((n) => turningPointOf(expecting, { ...expectations[n % 100]!, id: `again ${n}` }).next(), {
				calls: 3
			})
		),
		row(
			'yes: why, and what would end it',
			microseconds((n) => answerTo(snapshot, { ...of(yes, n), permission: 'purchase' }))
		),
		row(
			'no: why not, and the smallest repairs',
			microseconds((n) => answerTo(snapshot, { ...of(no, n), permission: 'purchase' }))
		)
	];
}

table('why and why not', 'beside their floor, at 20,000 grants', () => {
	const wide = network(20_000);
	const dense = hub(20_000);
	const rows = [
		...measure('many products', folded(wide.entries), wide.organizations, wide.products),
		...measure('all on one product', folded(dense.entries), dense.organizations, dense.products)
	];
	return [['20,000 grants', 'answer', 'takes', 'floor', 'takes', 'ratio'], ...rows];
});
