import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';

/** An entry's place: by its time (never before that of `previous`), then after `previous`, then by id. */
interface Place {
	at: number;
	after: number;
	entry: Entry;
}

/** The entries of a workspace, oldest first, as the history tells them; grown as they arrive, for there may be many. */
export class EntryOrder {
	readonly #inOrder: Place[];
	readonly #places: Map<EntryId, Place>;
	/** Ids named as `previous` by entries that arrived before them. */
	readonly #awaited: Set<EntryId>;
	/** What names an entry as `previous`, by that; from when one that was awaited comes. */
	#followers: Map<EntryId, Entry[]> | undefined;
	/** What has not been taken yet. */
	#rest: Iterator<Entry, undefined> = [].values();
	#entries: readonly Entry[] | undefined;

	/** @param begun what it begins with: all of it is in what is followed */
	constructor(begun?: EntryOrder) {
		this.#inOrder = begun ? [...begun.#inOrder] : [];
		this.#places = new Map(begun ? begun.#places : []);
		this.#awaited = new Set(begun ? begun.#awaited : []);
	}

	/** The same list until another entry comes. */
	get entries(): readonly Entry[] {
		return (this.#entries ??= this.#inOrder.map(({ entry }) => entry));
	}

	/** Negative where the first comes before the second. Both are among the entries. */
	readonly compare = (a: Entry, b: Entry): number =>
		comparePlaces(this.#places.get(a.id)!, this.#places.get(b.id)!);

	/**
	 * Takes what there is now. Cost: the new ones and those that they move, and copying a list.
	 * @returns the entries whose places are new
	 */
	follow(all: ReadonlyMap<EntryId, Entry>): Entry[] {
		if (all.size === this.#inOrder.length) return [];
		const fresh = this.#unseen(all);
		this.#entries = undefined;
		if (this.#followers) for (const entry of fresh) noteFollower(this.#followers, entry);
		for (const entry of fresh) this.#settle(all, entry);
		const moved = this.#move(all, fresh);
		const changed = [...fresh, ...moved];
		insertSorted(
			this.#inOrder,
			changed.map(({ id }) => this.#places.get(id)!),
			comparePlaces
		);
		return changed;
	}

	/**
	 * Takes out what follows an entry that was missing, where its place is a later one now.
	 * @returns the entries that are to be put in again
	 */
	#move(all: ReadonlyMap<EntryId, Entry>, fresh: readonly Entry[]): Entry[] {
		const came = fresh.filter(({ id }) => this.#awaited.delete(id));
		if (came.length === 0) return [];
		if (!this.#followers) {
			this.#followers = new Map();
			for (const entry of all.values()) noteFollower(this.#followers, entry);
		}
		const isFresh = new Set(fresh);
		const reached = new Set(came);
		const [moved, out] = [[] as Entry[], new Set<Place>()];
		for (const { id } of reached)
			for (const entry of this.#followers.get(id) ?? []) {
				const before = this.#places.get(entry.id)!;
				const place = placeAfter(this.#places.get(id), entry);
				if (reached.has(entry) || comparePlaces(before, place) === 0) continue;
				reached.add(entry);
				this.#places.set(entry.id, place);
				if (isFresh.has(entry)) continue;
				moved.push(entry);
				out.add(before);
			}
		removeAll(this.#inOrder, out);
		return moved;
	}

	/**
	 * A map's iterator goes on to what is set later, and over all of it anew where the map was emptied and filled again;
	 * the one of a map laid over another is begun again.
	 */
	#unseen(all: ReadonlyMap<EntryId, Entry>): Entry[] {
		const fresh: Entry[] = [];
		const seen = () => this.#inOrder.length + fresh.length;
		const take = () => {
			for (let value: Entry | undefined; seen() < all.size && (value = this.#rest.next().value);)
				if (!this.#places.has(value.id)) fresh.push(value);
		};
		take();
		if (seen() < all.size) {
			this.#rest = all.values();
			for (let skipped = seen(); skipped > 0; skipped--) this.#rest.next();
			take();
		}
		return fresh;
	}

	/** Finds an entry's place, and that of every entry before it that it rests on. */
	#settle(all: ReadonlyMap<EntryId, Entry>, entry: Entry): void {
		const way: Entry[] = [];
		let place: Place | undefined;
		let next: Entry | undefined = entry;
		while (next && !(place = this.#places.get(next.id)) && way.length <= all.size) {
			way.push(next);
			const { previous }: Entry = next;
			next = all.get(previous);
			if (!next && previous !== '') this.#awaited.add(previous);
		}
		for (const each of way.reverse()) this.#places.set(each.id, (place = placeAfter(place, each)));
	}
}

function placeAfter(before: Place | undefined, entry: Entry): Place {
	const at = Number.isFinite(entry.at) ? entry.at : 0;
	return before && before.at >= at
		? { at: before.at, after: before.after + 1, entry }
		: { at, after: 0, entry };
}

function comparePlaces(a: Place, b: Place): number {
	return a.at - b.at || a.after - b.after || (a.entry.id < b.entry.id ? -1 : a.entry.id > b.entry.id ? 1 : 0);
}

/** How many at the beginning of the list the condition holds for; it holds for none after them. */
export function countWhile<T>(list: readonly T[], holds: (each: T) => boolean): number {
	let [from, to] = [0, list.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (holds(list[middle]!)) from = middle + 1;
		else to = middle;
	}
	return from;
}

function noteFollower(followers: Map<EntryId, Entry[]>, entry: Entry): void {
	getOrInsertComputed(followers, entry.previous, (): Entry[] => []).push(entry);
}

/** Up to so many are found in a list one by one; for more, all of it is gone through. */
const few = 64;

/** Puts items into a sorted list where they belong. Cost for a few: a search for each. */
export function insertSorted<T>(list: T[], items: readonly T[], compare: (a: T, b: T) => number): void {
	if (items.length <= few) {
		for (const item of items)
			list.splice(
				countWhile(list, (each) => compare(each, item) < 0),
				0,
				item
			);
		return;
	}
	let isSorted = true;
	for (const item of items) {
		const last = list.at(-1);
		isSorted &&= last === undefined || compare(last, item) < 0;
		list.push(item);
	}
	if (!isSorted) list.sort(compare);
}

/** Takes items out of a list. */
export function removeAll<T>(list: T[], items: ReadonlySet<T>): void {
	if (items.size <= few) {
		for (const item of items) list.splice(list.lastIndexOf(item), 1);
		return;
	}
	let kept = 0;
	for (const each of list) if (!items.has(each)) list[kept++] = each;
	list.length = kept;
}
