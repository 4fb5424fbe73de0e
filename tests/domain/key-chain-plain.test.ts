import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { KeyChain } from '$lib/domain/keys/key-chain';
import { enough, histories } from '../oracle/seed';

/** Entries of one key, in the order in which they come: few numbers, and any previous entry, right or wrong. */
const arriving = fc
	.array(
		fc.record({
			seq: fc.integer({ min: 1, max: 7 }),
			// Mostly one with the number before, if there is one.
			previous: fc.oneof(
				{ weight: 5, arbitrary: fc.constant('right' as const) },
				{ weight: 1, arbitrary: fc.nat() }
			),
			rank: fc.nat()
		}),
		{ minLength: 1, maxLength: 9 }
	)
	.map((raw) => {
		const ids = raw.map((_, at) => `entry ${at}`);
		const before = (seq: number) => ids[raw.findIndex((each) => each.seq === seq - 1)];
		const entries = raw.map(({ seq, previous }, at) => {
			const named = previous === 'right' ? before(seq) : [...ids, ''][previous % (ids.length + 1)];
			return { id: ids[at]!, key: 'key', seq, previous: named ?? (seq === 1 ? '' : 'missing') } as Entry;
		});
		const ranks = new Map(entries.map(({ id }, at) => [id, raw[at]!.rank]));
		return entries.toSorted((a, b) => ranks.get(a.id)! - ranks.get(b.id)!);
	});

/** What a chain tells, by its definition. */
function plain(entries: readonly Entry[]) {
	const numbers = [...new Set(entries.map(({ seq }) => seq))].sort((a, b) => a - b);
	const of = (seq: number) => entries.filter((each) => each.seq === seq);
	const isLinked = ({ seq, previous }: Entry) =>
		seq === 1 ? previous === '' : of(seq - 1).some(({ id }) => id === previous);
	const gaps = numbers.flatMap((seq, place) => {
		const before = numbers[place - 1] ?? 0;
		if (seq === 1 || (before === seq - 1 && of(seq).every(isLinked))) return [];
		return [{ from: before === seq - 1 ? before : before + 1, to: seq - 1 }];
	});
	const forks = numbers.filter((seq) => of(seq).length > 1);
	return {
		isWhole: forks.length === 0 && entries.length === numbers.at(-1) && entries.every(isLinked),
		gaps,
		forks: forks.map((seq) => ({
			seq,
			entries: of(seq)
				.map(({ id }) => id)
				.sort()
		})),
		ids: numbers.map((seq) =>
			of(seq)
				.map(({ id }) => id)
				.sort()
		)
	};
}

test('a chain tells what its definition says, in whatever order its entries come', () => {
	let [whole, gaps, forks] = [0, 0, 0];
	fc.assert(
		fc.property(arriving, fc.boolean(), (entries, isAhead) => {
			const here = new Map((isAhead ? entries : []).map((entry) => [entry.id, entry]));
			const chain = new KeyChain('key', 'Alice', (id) => here.get(id));
			for (const [at, entry] of entries.entries()) {
				here.set(entry.id, entry);
				chain.add(entry);
				// What is here and not added yet counts as a link already.
				if (isAhead && at < entries.length - 1) continue;
				const expected = plain(entries.slice(0, at + 1));
				const told = {
					isWhole: chain.isWhole,
					gaps: [...chain.gaps()].map(({ from, to }) => ({ from, to })),
					forks: [...chain.forks()].map((fork) => ({ seq: fork.seq, entries: fork.entries })),
					ids: Array.from({ length: 7 }, (_, seq) => chain.at(seq + 1))
						.filter(({ length }) => length > 0)
						.map((same) => same.map(({ id }) => id).sort())
				};
				expect(told).toEqual(expected);
				expect(chain.ids()).toHaveLength(at + 1);
				if (expected.isWhole) whole += 1;
				gaps += expected.gaps.length;
				forks += expected.forks.length;
			}
		}),
		histories(3_000)
	);
	expect(Math.min(whole, gaps, forks)).toBeGreaterThan(enough(300));
});
