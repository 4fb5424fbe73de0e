import type { Dated } from '../records';
import type { Snapshot } from '../snapshot';
import { writablePart } from './copy-on-write';

/** Up to so many times are written as another array. */
const few = 8;

/** How many of the times come no later than this one. */
function placeIn(changes: readonly number[], at: number): number {
	let [from, to] = [0, changes.length];
	// They mostly arrive in order: the last one is looked at first.
	for (let middle = to - 1; from < to; middle = (from + to) >> 1) {
		if (changes[middle]! <= at) from = middle + 1;
		else to = middle;
	}
	return from;
}

/** Adds the time of a change to a record that may be written. */
export function addChangeTime(snapshot: Snapshot, record: Dated, at: number): void {
	const isLast = record.changes.length === 0 || at >= record.changedAt;
	if (isLast) record.changedAt = at;
	// Most have few, and there are many of them: what an array grows by, when it is pushed to or spread, is more than they hold.
	if (record.changes.length === 0) record.changes = [at];
	else if (isLast && record.changes.length < few) record.changes = record.changes.concat(at);
	else {
		const changes = writablePart(snapshot, record, 'changes');
		if (isLast) changes.push(at);
		else changes.splice(placeIn(changes, at), 0, at);
	}
}

/** Removes the time of a change that no longer counts. */
export function removeChangeTime(snapshot: Snapshot, record: Dated, at: number): void {
	const changes = writablePart(snapshot, record, 'changes');
	changes.splice(placeIn(changes, at) - 1, 1);
	record.changedAt = changes.at(-1) ?? 0;
}
