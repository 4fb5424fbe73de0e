import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, hasSeveral, type SmallSet, withOne, withoutOne } from '$lib/domain/algorithms/small-set';
import { runs } from '../seeds';

test('a small set has what a set has, however many are put in and taken out', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(14), { maxLength: 80, size: 'max' }), (acts) => {
			let small: SmallSet<string> = null;
			const plain = new Set<string>();
			for (const value of acts.map(String)) {
				small = plain.has(value) ? withoutOne(small, value) : withOne(small, value);
				if (!plain.delete(value)) plain.add(value);
				expect([...allOf(small)].sort()).toEqual([...plain].sort());
				expect(hasSeveral(small)).toBe(plain.size > 1);
			}
		}),
		{ numRuns: runs(100) }
	);
});
