import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { withItems, withoutItems } from '$lib/domain/algorithms/sorted';

/**
 * An entry's place: by its time (never before that of `previous`), then after `previous`, then by id. While anything is
 * missing before it, by its own time and number alone, so that what comes last of all first moves each entry once.
 */
interface Place {
	at: number;
	after: number;
	entry: Entry;
	/** Nothing is missing before it. */
	isFinal: boolean;
}

/** The entries of a workspace, oldest first, as the history tells them; grown as they arrive, for there may be many. */
export class EntryOrder {
	#inOrder: Place[];
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
		return (this.#entries ??= this.#inOrder.map(entryAt));
	}

	/** Negative where the first comes before the second. Both are among the entries. */
	readonly compare = (a: Entry, b: Entry): number =>
		comparePlaces(this.#places.get(a.id)!, this.#places.get(b.id)!);

	/**
	 * Takes what there is now, or the next of it. Cost: the new ones and those whose places change, and moving a list.
	 * @param beforehand is told which entries get a place, or another one, and which of these have one, while they still do
	 * @param most so many new ones are taken, and what they rest on
	 * @returns these, in their order
	 */
	follow(
		all: ReadonlyMap<EntryId, Entry>,
		beforehand: (changing: readonly Entry[], moving: readonly Entry[]) => void,
		most = Infinity
	): readonly Entry[] {
		if (all.size === this.#inOrder.length) return [];
		this.#entries = undefined;
		const found = new Map<EntryId, Place>();
		for (const entry of this.#unseen(all, most)) this.#find(all, entry, found);
		const fresh = Array.from(found.values(), entryAt);
		if (this.#followers) for (const entry of fresh) noteFollower(this.#followers, entry);
		const came = fresh.filter(({ id }) => this.#awaited.delete(id));
		if (came.length > 0) this.#findFollowers(fresh, came, found);
		const places = [...found.values()].sort(comparePlaces);
		const moving = came.length > 0 ? places : [];
		const before = moving.flatMap(({ entry: { id } }) => this.#places.get(id) ?? []).sort(comparePlaces);
		beforehand(places.map(entryAt), before.map(entryAt));
		for (const [id, place] of found) this.#places.set(id, place);
		this.#inOrder = withItems(withoutItems(this.#inOrder, before, comparePlaces), places, comparePlaces);
		return places.map(entryAt);
	}

	/** Finds the places of what follows entries that were missing, where these are others now. */
	#findFollowers(fresh: readonly Entry[], came: readonly Entry[], found: Map<EntryId, Place>): void {
		if (!this.#followers) {
			this.#followers = new Map();
			for (const { entry } of this.#inOrder) noteFollower(this.#followers, entry);
			for (const entry of fresh) noteFollower(this.#followers, entry);
		}
		const placed = (id: EntryId) => found.get(id) ?? this.#places.get(id);
		// By number, as they follow one another: then each is moved once. In any other order the result is the same.
		for (const first of came.toSorted((a, b) => a.seq - b.seq)) {
			const reached = [first];
			for (const { id } of reached)
				for (const entry of this.#followers.get(id) ?? []) {
					const before = placed(entry.id);
					const place = placeAfter(placed(id), entry);
					if (entry === first || (before && isSamePlace(before, place))) continue;
					found.set(entry.id, place);
					reached.push(entry);
				}
		}
	}

	/**
	 * A map's iterator goes on to what is set later, and over all of it anew where the map was emptied and filled again;
	 * the one of a map laid over another is begun again.
	 */
	#unseen(all: ReadonlyMap<EntryId, Entry>, most: number): Entry[] {
		const fresh: Entry[] = [];
		const seen = () => this.#inOrder.length + fresh.length;
		const isLess = () => fresh.length < most && seen() < all.size;
		const take = () => {
			for (let value: Entry | undefined; isLess() && (value = this.#rest.next().value);)
				if (!this.#places.has(value.id)) fresh.push(value);
		};
		take();
		if (isLess()) {
			this.#rest = all.values();
			for (let skipped = seen(); skipped > 0; skipped--) this.#rest.next();
			take();
		}
		return fresh;
	}

	/** Finds an entry's place, and those of all before it that it rests on. */
	#find(all: ReadonlyMap<EntryId, Entry>, entry: Entry, found: Map<EntryId, Place>): void {
		const way: Entry[] = [];
		let place: Place | undefined;
		let next: Entry | undefined = entry;
		const placed = ({ id }: Entry) => found.get(id) ?? this.#places.get(id);
		while (next && !(place = placed(next)) && way.length <= all.size) {
			way.push(next);
			const { previous }: Entry = next;
			next = all.get(previous);
			if (!next && previous !== '') this.#awaited.add(previous);
		}
		for (const each of way.reverse()) found.set(each.id, (place = placeAfter(place, each)));
	}
}

function placeAfter(before: Place | undefined, entry: Entry): Place {
	const at = Number.isFinite(entry.at) ? entry.at : 0;
	const isFinal = entry.previous === '' || before?.isFinal === true;
	if (!isFinal) return { at, after: entry.seq, entry, isFinal };
	return before && before.at >= at
		? { at: before.at, after: before.after + 1, entry, isFinal }
		: { at, after: 0, entry, isFinal };
}

const entryAt = ({ entry }: Place): Entry => entry;

const isSamePlace = (a: Place, b: Place): boolean => a.isFinal === b.isFinal && comparePlaces(a, b) === 0;

function comparePlaces(a: Place, b: Place): number {
	return a.at - b.at || a.after - b.after || (a.entry.id < b.entry.id ? -1 : a.entry.id > b.entry.id ? 1 : 0);
}

function noteFollower(followers: Map<EntryId, Entry[]>, entry: Entry): void {
	if (entry.previous !== '') getOrInsertComputed(followers, entry.previous, (): Entry[] => []).push(entry);
}
