import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SmallMap } from '$lib/domain/algorithms/small-map';
import { runs } from '../seeds';

interface Act {
	key: number;
	value: number | null;
}

const act: fc.Arbitrary<Act> = fc.record({ key: fc.nat(3), value: fc.option(fc.nat(9)) });

function write(map: SmallMap<number, number> | Map<number, number>, { key, value }: Act): unknown {
	return value === null ? map.delete(key) : map.set(key, value).size;
}

function expectSame(small: SmallMap<number, number>, map: Map<number, number>): void {
	expect([...small]).toEqual([...map]);
	expect([...small.keys()]).toEqual([...map.keys()]);
	expect([...small.values()]).toEqual([...map.values()]);
	const each: unknown[] = [];
	small.forEach((value, key, whole) => each.push([key, value], whole === small));
	expect(each).toEqual([...map].flatMap((entry) => [entry, true]));
	expect(small.size).toBe(map.size);
	for (let key = 0; key < 4; key++)
		expect([small.get(key), small.has(key)]).toEqual([map.get(key), map.has(key)]);
}

test('a small map is read and written as a map is, and so is a copy of it', () => {
	fc.assert(
		fc.property(fc.array(act, { maxLength: 12 }), fc.array(act, { maxLength: 6 }), (first, then) => {
			const [small, map] = [new SmallMap<number, number>(), new Map<number, number>()];
			for (const each of first) expect(write(small, each)).toEqual(write(map, each));
			expectSame(small, map);
			const [copy, copied] = [small.copy((more) => new Map(more)), new Map(map)];
			for (const each of then) expect(write(copy, each)).toEqual(write(copied, each));
			expectSame(copy, copied);
			expectSame(small, map);
		}),
		{ numRuns: runs(500) }
	);
});
