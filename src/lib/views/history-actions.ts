import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';

/** One act: the entries that were written together. A new object whenever another of its entries arrives. */
export interface HistoryAction {
	action: string;
	/** In the order in which they are told. */
	entries: readonly Entry[];
	/** When its last entry was written, as claimed. */
	at: number;
	authors: readonly OrganizationId[];
	/** The action that it undid. */
	undoes: string | undefined;
}

export interface History {
	/** Newest first. */
	actions: readonly HistoryAction[];
	byAction: ReadonlyMap<string, HistoryAction>;
	/** For each action that is undone now, what undid it; undoing that in turn does it again. */
	undoneBy: ReadonlyMap<string, HistoryAction>;
}

/** An entry's place: by its time (never before that of `previous`), then after `previous`, then by id. */
interface Place {
	at: number;
	after: number;
	id: EntryId;
}

/** What is known of one workspace's entries so far; grown as they arrive, for there may be tens of thousands. */
interface Growing {
	seen: number;
	places: Map<EntryId, Place>;
	/** Ids named as `previous` by entries that arrived before them. */
	awaited: Set<EntryId>;
	byAction: Map<string, HistoryAction>;
	oldestFirst: HistoryAction[];
	undoers: Map<string, string[]>;
	history: History;
	/** Every entry in its place; grown when it is asked for. */
	inOrder: readonly Entry[];
}

/** By the map of entries itself, which stays the same from one snapshot of a workspace to the next. */
const grown = new WeakMap<Snapshot['entries'], Growing>();

/** The acts of a workspace by `at`, then id, never before `previous`. Cost: the new entries, and a look at each act. */
export function historyOf(snapshot: Snapshot): History {
	let growing = grown.get(snapshot.entries);
	if (growing?.seen === snapshot.entries.size) return growing.history;
	const fresh = [...snapshot.entries.values()].slice(growing?.seen ?? 0);
	// An entry that was waited for moves those that came after it: rare, and told anew from the start.
	if (!growing || fresh.some(({ id }) => growing!.awaited.has(id))) {
		growing = startGrowing();
		grow(growing, snapshot, [...snapshot.entries.values()]);
	} else grow(growing, snapshot, fresh);
	grown.set(snapshot.entries, growing);
	return growing.history;
}

/**
 * Every entry, oldest first, in the order in which the history tells them. The same list until another entry comes.
 * Cost: what `historyOf` costs, and a look at each entry after a change.
 */
export function entriesInOrder(snapshot: Snapshot): readonly Entry[] {
	historyOf(snapshot);
	const growing = grown.get(snapshot.entries)!;
	const { inOrder, places } = growing;
	if (inOrder.length === snapshot.entries.size) return inOrder;
	const fresh = [...snapshot.entries.values()].slice(inOrder.length);
	const all = [...inOrder, ...fresh];
	sortAlmostSorted(all, (a, b) => compare(places.get(a.id)!, places.get(b.id)!));
	return (growing.inOrder = all);
}

const startGrowing = (): Growing => ({
	seen: 0,
	places: new Map(),
	awaited: new Set(),
	byAction: new Map(),
	oldestFirst: [],
	undoers: new Map(),
	history: { actions: [], byAction: new Map(), undoneBy: new Map() },
	inOrder: []
});

function grow(growing: Growing, snapshot: Snapshot, fresh: Entry[]): void {
	for (const entry of fresh) settle(growing, snapshot, entry);
	for (const action of new Set(fresh.map((entry) => entry.action))) {
		const known = growing.byAction.get(action);
		const told = tell(growing, snapshot, action);
		growing.byAction.set(action, told);
		if (known) growing.oldestFirst[growing.oldestFirst.indexOf(known)] = told;
		else {
			growing.oldestFirst.push(told);
			if (told.undoes !== undefined)
				growing.undoers.set(told.undoes, [...(growing.undoers.get(told.undoes) ?? []), action]);
		}
	}
	sortAlmostSorted(growing.oldestFirst, (a, b) => compare(placeOf(growing, a), placeOf(growing, b)));
	growing.seen = snapshot.entries.size;
	growing.history = {
		actions: growing.oldestFirst.toReversed(),
		byAction: growing.byAction,
		undoneBy: whatIsUndone(growing, snapshot)
	};
}

/** Finds an entry's place, and before it that of every entry it rests on. */
function settle({ places, awaited }: Growing, { entries }: Snapshot, entry: Entry): void {
	const way = [entry];
	for (let last = entry; last.previous !== '' && !places.has(last.previous);) {
		const previous = entries.get(last.previous);
		if (!previous || way.length > entries.size) {
			awaited.add(last.previous);
			break;
		}
		way.push((last = previous));
	}
	for (const { id, previous, at: claimed } of way.reverse()) {
		if (places.has(id)) continue;
		const before = places.get(previous);
		const at = Number.isFinite(claimed) ? claimed : 0;
		places.set(
			id,
			before && before.at >= at ? { at: before.at, after: before.after + 1, id } : { at, after: 0, id }
		);
	}
}

function compare(a: Place, b: Place): number {
	return a.at - b.at || a.after - b.after || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** An act is told where its last entry is. */
const placeOf = ({ places }: Growing, { entries }: HistoryAction): Place => places.get(entries.at(-1)!.id)!;

/** In the name of an entry's command: which action it undid (the door writes it so). */
const UNDOING = 'undo:';

function tell({ places }: Growing, { actions }: Snapshot, action: string): HistoryAction {
	const entries = actions.get(action)!.toSorted((a, b) => compare(places.get(a.id)!, places.get(b.id)!));
	const [first] = entries;
	return {
		action,
		entries,
		at: entries.at(-1)!.at,
		authors: [...new Set(entries.map(authorOf))],
		undoes: first!.command.startsWith(UNDOING) ? first!.command.slice(UNDOING.length) : undefined
	};
}

/** New acts mostly come last: then there is nothing to move. */
function sortAlmostSorted<T>(list: T[], order: (a: T, b: T) => number): void {
	if (list.some((each, index) => index > 0 && order(list[index - 1]!, each) > 0)) list.sort(order);
}

/** An undo counts where an entry of it does, and where those who undid are among those who acted. */
function isUndoing(snapshot: Snapshot, undoer: HistoryAction, undone: HistoryAction): boolean {
	return (
		undoer.authors.every((author) => undone.authors.includes(author)) &&
		undoer.entries.some(({ id, organization }) => !snapshot.uncounted.get(organization)?.has(id))
	);
}

/**
 * Undone is what an undo names that is not itself undone. Read from the newest on, and an undo counts for older acts
 * only: entries that name each other, which no honest app writes, cannot go around in a circle.
 */
function whatIsUndone(
	{ oldestFirst, undoers, byAction }: Growing,
	snapshot: Snapshot
): Map<string, HistoryAction> {
	const undone = new Map<string, HistoryAction>();
	const passed = new Set<string>();
	for (let index = oldestFirst.length - 1; index >= 0; index--) {
		const one = oldestFirst[index]!;
		const { action } = one;
		const by = undoers
			.get(action)
			?.find(
				(undoer) =>
					passed.has(undoer) && !undone.has(undoer) && isUndoing(snapshot, byAction.get(undoer)!, one)
			);
		if (by !== undefined) undone.set(action, byAction.get(by)!);
		passed.add(action);
	}
	return undone;
}
