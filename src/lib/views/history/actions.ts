import { type Entry, undoneBy } from '$lib/domain/entry';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Snapshot } from '$lib/domain/snapshot';
import { type HistoryAction, lastEntryOf, historyAction } from './action';
import { EntryOrder } from './order';
import { countWhile, withItems, withoutItems } from './sorted';
import { undoneActs } from './undone';

export type { HistoryAction } from './action';

export interface History {
	/** Newest first. */
	actions: readonly HistoryAction[];
	/** An act by its id. */
	act: (action: string) => HistoryAction | undefined;
	/** For each action that is undone now, what undid it; undoing that in turn does it again. */
	undoneBy: ReadonlyMap<string, HistoryAction>;
}

/** The history of one workspace so far, extended as entries arrive, since there may be tens of thousands. */
interface CachedHistory {
	order: EntryOrder;
	byAction: Map<string, HistoryAction>;
	/** By their last entry. */
	oldestFirst: HistoryAction[];
	/** For each act that others claim to undo, those. */
	undoers: Map<string, Set<string>>;
	history: History;
}

/** By the map of entries itself, which stays the same from one snapshot of a workspace to the next. */
const known = new WeakMap<Snapshot['entries'], CachedHistory>();

/**
 * The acts of a workspace by `at`, then id, never before `previous`. Cost: the new entries, and copying a list.
 * @param base another state, whose entries are all in this one: its history is reused
 */
export const historyOf = (snapshot: Snapshot, base?: Snapshot): History =>
	cachedHistoryOf(snapshot, base).history;

/** Every entry in the order of the history, oldest first. The same list until another entry arrives. */
export const entriesInOrder = (snapshot: Snapshot): readonly Entry[] =>
	cachedHistoryOf(snapshot).order.entries;

/**
 * The history as it was after the first `count` entries of what it is now: acts that were complete then are the same
 * objects. Cost: a look at the acts that came later.
 * @param then the state at that moment
 */
export function historyAt(now: Snapshot, count: number, then: Snapshot): History {
	const { order, oldestFirst, byAction, undoers, history } = cachedHistoryOf(now);
	const next = order.entries[count];
	if (!next) return history;
	const isThere = (entry: Entry) => order.compare(entry, next) < 0;
	const isWhole = (action: HistoryAction) => isThere(lastEntryOf(action));
	const later = countWhile(oldestFirst, isWhole);
	const acts = oldestFirst.slice(0, later);
	const parts = new Map<string, HistoryAction>();
	for (const { action, entries } of oldestFirst.slice(later)) {
		if (entries.length === 1 || !isThere(entries[0]!)) continue;
		const part = historyAction(action, entries.filter(isThere));
		const place = countWhile(acts, (each) => order.compare(lastEntryOf(each), lastEntryOf(part)) < 0);
		acts.splice(place, 0, part);
		parts.set(action, part);
	}
	const act = (action: string) => {
		const whole = byAction.get(action);
		return parts.get(action) ?? (whole && isWhole(whole) ? whole : undefined);
	};
	return { actions: acts.reverse(), act, undoneBy: undoneActs({ undoers, act, order, snapshot: then }) };
}

function cachedHistoryOf(snapshot: Snapshot, base?: Snapshot): CachedHistory {
	let cached = known.get(snapshot.entries);
	if (!cached) known.set(snapshot.entries, (cached = start(base && cachedHistoryOf(base))));
	const { order } = cached;
	const beforehand = (changing: readonly Entry[]) => takeOut(cached, changing);
	const changed = order.follow(snapshot.entries, beforehand);
	if (changed.length > 0) putIn(cached, snapshot, changed);
	return cached;
}

function start(begun?: CachedHistory): CachedHistory {
	const byAction = new Map(begun?.byAction);
	const act = (action: string) => byAction.get(action);
	return {
		order: new EntryOrder(begun?.order),
		byAction,
		oldestFirst: [...(begun?.oldestFirst ?? [])],
		undoers: new Map([...(begun?.undoers ?? [])].map(([undone, by]) => [undone, new Set(by)])),
		history: { ...(begun?.history ?? { actions: [], undoneBy: new Map() }), act }
	};
}

/** Takes out the acts with an entry whose place is about to change, or that there are to be more entries of. */
function takeOut(cached: CachedHistory, changing: readonly Entry[]): void {
	const { order, byAction } = cached;
	const acts = new Set(changing.flatMap(({ action }) => byAction.get(action) ?? []));
	const compare = compareActs(order);
	cached.oldestFirst = withoutItems(cached.oldestFirst, [...acts].sort(compare), compare);
}

/** Puts in what was taken out, and the acts that are new. */
function putIn(cached: CachedHistory, snapshot: Snapshot, changed: readonly Entry[]): void {
	const { order, byAction, undoers } = cached;
	const byItsAction = new Map<string, Entry[]>();
	for (const entry of changed) getOrInsertComputed(byItsAction, entry.action, (): Entry[] => []).push(entry);
	const acts = [...byItsAction].map(([action, entries]) => {
		const before = byAction.get(action);
		if (!before) return historyAction(action, entries);
		return rebuiltAction(before, snapshot.actions.get(action)!.toSorted(order.compare));
	});
	for (const act of acts) byAction.set(act.action, act);
	const compare = compareActs(order);
	cached.oldestFirst = withItems(cached.oldestFirst, acts.sort(compare), compare);
	for (const { action, command } of changed) {
		const undone = undoneBy(command);
		if (undone !== undefined) getOrInsertComputed(undoers, undone, () => new Set<string>()).add(action);
	}
	const { act } = cached.history;
	cached.history = {
		...{ actions: cached.oldestFirst.toReversed(), act },
		undoneBy: undoneActs({ undoers, act, order, snapshot })
	};
}

const compareActs =
	(order: EntryOrder) =>
	(a: HistoryAction, b: HistoryAction): number =>
		order.compare(lastEntryOf(a), lastEntryOf(b));

/** The same object while its entries are the same. */
const rebuiltAction = (before: HistoryAction, entries: readonly Entry[]): HistoryAction =>
	before.entries.length === entries.length && before.entries.every((entry, at) => entry === entries[at])
		? before
		: historyAction(before.action, entries);
