import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { authorOf, type Entry, undoneBy } from '$lib/domain/entry';
import type { Snapshot } from '$lib/domain/snapshot';
import { type HistoryAction, lastEntryOf } from './action';
import type { EntryOrder } from './order';

interface UndoClaims {
	/** For each act that others claim to undo, those. */
	undoers: ReadonlyMap<string, ReadonlySet<string>>;
	/** An act by its id, if it is there. */
	act: (action: string) => HistoryAction | undefined;
	order: EntryOrder;
	snapshot: Snapshot;
}

/**
 * For each act that is undone, what undid it; an undo that is itself undone does not count. Read from the newest on,
 * and an undo counts for older acts only, so that entries that name each other, which no honest app writes, form no
 * cycle. Cost: the undos.
 */
export function undoneActs({ undoers, act, order, snapshot }: UndoClaims): Map<string, HistoryAction> {
	const compare = (a: HistoryAction, b: HistoryAction) => order.compare(lastEntryOf(a), lastEntryOf(b));
	const present = (actions: Iterable<string>) =>
		[...actions].flatMap((action) => act(action) ?? []).sort(compare);
	const undone = new Map<string, HistoryAction>();
	for (const one of present(undoers.keys()).reverse()) {
		const by = present(undoers.get(one.action)!).find(
			(undoer) => compare(undoer, one) > 0 && !undone.has(undoer.action) && isUndoing(snapshot, undoer, one)
		);
		if (by) undone.set(one.action, by);
	}
	return undone;
}

/** An act is undone when everybody who acted says so in an entry that counts; who joins either act says nothing for them. */
function isUndoing(snapshot: Snapshot, undoer: HistoryAction, undone: HistoryAction): boolean {
	const counts = ({ id, organization }: Entry) => !snapshot.uncounted.get(organization)?.has(id);
	const says = claimsOf(undoer.entries).get(undone.action) ?? [];
	const undoing = new Set(says.filter(counts).map(authorOf));
	return undone.authors.every((author) => undoing.has(author));
}

const claims = new WeakMap<readonly Entry[], ReadonlyMap<string, readonly Entry[]>>();

/** The entries of an act by the act that they say they undo. Cost: the entries, once. */
function claimsOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
	let found = claims.get(entries);
	if (!found) claims.set(entries, (found = groupedByUndone(entries)));
	return found;
}

function groupedByUndone(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
	const byUndone = new Map<string, Entry[]>();
	for (const entry of entries) {
		const undone = undoneBy(entry.command);
		if (undone !== undefined) getOrInsertComputed(byUndone, undone, (): Entry[] => []).push(entry);
	}
	return byUndone;
}
