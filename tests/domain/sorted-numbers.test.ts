import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedNumbers } from '$lib/domain/algorithms/sorted-numbers';

test('numbers are kept once and in order, as a set that is sorted has them', () => {
	const numbers = fc.array(fc.nat(8_000), { minLength: 3_000, maxLength: 6_000, size: 'max' });
	fc.assert(
		fc.property(numbers, fc.nat(8_000), (all, limit) => {
			const sorted = new SortedNumbers(all);
			const set = new Set(all);
			const gone = [...all.slice(0, 2_000), 9_000];
			for (const number of gone) expect(sorted.delete(number)).toBe(set.delete(number));
			const wanted = [...set].sort((a, b) => a - b);
			expect([...sorted]).toEqual(wanted);
			expect(sorted.before(limit)).toBe(wanted.filter((number) => number < limit).at(-1));
			expect([limit, ...all].map((number) => sorted.has(number))).toEqual(
				[limit, ...all].map((number) => set.has(number))
			);
			for (const number of wanted) sorted.delete(number);
			expect([sorted.isEmpty, [...sorted], sorted.before(limit)]).toEqual([true, [], undefined]);
		}),
		{ numRuns: 20 }
	);
});
