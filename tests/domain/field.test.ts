import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addVersion,
	compareRank,
	current,
	currentWithout,
	type Field,
	placeIn
} from '$lib/domain/merge/field';
import { histories } from '../oracle/seed';

const ids = ['a', 'b', 'c', 'd', 'e'];

/** Versions of few entries, in the order in which they arrive. An entry has one stamp. */
const arriving = fc
	.record({
		stamps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: ids.length, maxLength: ids.length }),
		picks: fc.uniqueArray(fc.nat(ids.length * 6 - 1), { maxLength: 30, size: 'max' })
	})
	.map(({ stamps, picks }) =>
		picks.map((value) => {
			const of = value % ids.length;
			return { value, stamp: stamps[of]!, entry: ids[of]!, index: (value / ids.length) | 0, at: 0 };
		})
	);

function fieldOf(versions: Field<number>): Field<number> {
	const field: Field<number> = [];
	for (const version of versions) addVersion(field, version);
	return field;
}

describe('a field', () => {
	test('is in rank order however it arrives, with the first and the last that each entry says', () => {
		let between = 0;
		fc.assert(
			fc.property(arriving, fc.subarray(ids), (versions, undone) => {
				const all = versions.toSorted(compareRank);
				const isEnd = ({ entry }: { entry: string }, place: number) =>
					all[place - 1]?.entry !== entry || all[place + 1]?.entry !== entry;
				const field = fieldOf(versions);
				expect(field).toEqual(all.filter(isEnd));
				expect(current(field)).toBe(all.at(-1)?.value);
				expect(currentWithout(field, new Set(undone))).toBe(currentWithout(all, new Set(undone)));
				for (const version of versions)
					expect(placeIn(all, version)).toBe(all.filter((each) => compareRank(each, version) < 0).length);
				between += all.length - field.length;
			}),
			histories(500)
		);
		expect(between).toBeGreaterThan(250);
	});

	test('does not grow with what one entry says of it, nor does a look at it with its length', () => {
		const said = (stamp: number): Field<number> =>
			Array.from({ length: 1_000 }, (_, index) => ({
				...{ value: index, stamp, entry: `entry ${stamp}`, index, at: 0 }
			}));
		expect(fieldOf([9, 7, 8, 3].flatMap(said)).map(({ value }) => value)).toEqual([
			...[0, 999, 0, 999, 0, 999, 0, 999]
		]);
		const long = Array.from({ length: 1_000 }, (_, stamp) => said(stamp)[0]!);
		let looks = 0;
		const watched = new Proxy(long, {
			get(field, key, receiver) {
				if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
				return Reflect.get(field, key, receiver) as unknown;
			}
		});
		expect(placeIn(watched, said(1_000)[0]!)).toBe(1_000);
		expect(looks).toBe(1);
		for (const stamp of [0, 1, 500, 998]) expect(placeIn(watched, said(stamp)[0]!)).toBe(stamp);
		expect(looks).toBeLessThanOrEqual(1 + 4 * 12);
	});
});
