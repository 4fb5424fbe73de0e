import { describe, expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { Moments } from '$lib/workspace/moments';
import { network } from '../bench/network';
import { folded } from '../oracle/agreement';
import { wholeOf } from '../oracle/whole';

const { entries } = network(3_000);
const counts = [1, 1_023, 1_024, 1_025, 1_300, 2_048, 2_049, entries.length];

/** Follows the order, and walks through all of it; answers with how many steps that took. */
function walk(moments: Moments, order: readonly Entry[]): number {
	return [...moments.spreadOut(order)].length;
}

describe('past moments, walked through before anybody asks', () => {
	test('are near from then on, and what a fold of the entries until then says', () => {
		const moments = new Moments();
		moments.follow(entries);
		expect(moments.distance(entries.length)).toBe(entries.length);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 1_024));
		for (const count of counts) {
			expect(moments.distance(count)).toBeLessThan(1_024);
			expect(wholeOf(moments.at(count))).toBe(wholeOf(folded(entries.slice(0, count))));
		}
		expect(walk(moments, entries), 'again').toBe(0);
	});

	test('are forgotten behind an entry that arrives late, and walked through again', () => {
		const moments = new Moments();
		const late = 1_200;
		walk(moments, [...entries.slice(0, late), ...entries.slice(late + 1)]);
		moments.follow(entries);
		expect(moments.distance(1_025)).toBe(1);
		expect(moments.distance(entries.length)).toBe(entries.length - 1_024);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 1_024) - 1);
		for (const count of counts)
			expect(wholeOf(moments.at(count))).toBe(wholeOf(folded(entries.slice(0, count))));
	});

	test('are walked through from where somebody has looked already', () => {
		const moments = new Moments();
		moments.follow(entries);
		moments.at(2_100);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 1_024) - 2);
	});

	test('of a history too long for the memory are left until somebody looks', () => {
		const moments = new Moments();
		expect(
			walk(
				moments,
				Array.from({ length: 32_769 }, () => entries[0]!)
			)
		).toBe(0);
	});
});
