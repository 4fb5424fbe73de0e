import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { authorOf, type Entry, undoneBy } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { type HistoryAction, lastEntryOf } from './action';
import { countWhile, withItems, withoutItems } from '$lib/domain/algorithms/sorted';

type Compare = (a: Entry, b: Entry) => number;

/** The entries in which one organization says that one act is undone. */
interface Claims {
	/** In the order of the history. */
	inOrder: Entry[];
	/** By the act that they belong to. */
	byAct: Map<string, Set<Entry>>;
}

/** The entries that say that they undo an act: by that, then by who says it. */
export class UndoClaims {
	readonly #byUndone: Map<string, Map<OrganizationId, Claims>>;

	/** @param begun what it begins with */
	constructor(begun?: UndoClaims) {
		const copied = (of: ReadonlyMap<OrganizationId, Claims>) =>
			new Map([...of].map(([author, claims]) => [author, copyOf(claims)]));
		const before = begun ? [...begun.#byUndone] : [];
		this.#byUndone = new Map(before.map(([undone, of]) => [undone, copied(of)]));
	}

	/** What is said about an act, by who says it. */
	about(action: string): ReadonlyMap<OrganizationId, Readonly<Claims>> | undefined {
		return this.#byUndone.get(action);
	}

	/** Takes out entries whose places are about to change. They are in their order. */
	takeOut(entries: readonly Entry[], compare: Compare): void {
		for (const [claims, some] of this.#grouped(entries))
			claims.inOrder = withoutItems(claims.inOrder, some, compare);
	}

	/** Puts in entries, in their order: new ones, and what was taken out. */
	putIn(entries: readonly Entry[], compare: Compare): void {
		for (const [claims, some] of this.#grouped(entries)) {
			claims.inOrder = withItems(claims.inOrder, some, compare);
			for (const entry of some)
				getOrInsertComputed(claims.byAct, entry.action, () => new Set<Entry>()).add(entry);
		}
	}

	#grouped(entries: readonly Entry[]): ReadonlyMap<Claims, Entry[]> {
		const groups = new Map<Claims, Entry[]>();
		for (const entry of entries) {
			const undone = undoneBy(entry.command);
			if (undone === undefined) continue;
			const byAuthor = getOrInsertComputed(this.#byUndone, undone, () => new Map<OrganizationId, Claims>());
			const claims = getOrInsertComputed(byAuthor, authorOf(entry), (): Claims => {
				return { inOrder: [], byAct: new Map() };
			});
			getOrInsertComputed(groups, claims, (): Entry[] => []).push(entry);
		}
		return groups;
	}
}

const copyOf = ({ inOrder, byAct }: Claims): Claims => ({
	inOrder: [...inOrder],
	byAct: new Map([...byAct].map(([action, entries]) => [action, new Set(entries)]))
});

interface UndoneIn {
	claims: UndoClaims;
	/** An act by its id, if it is there. */
	act: (action: string) => HistoryAction | undefined;
	compare: Compare;
	/** Whether an entry is there, which holds for none after one for which it does not hold. */
	isThere?: (entry: Entry) => boolean;
	snapshot: Snapshot;
}

/**
 * What undid an act, where it is undone: the first act in which everybody who acted had said so, in entries that count
 * and come after all of it. An undo that is itself undone does not count; whoever joins either act says nothing for
 * others. As an undo counts for older acts only, entries that name each other, which no honest app writes, form no
 * cycle. Cost: what those who acted say about the act, up to the first that counts, and once the same about each act
 * that says it.
 */
export function undoerIn(all: UndoneIn): (action: string) => HistoryAction | undefined {
	const known = new Map<string, HistoryAction | undefined>();
	return (asked) => {
		// No recursion: acts may undo one another to any depth.
		const way = known.has(asked) ? [] : [{ action: asked, steps: findUndoer(all, asked, known) }];
		for (let last = way.at(-1); last; last = way.at(-1)) {
			const step = last.steps.next();
			if (!step.done) way.push({ action: step.value, steps: findUndoer(all, step.value, known) });
			else {
				known.set(last.action, step.value);
				way.pop();
			}
		}
		return known.get(asked);
	};
}

/** Yields each act of which `known` has to tell first what undid it. */
function* findUndoer(
	{ claims, act, compare, isThere = () => true, snapshot }: UndoneIn,
	action: string,
	known: ReadonlyMap<string, HistoryAction | undefined>
): Generator<string, HistoryAction | undefined, void> {
	const byAuthor = claims.about(action);
	const one = act(action);
	if (!byAuthor || !one) return undefined;
	const said: Readonly<Claims>[] = [];
	for (const author of one.everyone) {
		const claimed = byAuthor.get(author);
		if (!claimed) return undefined;
		said.push(claimed);
	}
	const last = lastEntryOf(one);
	const counts = (entry: Entry) =>
		compare(entry, last) > 0 && isThere(entry) && !snapshot.uncounted.get(authorOf(entry))?.has(entry.id);
	/** By which entry everybody had said it in an act. */
	const complete = (undoer: string): Entry | undefined => {
		let latest: Entry | undefined;
		for (const { byAct } of said) {
			const first = earliest(byAct.get(undoer) ?? [], counts, compare);
			if (!first) return undefined;
			if (!latest || compare(first, latest) > 0) latest = first;
		}
		return latest;
	};
	const { inOrder } = said.reduce((least, each) => (each.byAct.size < least.byAct.size ? each : least));
	const looked = new Set<string>();
	let found: { action: string; by: Entry } | undefined;
	for (let place = countWhile(inOrder, (each) => compare(each, last) < 0); place < inOrder.length; place++) {
		const entry = inOrder[place]!;
		if (!isThere(entry) || (found && compare(entry, found.by) > 0)) break;
		if (looked.has(entry.action)) continue;
		looked.add(entry.action);
		const by = complete(entry.action);
		if (!by || (found && compare(by, found.by) > 0)) continue;
		if (!known.has(entry.action)) yield entry.action;
		if (!known.get(entry.action)) found = { action: entry.action, by };
	}
	return found && act(found.action);
}

function earliest(
	entries: Iterable<Entry>,
	counts: (entry: Entry) => boolean,
	compare: Compare
): Entry | undefined {
	let first: Entry | undefined;
	for (const entry of entries) if ((!first || compare(entry, first) < 0) && counts(entry)) first = entry;
	return first;
}
