import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { writable, writablePart } from '../fold/copy-on-write';

/** A walk back along a retired key's chain, from the entries where it ends, as far as the entries are here. */
export interface ChainWalk {
	readonly key: KeyId;
	/** The highest `seq` that counts. */
	last: number;
	/** The lowest `seq` visited so far, and whether each entry had a lower one than that visited before it. */
	lowest: number;
	descends: boolean;
	visited: Set<EntryId>;
	/** The visited entries that count. */
	counted: Set<EntryId>;
	/** Entries at which the walk stopped because they are not here yet. */
	missing: Set<EntryId>;
}

/** A walk that has visited nothing yet. */
export const newChainWalk = (key: KeyId, last: number): ChainWalk => ({
	...{ key, last, lowest: Number.POSITIVE_INFINITY, descends: true },
	...{ visited: new Set(), counted: new Set(), missing: new Set() }
});

/** Where walks find entries. It also owns the walks: they are copied before a shared one is written. */
export interface ChainReader {
	entryOf: (id: EntryId) => Entry | undefined;
	/** Called with a missing entry that the walk would continue with. */
	awaitEntry: (id: EntryId, key: KeyId) => void;
}

/**
 * Walks back from an entry until it meets one that was visited, is missing, or is another key's. Cost: the entries
 * visited; it yields after each.
 * @returns the newly visited entries that count
 */
export function* walkBack(
	reader: ChainReader,
	walk: ChainWalk,
	from: EntryId | ''
): Generator<void, Entry[]> {
	const [visited, counted] = [writablePart(reader, walk, 'visited'), writablePart(reader, walk, 'counted')];
	const added: Entry[] = [];
	for (let id = from; id !== '' && !visited.has(id);) {
		const entry = reader.entryOf(id);
		if (!entry) {
			writablePart(reader, walk, 'missing').add(id);
			reader.awaitEntry(id, walk.key);
		}
		if (entry?.key !== walk.key) break;
		visited.add(id);
		walk.descends &&= entry.seq < walk.lowest;
		walk.lowest = Math.min(walk.lowest, entry.seq);
		if (entry.seq <= walk.last) {
			counted.add(id);
			added.push(entry);
		}
		id = entry.previous;
		yield;
	}
	return added;
}

/** Continues a walk from an entry that has arrived, as `walkBack` does; nothing where the walk did not miss it. */
export function* resumeWalk(
	reader: ChainReader,
	walk: ChainWalk | null,
	put: (copy: ChainWalk) => void,
	arrived: EntryId
): Generator<void, Entry[]> {
	if (!walk?.missing.has(arrived)) return [];
	const own = writable(reader, walk, put);
	writablePart(reader, own, 'missing').delete(arrived);
	return yield* walkBack(reader, own, arrived);
}

/**
 * Makes of a walk that began at one entry the walk that begins at another, where both go through a third. Cost: the
 * entries above that; it yields after each.
 * @returns the entries that count by one of them alone; null where the other has to be walked anew
 */
export function* moveWalk(
	reader: ChainReader,
	walk: ChainWalk,
	put: (copy: ChainWalk) => void,
	[from, to]: [{ head: EntryId | '' }, { head: EntryId | ''; last: number }]
): Generator<void, Entry[] | null> {
	// As honest browsers write them, a chain is in order, and a retirement names the number of the entry it names.
	if (!walk.descends || walk.counted.size < walk.visited.size) return null;
	const above: Entry[] = [];
	let lowest = to.last + 1;
	let met: EntryId | '' = to.head;
	for (; !walk.visited.has(met); yield) {
		const entry = reader.entryOf(met);
		if (entry?.key !== walk.key || entry.seq >= lowest) return null;
		above.push(entry);
		[met, lowest] = [entry.previous, entry.seq];
	}
	if (reader.entryOf(met)!.seq >= lowest) return null;
	const own = writable(reader, walk, put);
	const [visited, counted] = [writablePart(reader, own, 'visited'), writablePart(reader, own, 'counted')];
	const changed = [...above];
	for (let id = from.head; id !== met; yield) {
		const entry = reader.entryOf(id)!;
		visited.delete(id);
		counted.delete(id);
		changed.push(entry);
		id = entry.previous;
	}
	for (const { id } of above) {
		visited.add(id);
		counted.add(id);
		yield;
	}
	own.last = to.last;
	return changed;
}
