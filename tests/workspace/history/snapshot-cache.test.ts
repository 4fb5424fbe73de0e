import { describe, expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { SnapshotCache } from '$lib/workspace/history/snapshot-cache';
import { network } from '../../bench/network';
import { folded } from '../../oracle/agreement';
import { wholeOf } from '../../oracle/whole';

const { entries } = network(3_000);
const counts = [1, 1_023, 1_024, 1_025, 1_300, 2_048, 2_049, entries.length];

/** Follows the order, and walks through all of it; answers with how many steps that took. */
function walk(moments: SnapshotCache, order: readonly Entry[]): number {
	return [...moments.precompute(order)].length;
}

describe('precomputed checkpoints', () => {
	test('are near any moment, and equal a fold of the entries up to it', () => {
		const moments = new SnapshotCache();
		moments.setHistory(entries);
		expect(moments.distance(entries.length)).toBe(entries.length);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 1_024));
		for (const count of counts) {
			expect(moments.distance(count)).toBeLessThan(1_024);
			expect(wholeOf(moments.at(count))).toBe(wholeOf(folded(entries.slice(0, count))));
		}
		expect(walk(moments, entries), 'again').toBe(0);
	});

	test('are dropped behind an entry that arrives late, and computed again', () => {
		const moments = new SnapshotCache();
		const late = 1_200;
		walk(moments, [...entries.slice(0, late), ...entries.slice(late + 1)]);
		moments.setHistory(entries);
		expect(moments.distance(1_025)).toBe(1);
		expect(moments.distance(entries.length)).toBe(entries.length - 1_024);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 1_024) - 1);
		for (const count of counts)
			expect(wholeOf(moments.at(count))).toBe(wholeOf(folded(entries.slice(0, count))));
	});

	test('are computed again at most once in half a minute, however many entries arrive late', () => {
		let now = 0;
		const moments = new SnapshotCache(() => now);
		const early = entries.slice(0, 1_100);
		const [founding, ...rest] = early;
		const without = (count: number) => [founding!, ...rest.slice(count)];
		expect(walk(moments, without(8))).toBe(1);
		expect(walk(moments, without(7))).toBe(1);
		for (const count of [6, 5, 4]) {
			now += 9_000;
			expect(walk(moments, without(count))).toBe(0);
		}
		expect(wholeOf(moments.at(1_000))).toBe(wholeOf(folded(without(4).slice(0, 1_000))));
		now += 9_000;
		expect(walk(moments, without(3))).toBe(1);
		expect(walk(moments, [...without(3), ...entries.slice(1_100, 2_100)])).toBe(1);
	});

	test('continue from moments that were already computed', () => {
		const moments = new SnapshotCache();
		moments.setHistory(entries);
		moments.at(2_100);
		expect(walk(moments, entries)).toBe(Math.floor(entries.length / 1_024) - 2);
	});

	test('of a very long history are computed only on demand', () => {
		const moments = new SnapshotCache();
		expect(
			walk(
				moments,
				Array.from({ length: 32_769 }, () => entries[0]!)
			)
		).toBe(0);
	});
});
