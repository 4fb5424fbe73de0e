import { effectiveDifference } from '../../src/lib/domain/permissions/difference';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { fork } from '../../src/lib/domain/fold/fork';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import { SnapshotCache } from '../../src/lib/workspace/history/snapshot-cache';
import { folded } from '../oracle/agreement';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { network } from './network';

/** Sliding through the past, beside the least that it can cost: folding the entries between by themselves. */
function measure(grants: number): string[][] {
	const { entries } = network(grants);
	const row = (what: string, time: number, floor: string, least: number) => [
		...[grants.toLocaleString('en'), what, shown(time), floor, shown(least), `${(time / least).toFixed(1)}×`]
	];
	const moments = new SnapshotCache();
	moments.setHistory(entries);
	const whole = () => folded(entries);
	const build = microseconds(whole, { rounds: 3, calls: 1 });
	const first = microseconds(
		() => {
			const fresh = new SnapshotCache();
			fresh.setHistory(entries);
			return fresh.at(entries.length);
		},
		{ rounds: 3, calls: 1 }
	);
	const through = microseconds(
		() => {
			return [...new SnapshotCache().precompute(entries)].length;
		},
		{ rounds: 3, calls: 1 }
	);
	for (const _ of moments.precompute(entries));
	// Far from one another, and each for the first time.
	const far = microseconds((n) => moments.at(1 + ((n * 7_919) % entries.length)), { rounds: 9, calls: 20 });
	const one = microseconds((n) => {
		const snapshot = emptySnapshot();
		return applyEntries(snapshot, [entries[n % entries.length]!]);
	});
	// Each moment once, as a thumb that is drawn back meets them.
	const back = microseconds((n) => moments.at(entries.length - 1 - n), { rounds: 9, calls: 50 });
	const ahead = microseconds((n) => moments.at(entries.length - 900 + n), { rounds: 9, calls: 50 });
	const forked = microseconds(() => fork(moments.at(entries.length)));
	const [before, after] = [moments.at(entries.length >> 1), moments.at(entries.length)];
	const difference = microseconds(() => effectiveDifference(before, after), { calls: 3 });
	const walk = microseconds(
		() => {
			let sum = 0;
			for (const { standings } of after.products.values()) for (const each of standings.values()) sum += each;
			return sum;
		},
		{ calls: 3 }
	);
	return [
		row('the first far moment, never prepared', first, 'one fold of the same', build),
		row('walking through all, when idle', through, 'one fold of the same', build),
		row('a far moment, after that', far, 'folding one entry', one),
		row('one moment back', back, 'folding one entry', one),
		row('one moment ahead', ahead, 'folding one entry', one),
		row('a fork', forked, 'folding one entry', one),
		row('the difference of half the history', difference, 'walking all standings', walk)
	];
}

table('the past', 'beside its floors, at 2,000 and 20,000 grants', () => {
	const rows = [2_000, 20_000].flatMap(measure);
	return [['grants', 'what', 'takes', 'floor', 'takes', 'ratio'], ...rows];
});
