import type { Entry } from '../entry';
import {
	type Fact,
	type FactId,
	factIdIn,
	type FactOf,
	type OrganizationId,
	type ProductId,
	type Table
} from '../facts';
import type { GrantRecord } from '../grants/grant-record';
import { Stated, type Version } from '../merge/field';
import { type SmallSet, withOne, withoutOne } from '../algorithms/small-set';
import type { PermissionSet } from '../permissions/standing';
import type { Link, Owned, Product } from '../records';
import type { Snapshot, Source, WaitingFact } from '../snapshot';
import { blanks, writable, writableOrNew } from './copy-on-write';

/**
 * One run of the fold: the snapshot it writes, and what must be derived anew at its end. Most runs are of one entry, so what
 * few of them have is null until something is in it.
 */
export interface Folding {
	snapshot: Snapshot;
	/** The links that were written, with what their partnership keeps of them; not the new ones, which their product has. */
	links: Map<Link, KnownOfLink> | null;
	/** The products whose fixed point may change, those with new links among them; an order's may not be here yet. */
	touched: Set<ProductId>;
	/** The organizations of which something may now block the deletion, or no longer does. */
	concerned: Set<OrganizationId> | null;
	/** Whether the fact being stated has to wait for a record. */
	waits: boolean;
	/** The grants that were stated last, by their places in their entries: mostly another fact of the entry names them next. */
	stated: GrantRecord[];
	/** The products that were retracted. */
	gone: Map<ProductId, Product> | null;
	/** The facts of entries that were asked for more than once: what retracts goes to and fro between entries. */
	facts: Map<Entry, readonly Fact[]> | null;
}

/** What a partnership keeps of a link; `changedAt` is undefined for a new one. */
export interface KnownOfLink {
	permissions: PermissionSet;
	changedAt: number | undefined;
}

/** A run of the fold that has written nothing yet. */
export const beginFolding = (snapshot: Snapshot): Folding => ({
	snapshot,
	links: null,
	touched: new Set(),
	concerned: null,
	waits: false,
	stated: [],
	gone: null,
	facts: null
});

/** Notes that something may now block the deletion of the organization, or no longer does. */
export function concern(folding: Pick<Folding, 'concerned'>, organization: OrganizationId): void {
	(folding.concerned ??= new Set()).add(organization);
}

/** What states, or retracts, a fact of each table. */
export type Handlers<T extends Table> = {
	[K in T]: (folding: Folding, fact: FactOf<K>, source: Source) => void;
};

/** The id of the fact, and of the record that it adds. */
export const factIdOf = ({ entry, index }: Source): FactId => factIdIn(entry, index);

/** What every record has when a fact adds it. */
export const newOwned = (source: Source): Owned => ({
	id: factIdOf(source),
	owner: source.author,
	entry: source.entry,
	at: source.at,
	tombstones: blanks.set
});

/** The version of a field that a fact gives. */
export const versionOf = <T>(value: T, { of, index }: Source): Version<T> => new Stated(value, of, index);

/** Keeps a fact until the record that it is about arrives, or counts again. */
export function waitFor(folding: Folding, id: string, fact: Fact, source: Source): void {
	folding.waits = true;
	waitingFor(folding.snapshot, id).set(factIdOf(source), { fact, source });
}

/** The facts that wait for a record, to write. */
const waitingFor = (snapshot: Snapshot, id: string): Map<FactId, WaitingFact> =>
	writableOrNew(snapshot, snapshot.waiting, id, Map<FactId, WaitingFact>);

/** Whether the fact was waiting for that record; it no longer is. */
export function stopWaiting(snapshot: Snapshot, id: string, source: Source): boolean {
	const fact = factIdOf(source);
	if (!snapshot.waiting.get(id)?.has(fact)) return false;
	const waiting = waitingFor(snapshot, id);
	waiting.delete(fact);
	if (waiting.size === 0) snapshot.waiting.delete(id);
	return true;
}

/** A set of an index, to write; made where it is missing. */
export const indexSetFor = <K, V>(snapshot: Snapshot, index: Map<K, Set<V>>, key: K): Set<V> =>
	writableOrNew(snapshot, index, key, Set<V>);

/** Removes an id from a set of an index, and the set with its last one. */
export function removeFromIndex<K, V>(snapshot: Snapshot, index: Map<K, Set<V>>, key: K, id: V): void {
	if (index.size === 0 || !index.get(key)?.has(id)) return;
	const set = indexSetFor(snapshot, index, key);
	set.delete(id);
	if (set.size === 0) index.delete(key);
}

/** Moves an id from one set of an index to another; null stands for neither. */
export function reindex<K>(
	snapshot: Snapshot,
	index: Map<K, SmallSet<string>>,
	id: string,
	from: K | null,
	to: K | null
): void {
	if (from === to) return;
	const own = (key: K): SmallSet<string> => {
		const set = index.get(key) ?? null;
		return set instanceof Set ? writable(snapshot, set, (copy) => index.set(key, copy)) : set;
	};
	if (from !== null) {
		const left = withoutOne(own(from), id);
		if (left === null) index.delete(from);
		else index.set(from, left);
	}
	if (to !== null) index.set(to, withOne(own(to), id));
}
