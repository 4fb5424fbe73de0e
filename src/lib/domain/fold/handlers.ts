import type { Fact, FactId, FactOf, ProductId, Table } from '../facts';
import type { Version } from '../field';
import type { Owned } from '../records';
import type { Snapshot, Source } from '../snapshot';

/** One run of the fold: the snapshot it writes, and the products whose fixed point it must find anew. */
export interface Folding {
	snapshot: Snapshot;
	touched: Set<ProductId>;
	/** The fact being stated had to be put aside. */
	waits: boolean;
}

export type Handlers<T extends Table> = {
	[K in T]: (folding: Folding, fact: FactOf<K>, source: Source) => void;
};

export const idOf = (source: Source): FactId => `${source.entry}:${source.index}`;

export const newOwned = (source: Source): Owned => ({
	id: idOf(source),
	owner: source.author,
	entry: source.entry,
	at: source.at,
	tombstones: new Set()
});

export const versionOf = <T>(value: T, { stamp, entry, index, at }: Source): Version<T> => ({
	value,
	stamp,
	entry,
	index,
	at
});

/** Keeps a fact until the record it speaks of arrives. */
export function waitFor(folding: Folding, id: string, fact: Fact, source: Source): void {
	folding.waits = true;
	const waiting = folding.snapshot.waiting.get(id);
	if (waiting) waiting.push({ fact, source });
	else folding.snapshot.waiting.set(id, [{ fact, source }]);
}

/** The member of a map, made where it is missing. */
export function memberOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}

/** Moves an id from one set of an index to another; either key may be missing. */
export function reindex<K>(index: Map<K, Set<string>>, id: string, from: K | null, to: K | null): void {
	if (from === to) return;
	if (from !== null) {
		const set = index.get(from);
		set?.delete(id);
		if (set?.size === 0) index.delete(from);
	}
	if (to !== null) memberOf(index, to, () => new Set<string>()).add(id);
}
