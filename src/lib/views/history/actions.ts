import type { Entry } from '$lib/domain/entry';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Snapshot } from '$lib/domain/snapshot';
import { HistoryAction, lastEntryOf } from './action';
import { EntryOrder } from './order';
import { countWhile, withItems, withoutItems } from '$lib/domain/algorithms/sorted';
import { UndoClaims, undoerIn } from './undone';

export type { HistoryAction } from './action';

export interface History {
	/** Newest first. */
	actions: readonly HistoryAction[];
	/** An act by its id. */
	act: (action: string) => HistoryAction | undefined;
	/** What undid an act, by its id, if it is undone now; undoing that in turn does it again. Found when it is asked for. */
	undoneBy: (action: string) => HistoryAction | undefined;
}

/** The history of one workspace so far, extended as entries arrive, since there may be tens of thousands. */
interface CachedHistory {
	order: EntryOrder;
	byAction: Map<string, HistoryAction>;
	/** By their last entry. */
	oldestFirst: HistoryAction[];
	claims: UndoClaims;
	/** Newest first; from when it is asked for until more comes. */
	actions: readonly HistoryAction[] | undefined;
	/** As it was told last, and of which state. */
	told: { of: Snapshot; history: History } | undefined;
}

/** By the map of entries itself, which stays the same from one snapshot of a workspace to the next. */
const known = new WeakMap<Snapshot['entries'], CachedHistory>();

/**
 * The acts of a workspace by `at`, then id, never before `previous`. Cost: the new entries, and copying a list.
 * @param base another state, whose entries are all in this one: its history is reused
 */
export const historyOf = (snapshot: Snapshot, base?: Snapshot): History =>
	tell(cachedHistoryOf(snapshot, base), snapshot);

/** Puts the history in order before anybody looks, so many entries in a step. Who asks for it meanwhile has all of it. */
export function* readHistory(snapshot: Snapshot, inAStep = 1_000): Generator<void, void> {
	while (takeIn(begun(snapshot), snapshot, inAStep)) yield;
}

/** Every entry in the order of the history, oldest first. The same list until another entry arrives. */
export const entriesInOrder = (snapshot: Snapshot): readonly Entry[] =>
	cachedHistoryOf(snapshot).order.entries;

/**
 * The history as it was after the first `count` entries of what it is now: acts that were complete then are the same
 * objects. Cost: a look at the acts that came later.
 * @param then the state at that moment
 */
export function historyAt(now: Snapshot, count: number, then: Snapshot): History {
	const cached = cachedHistoryOf(now);
	const { order, oldestFirst, byAction, claims } = cached;
	const { compare } = order;
	const next = order.entries[count];
	if (!next) return tell(cached, now);
	const isThere = (entry: Entry) => compare(entry, next) < 0;
	const isWhole = (action: HistoryAction) => isThere(lastEntryOf(action));
	const later = countWhile(oldestFirst, isWhole);
	const parts = new Map<string, HistoryAction>();
	for (const { action, entries } of oldestFirst.slice(later)) {
		if (entries.length === 1 || !isThere(entries[0]!)) continue;
		parts.set(action, new HistoryAction(action, entries.slice(0, countWhile(entries, isThere))));
	}
	const byLast = compareActs(order);
	const acts = withItems(oldestFirst.slice(0, later), [...parts.values()].sort(byLast), byLast);
	const act = (action: string) => {
		const whole = byAction.get(action);
		return parts.get(action) ?? (whole && isWhole(whole) ? whole : undefined);
	};
	const undoneBy = undoerIn({ claims, act, compare, isThere, snapshot: then });
	return { actions: acts.reverse(), act, undoneBy };
}

function cachedHistoryOf(snapshot: Snapshot, base?: Snapshot): CachedHistory {
	const cached = begun(snapshot, base);
	takeIn(cached, snapshot);
	return cached;
}

function begun(snapshot: Snapshot, base?: Snapshot): CachedHistory {
	let cached = known.get(snapshot.entries);
	if (!cached) known.set(snapshot.entries, (cached = start(base && cachedHistoryOf(base))));
	return cached;
}

/**
 * Takes in what came, or at most so many of it.
 * @returns whether there was any
 */
function takeIn(cached: CachedHistory, { entries: all }: Snapshot, most?: number): boolean {
	const { order, claims } = cached;
	const remaining = new Map<string, Entry[]>();
	const beforehand = (changing: readonly Entry[], moving: readonly Entry[]) => {
		takeOut(cached, changing);
		claims.takeOut(moving, order.compare);
		for (const [action, entries] of byAction(moving)) {
			const before = cached.byAction.get(action)!.entries;
			remaining.set(action, withoutItems([...before], entries, order.compare));
		}
	};
	const changed = order.follow(all, beforehand, most);
	if (changed.length === 0) return false;
	putIn(cached, changed, remaining);
	cached.actions = cached.told = undefined;
	return true;
}

function tell(cached: CachedHistory, snapshot: Snapshot): History {
	if (cached.told?.of === snapshot) return cached.told.history;
	const { byAction, claims, order } = cached;
	const actions = (cached.actions ??= cached.oldestFirst.toReversed());
	const act = (action: string) => byAction.get(action);
	const undoneBy = undoerIn({ claims, act, compare: order.compare, snapshot });
	const history = { actions, act, undoneBy };
	cached.told = { of: snapshot, history };
	return history;
}

function start(begun?: CachedHistory): CachedHistory {
	return {
		order: new EntryOrder(begun?.order),
		byAction: new Map(begun?.byAction),
		oldestFirst: [...(begun?.oldestFirst ?? [])],
		claims: new UndoClaims(begun?.claims),
		actions: begun?.actions,
		told: undefined
	};
}

/** Takes out the acts with an entry whose place is about to change, or that there are to be more entries of. */
function takeOut(cached: CachedHistory, changing: readonly Entry[]): void {
	const { order, byAction } = cached;
	const acts = new Set(changing.flatMap(({ action }) => byAction.get(action) ?? []));
	const compare = compareActs(order);
	cached.oldestFirst = withoutItems(cached.oldestFirst, [...acts].sort(compare), compare);
}

/**
 * Puts in what was taken out, and the acts that are new.
 * @param changed in their order
 * @param remaining of acts with entries that have moved, the others
 */
function putIn(
	cached: CachedHistory,
	changed: readonly Entry[],
	remaining: ReadonlyMap<string, Entry[]>
): void {
	const { order, claims } = cached;
	const acts = [...byAction(changed)].map(([action, entries]) => {
		const before = cached.byAction.get(action);
		if (!before) return new HistoryAction(action, entries);
		const all = withItems(remaining.get(action) ?? [...before.entries], entries, order.compare);
		return isSameList(before.entries, all)
			? before
			: new HistoryAction(action, all, { before, more: entries });
	});
	for (const act of acts) cached.byAction.set(act.action, act);
	const compare = compareActs(order);
	cached.oldestFirst = withItems(cached.oldestFirst, acts.sort(compare), compare);
	claims.putIn(changed, order.compare);
}

const compareActs =
	(order: EntryOrder) =>
	(a: HistoryAction, b: HistoryAction): number =>
		order.compare(lastEntryOf(a), lastEntryOf(b));

function byAction(entries: readonly Entry[]): ReadonlyMap<string, Entry[]> {
	const found = new Map<string, Entry[]>();
	for (const entry of entries) getOrInsertComputed(found, entry.action, (): Entry[] => []).push(entry);
	return found;
}

const isSameList = (some: readonly Entry[], others: readonly Entry[]): boolean =>
	some.length === others.length && some.every((entry, at) => entry === others[at]);
