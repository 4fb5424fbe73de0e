import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { addEntries, isSettled, settle } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { newsOf } from '$lib/views/news/news';
import { beforeEntries } from '$lib/views/news/before';
import { rebuilt } from './agreement';
import { rawEntries } from './generate-entries';
import { keyedEntries } from './generate-keys';
import { entryOf } from './ledger';
import { differencesBetween, differencesTold } from './news';
import { chains, crowds } from './plan';
import { everything } from './play';
import { enough, histories } from './seed';

/** Entries as they may arrive: in pieces of one or a few, what rests on others sometimes before them. */
const arriving: fc.Arbitrary<Entry[][]> = fc
	.oneof(
		{ weight: 5, arbitrary: rawEntries },
		{ weight: 3, arbitrary: crowds(40).map(everything) },
		{ weight: 1, arbitrary: chains(12).map(everything) }
	)
	.chain((all) =>
		fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 12 }).map((sizes) => {
			const pieces: Entry[][] = [];
			for (let at = 0, turn = 0; at < all.length; turn++) {
				const size = sizes[turn % sizes.length]!;
				pieces.push(all.slice(at, at + size));
				at += size;
			}
			return pieces;
		})
	);

const shuffled = (entries: Entry[]): fc.Arbitrary<Entry[]> =>
	fc.shuffledSubarray(entries, { minLength: entries.length });

/** One organization after another takes back everything that it has granted, grants it anew to be passed on, and takes it back. */
const takenBack = (snapshot: Snapshot): Entry[][] =>
	[...snapshot.organizations.keys()].flatMap((organization) => {
		const standing = [...snapshot.grants.values()].filter(
			(grant) => grant.standing && grant.grantor === organization
		);
		if (standing.length === 0) return [];
		const { key } = snapshot.entries.get(organization)!;
		const write = (stamp: number, facts: Fact[]) => entryOf({ organization, key, facts, stamp });
		const granted = standing.map(({ product, grantee, permission }, at): [Fact, Fact] => [
			{ table: 'grants', product, grantee, permission },
			{ table: 'flags', on: true, grants: [`#${2 * at}`] }
		]);
		const again = write(101, granted.flat());
		return [
			[
				write(
					100,
					standing.map(({ id }) => ({ table: 'revocations', grant: id }))
				)
			],
			[again],
			[
				write(
					102,
					granted.map((_, at) => ({ table: 'revocations', grant: `${again.id}:${2 * at}` }))
				)
			]
		];
	});

const whatOf = (difference: string): string => difference.split(' ').slice(1, 2).join();

describe('what a merge is told to have changed', () => {
	test('is the difference between the whole snapshots before and after', { timeout: 120_000 }, () => {
		const met = new Map<string, number>();
		fc.assert(
			fc.property(arriving, (pieces) => {
				const snapshot = emptySnapshot();
				const soFar: Entry[] = [];
				let earlier = emptySnapshot();
				const take = (piece: Entry[]) => {
					const fresh = addEntries(snapshot, piece);
					const before = beforeEntries(snapshot, fresh);
					const told = differencesTold(newsOf(snapshot, before, settle(snapshot, fresh)));
					soFar.push(...piece);
					const now = rebuilt(soFar);
					const wanted = differencesBetween(earlier, now);
					earlier = now;
					expect(told.sort()).toEqual([...new Set(wanted)].sort());
					for (const each of wanted) met.set(whatOf(each), (met.get(whatOf(each)) ?? 0) + 1);
				};
				pieces.forEach(take);
				takenBack(snapshot).forEach(take);
			}),
			histories(100)
		);
		// Each of these has to be met for its silence to mean anything.
		for (const kind of [
			...['holds', 'no', 'relays', 'authorized', 'widened', 'narrowed', 'lost', 'dormant', 'woken'],
			...['orders-covered', 'orders-uncovered', 'deletion-waits', 'deletion-done', 'made-partner']
		])
			expect(met.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(enough(6));
	});

	test('takes in what counts from then on, however keys come and end, in slices or at once', () => {
		let met = 0;
		const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
		const most = fc.constantFrom(2, Number.POSITIVE_INFINITY);
		fc.assert(
			fc.property(keyedEntries.chain(shuffled), sizes, most, (all, pieces, slice) => {
				const snapshot = emptySnapshot();
				const uncounted = () => [...snapshot.uncounted.values()].flatMap((ids) => [...ids]);
				const take = (piece: Entry[]) => {
					const silent = uncounted();
					const fresh = addEntries(snapshot, piece, slice);
					const { stated } = beforeEntries(snapshot, fresh, slice);
					settle(snapshot, fresh, slice);
					const still = new Set(uncounted());
					const awake = silent.filter((id) => !still.has(id));
					expect([...new Set(stated.map(({ entry }) => entry))]).toEqual(expect.arrayContaining(awake));
					met += awake.length;
				};
				for (let at = 0, turn = 0; at < all.length; turn++) {
					const size = pieces[turn % pieces.length]!;
					take(all.slice(at, (at += size)));
				}
				while (!isSettled(snapshot)) take([]);
			}),
			histories(300)
		);
		expect(met).toBeGreaterThanOrEqual(enough(100));
	});
});
