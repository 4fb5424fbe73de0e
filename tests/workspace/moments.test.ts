import { describe, expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { Moments } from '$lib/workspace/moments';
import { network } from '../bench/network';
import { wholeOf } from '../oracle/whole';

const { entries } = network(1_500);
const counts = [1, 511, 512, 513, 700, 1_024, 1_025, entries.length];

const folded = (order: readonly Entry[]): Snapshot => {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, order);
	return snapshot;
};

/** Follows the order, and walks through all of it; answers with how many steps that took. */
function walk(moments: Moments, order: readonly Entry[]): number {
	return [...moments.spreadOut(order)].length;
}

describe('past moments, walked through before anybody asks', () => {
	test('are near from then on, and what a fold of the entries until then says', () => {
		const moments = new Moments();
		moments.follow(entries);
		expect(moments.distance(entries.length)).toBe(entries.length);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 512));
		for (const count of counts) {
			expect(moments.distance(count)).toBeLessThan(512);
			expect(wholeOf(moments.at(count))).toBe(wholeOf(folded(entries.slice(0, count))));
		}
		expect(walk(moments, entries), 'again').toBe(0);
	});

	test('are forgotten behind an entry that arrives late, and walked through again', () => {
		const moments = new Moments();
		const late = 600;
		walk(moments, [...entries.slice(0, late), ...entries.slice(late + 1)]);
		moments.follow(entries);
		expect(moments.distance(513)).toBe(1);
		expect(moments.distance(entries.length)).toBe(entries.length - 512);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 512) - 1);
		for (const count of counts)
			expect(wholeOf(moments.at(count))).toBe(wholeOf(folded(entries.slice(0, count))));
	});

	test('are walked through from where somebody has looked already', () => {
		const moments = new Moments();
		moments.follow(entries);
		moments.at(1_100);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 512) - 2);
	});

	test('of a history too long for the memory are left until somebody looks', () => {
		const moments = new Moments();
		expect(
			walk(
				moments,
				Array.from({ length: 65_537 }, () => entries[0]!)
			)
		).toBe(0);
	});
});
