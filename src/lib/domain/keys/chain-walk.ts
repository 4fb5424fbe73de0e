import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { writable, writablePart } from '../fold/copy-on-write';

/** A walk back along a retired key's chain, from the entries where it ends, as far as the entries are here. */
export interface ChainWalk {
	readonly key: KeyId;
	/** The highest `seq` that counts. */
	readonly last: number;
	visited: Set<EntryId>;
	/** The visited entries that count. */
	counted: Set<EntryId>;
	/** Entries at which the walk stopped because they are not here yet. */
	missing: Set<EntryId>;
}

/** A walk that has visited nothing yet. */
export const newChainWalk = (key: KeyId, last: number): ChainWalk => ({
	...{ key, last, visited: new Set(), counted: new Set(), missing: new Set() }
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
