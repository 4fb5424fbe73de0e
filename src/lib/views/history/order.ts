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
	#inOrder: Place[];
	readonly #places: Map<EntryId, Place>;
	/** Ids named as `previous` by entries that arrived before them. */
	readonly #awaited: Set<EntryId>;
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
		return (this.#entries ??= this.from(0));
	}

	/** Those from a place on. */
	readonly from = (place: number): Entry[] => this.#inOrder.slice(place).map(({ entry }) => entry);

	/** Negative where the first comes before the second. Both are among the entries. */
	readonly compare = (a: Entry, b: Entry): number =>
		comparePlaces(this.#places.get(a.id)!, this.#places.get(b.id)!);

	/**
	 * Takes what there is now. Cost: the new ones, where they come last, as they mostly do.
	 * @returns how many entries at the beginning are where they were
	 */
	follow(all: ReadonlyMap<EntryId, Entry>): number {
		const known = this.#inOrder.length;
		if (all.size === known) return known;
		const fresh = this.#unseen(all);
		this.#entries = undefined;
		const stay = this.#takeOutAfter(fresh);
		const inOrder = this.#inOrder;
		const places = fresh.map((entry) => this.#settle(all, entry));
		const first = places.reduce((first, place) => (comparePlaces(place, first) < 0 ? place : first));
		const same = Math.min(
			stay,
			countWhile(inOrder, (place) => comparePlaces(place, first) < 0)
		);
		let isMoved = false;
		for (const place of places) {
			const last = inOrder.at(-1);
			isMoved ||= last !== undefined && comparePlaces(last, place) > 0;
			inOrder.push(place);
		}
		if (isMoved) inOrder.sort(comparePlaces);
		return same;
	}

	/**
	 * Adds to `fresh` what follows an entry that was missing, since its place is a later one now.
	 * @returns how many entries at the beginning keep their places
	 */
	#takeOutAfter(fresh: Entry[]): number {
		const moved = new Set(fresh.map(({ id }) => id).filter((id) => this.#awaited.delete(id)));
		if (moved.size === 0) return this.#inOrder.length;
		// Each comes after its predecessor: one walk finds them all.
		const out = this.#inOrder.filter(({ entry: { id, previous } }) => moved.has(previous) && moved.add(id));
		const stay = this.#inOrder.indexOf(out[0]!);
		this.#inOrder = this.#inOrder.filter(({ entry }) => !moved.has(entry.id));
		for (const { entry } of out) {
			this.#places.delete(entry.id);
			fresh.push(entry);
		}
		return stay;
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

	/** An entry's place; found for every entry before it that it rests on, too. */
	#settle(all: ReadonlyMap<EntryId, Entry>, entry: Entry): Place {
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
		return place!;
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
