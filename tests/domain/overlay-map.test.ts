import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingKeys, OverlayMap } from '$lib/domain/fold/overlay-map';
import { runs } from '../seeds';

const keys = ['a', 'b', 'c', 'd'];
const made = { one: {}, other: {} };
const change = fc.record({
	key: fc.constantFrom(...keys),
	value: fc.constantFrom(...Object.values(made), undefined)
});

/** Sets what has a value, and deletes the rest. */
function carryOut(map: Map<string, object>, changes: readonly { key: string; value: object | undefined }[]) {
	for (const { key, value } of changes)
		if (value) map.set(key, value);
		else map.delete(key);
}

test('the keys that differ between a map and what lies on it, or on that, are those that differ between two maps', () => {
	fc.assert(
		fc.property(fc.array(change), fc.array(change), fc.array(change), (first, then, last) => {
			const bottom = new Map<string, object>();
			carryOut(bottom, first);
			const middle = new OverlayMap(bottom);
			carryOut(middle, then);
			const top = new OverlayMap(middle);
			carryOut(top, last);
			for (const [before, after] of [
				[bottom, middle],
				[middle, top],
				[bottom, top],
				[top, bottom]
			] as const) {
				const expected = keys.filter((key) => before.get(key) !== after.get(key));
				expect(differingKeys(before, after).toSorted()).toEqual(expected);
			}
		}),
		{ numRuns: runs(200) }
	);
});
