import type { Entry } from './entry';
import type { EntryId, FactOf, KeyId } from './facts';
import { compareRank, current, type Field } from './merge/field';
import type { Way } from './key-way';

/** A key that speaks, or spoke, for an organization. */
export interface KeyRecord {
	key: KeyId;
	/** A recovery key signs nothing but adding a key. */
	use: 'act' | 'recover';
	name: string;
	names: Field<string>;
	/** Null for the key that founded the organization. */
	addedBy: KeyId | null;
	/** The entry that added it, and when by that entry's claim. */
	entry: EntryId;
	at: number;
	retired: { by: KeyId; entry: EntryId; at: number } | null;
}

/** What an entry may say: everything, nothing but which keys there are, or nothing. */
export type Voice = 'all' | 'keys' | 'none';

type Addition = FactOf<'keys' | 'recovery-keys'>;

/** What one entry says of one key: that it is one of the organization's, under these names. */
export interface Naming {
	by: Entry;
	/** Whether it says that the key may act, not just recover. */
	acts: boolean;
	/** Which of the entry's facts. */
	facts: number[];
}

/** What one entry says of a key's end. */
export interface Retirement {
	by: Entry;
	fact: FactOf<'key-retirements'>;
}

/** A key in the tree of those that speak for one organization. */
export interface TreeKey {
	readonly key: KeyId;
	/** How many keys it is below the founding one. */
	readonly level: number;
	use: KeyRecord['use'];
	/** The first that added it, by stamp and id. */
	by: Entry;
	/** The keys one level up that added it: each may retire it. */
	parents: ReadonlySet<KeyId>;
	/** The ends that keys above it say, and the one of them that ends it soonest. */
	ends: Set<Retirement> | null;
	soonest: Retirement | null;
	/** What counts of it by the word of a key above it; and, within that, by its own. */
	byAbove: Way | null;
	byItself: Way | null;
	/** Of its own words that it ends, the one with the first id. */
	endsBy: Entry | null;
	/** As it is shown, until something changes in it. */
	record: KeyRecord | null;
}

/** Where a key hangs, by what is said of it. */
export type TreePlace = Pick<TreeKey, 'level' | 'use' | 'by' | 'parents'>;

/** A key that is hung into the tree, and of whose end nothing was looked at yet; as it was where it hung before, if it did. */
export const hungKey = (key: KeyId, place: TreePlace, before: TreeKey | undefined): TreeKey => ({
	...{ key, level: place.level, use: place.use, by: place.by, parents: place.parents },
	...{ ends: null, soonest: before?.soonest ?? null },
	...{ byAbove: before?.byAbove ?? null, byItself: before?.byItself ?? null },
	...{ endsBy: before?.endsBy ?? null, record: null }
});

/** The keys that an entry adds, or names anew. */
export const additions = (entry: Entry): Addition[] =>
	entry.facts.filter((fact): fact is Addition => isAddition(fact.table));

const isAddition = (table: string): boolean => table === 'keys' || table === 'recovery-keys';

/** What an entry says of each key that it adds or names anew. */
export function namingsIn(by: Entry): Map<KeyId, Naming> {
	const found = new Map<KeyId, Naming>();
	by.facts.forEach((fact, index) => {
		if (fact.table !== 'keys' && fact.table !== 'recovery-keys') return;
		const naming = found.get(fact.key) ?? { by, acts: false, facts: [] };
		found.set(fact.key, naming);
		naming.facts.push(index);
		if (fact.table === 'keys') naming.acts = true;
	});
	return found;
}

/** The entries of a key that counts, once it is retired; null where all do. */
export const countedOf = ({ byAbove, byItself }: TreeKey): ReadonlySet<EntryId> | null =>
	(byItself ?? byAbove)?.counted ?? null;

/** What an entry of the key may say. */
export function voiceOf(key: TreeKey, entry: Entry): Voice {
	if (entry.organization === '') return 'all';
	if (countedOf(key)?.has(entry.id) === false) return 'none';
	return key.use === 'act' ? 'all' : 'keys';
}

/** Where a key hangs: below those of the highest level that add it; null where none does. */
export function placeInTree(namings: readonly Naming[], keys: ReadonlyMap<KeyId, TreeKey>): TreePlace | null {
	let place: (TreePlace & { parents: Set<KeyId> }) | null = null;
	for (const { by, acts } of namings) {
		const parent = keys.get(by.key);
		const voice = parent ? voiceOf(parent, by) : 'none';
		// A recovery key adds keys that act, and no more of its kind.
		if (!parent || voice === 'none' || (voice === 'keys' && !acts)) continue;
		const level = parent.level + 1;
		if (place && level > place.level) continue;
		if (!place || level < place.level) place = { level, use: 'recover', by, parents: new Set() };
		place.parents.add(parent.key);
		if (acts) place.use = 'act';
		if (isEarlier(by, place.by)) place.by = by;
	}
	return place;
}

const isEarlier = (one: Entry, other: Entry): boolean =>
	one.stamp !== other.stamp ? one.stamp < other.stamp : one.id < other.id;

/** Which of two ends leaves less: a total order, the same everywhere. */
export function isSooner(one: Retirement, other: Retirement): boolean {
	if (one.fact.last !== other.fact.last) return one.fact.last < other.fact.last;
	if (one.by.id !== other.by.id) return one.by.id < other.by.id;
	return one.fact.head < other.fact.head;
}

/** The order of the tree: by level, then key. */
export const byLevel = (one: TreeKey, other: TreeKey): number =>
	one.level - other.level || (one.key < other.key ? -1 : 1);

/** The key as it is shown. Cost: what names it. */
export function recordOf(
	of: TreeKey,
	namings: readonly Naming[],
	keys: ReadonlyMap<KeyId, TreeKey>
): KeyRecord {
	const { key, use, by, level, soonest, endsBy } = of;
	const names = namesOf(of, namings, keys);
	const end = soonest?.by ?? endsBy;
	return {
		...{ key, use, name: current(names) ?? '', names },
		...{ addedBy: level === 0 ? null : by.key, entry: by.id, at: by.at },
		retired: end && { by: end.key, entry: end.id, at: end.at }
	};
}

/** A key has the name that it was given last, where it was added or by any key that acts. */
function namesOf(
	{ parents }: TreeKey,
	namings: readonly Naming[],
	keys: ReadonlyMap<KeyId, TreeKey>
): Field<string> {
	const names: Field<string> = [];
	for (const { by, facts } of namings) {
		const named = keys.get(by.key);
		const voice = named ? voiceOf(named, by) : 'none';
		if (voice === 'none' || (voice === 'keys' && !parents.has(by.key))) continue;
		const { stamp, id, at } = by;
		for (const index of facts)
			names.push({ value: (by.facts[index] as Addition).name, stamp, entry: id, index, at });
	}
	return names.sort(compareRank);
}
