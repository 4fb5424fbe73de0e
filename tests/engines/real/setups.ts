import fc from 'fast-check';
import type { Entry } from '$lib/domain/entry';
import { chains, crowds } from '../../oracle/plan';
import { judge } from '../../oracle/oracle';
import { everything } from '../../oracle/play';
import { sights } from '../../oracle/mix';
import { seed } from '../../seeds';
import { type Tangle, tangled, tangles } from '../tangles';

/** How many setups each engine is asked about; the first part are tangles, the rest played histories. */
const tangledSetups = 170;
const crowdedSetups = 20;
const chainedSetups = 20;

/** Bits of all four permissions. */
const all = 15;
const unmade: Tangle['makers'] = [1, 1].map((organization) => ({ organization, kinds: [] }));
/** A chain that is longer than SpiceDB follows. */
const long: Tangle = { organizations: 3, makers: unmade, links: [], chain: 60 };
/** Everybody passes everything on to everybody behind: thousands of ways, and no circle. */
const thicket: Tangle = {
	...{ organizations: 14, makers: unmade, chain: 0 },
	links: Array.from({ length: 14 * 14 }, (_, at) => ({ from: Math.floor(at / 14), to: at % 14 }))
		.filter(({ from, to }) => from < to)
		.map((pair) => ({ ...pair, product: 0, granted: all, passedOn: all }))
};

/** The setups, the same in every run unless `HISTORIES_SEED` says otherwise. */
export function setupsToAsk(): Entry[][] {
	const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { seed, numRuns });
	return [
		tangled(long, 'long'),
		tangled(thicket, 'thicket'),
		...sample(tangles, tangledSetups).map((tangle, at) => tangled(tangle, `tangle ${at}`)),
		...sample(crowds(40), crowdedSetups).map(everything),
		...sample(chains(20), chainedSetups).map(everything)
	];
}

/** What has to be among them, so that nothing is missed for a generator that changed. */
export const wanted = [
	'chain of 4 or more',
	'chain of 12 or more',
	'cycle',
	'several paths',
	'grant dormant',
	'mixed flags',
	'third-party flag',
	'maker of develop',
	'maker of purchase',
	'maker of develop and purchase',
	'maker of nothing'
];

/** Which of those are to be seen in the setups. */
export function seenIn(setups: readonly (readonly Entry[])[]): string[] {
	const seen = new Set(setups.flatMap((entries) => [...sights(judge(entries))]));
	return wanted.filter((each) => seen.has(each));
}
