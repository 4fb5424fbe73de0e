import type { Dated, Link } from '../records';
import type { Moment } from '../grants/link';
import type { Snapshot } from '../snapshot';
import { ownNew, writablePart } from './copy-on-write';

/** Up to so many times are in a list of that length. */
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
	if (record.changes === 0) record.changedAt = at;
	if (typeof record.changes === 'number' && record.changedAt === at) record.changes += 1;
	else {
		const changes = changesOf(snapshot, record);
		const place = placeIn(changes, at);
		if (place < changes.length) changes.splice(place, 0, at);
		// No longer than it is, as long as it is short: a great many are.
		else if (changes.length < few) record.changes = ownNew(snapshot, changes.concat([at]));
		else changes.push(at);
		record.changedAt = Math.max(record.changedAt, at);
	}
}

/** Removes the time of a change that no longer counts. */
export function removeChangeTime(snapshot: Snapshot, record: Dated, at: number): void {
	if (typeof record.changes === 'number') {
		record.changes -= 1;
		if (record.changes === 0) record.changedAt = 0;
		return;
	}
	const changes = changesOf(snapshot, record);
	changes.splice(placeIn(changes, at) - 1, 1);
	// There were two that differ, so one is left at least.
	record.changedAt = changes.at(-1)!;
	if (changes[0] === record.changedAt) record.changes = changes.length;
}

/** Adds a change to a link that may be written. */
export function addLinkChange(snapshot: Snapshot, link: Link, by: Moment): void {
	if (link.addSameChange(by)) return;
	const dated: Dated = { changes: link.changes, changedAt: link.changedAt };
	addChangeTime(snapshot, dated, by.at);
	link.date(dated);
}

/** Removes the time of a change of a link that no longer counts. */
export function removeLinkChange(snapshot: Snapshot, link: Link, at: number): void {
	const dated: Dated = { changes: link.changes, changedAt: link.changedAt };
	removeChangeTime(snapshot, dated, at);
	link.date(dated);
}

/** The last of the times; undefined where there is none. */
export const lastChangeOf = ({ changes, changedAt }: Dated): number | undefined =>
	changes === 0 ? undefined : changedAt;

/** The list of the times, to write. */
function changesOf(snapshot: Snapshot, record: Dated): number[] {
	if (typeof record.changes === 'number')
		record.changes = new Array<number>(record.changes).fill(record.changedAt);
	return writablePart(snapshot, record as Dated & { changes: number[] }, 'changes');
}
