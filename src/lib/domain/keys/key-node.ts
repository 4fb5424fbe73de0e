import type { Entry } from '../entry';
import type { EntryId, FactOf, KeyId } from '../facts';
import { SmallMap } from '../algorithms/small-map';
import { compareRank, current, type Field } from '../merge/field';
import type { ChainWalk } from './chain-walk';

/** A key that may sign for an organization, or might. */
export interface KeyRecord {
	key: KeyId;
	/** A recovery key may only add a key. */
	use: 'act' | 'recover';
	readonly name: string;
	readonly names: Field<string>;
	/** Null for the key that founded the organization. */
	addedBy: KeyId | null;
	/** The entry that added it, and when by that entry's claim. */
	entry: EntryId;
	at: number;
	retired: { by: KeyId; entry: EntryId; at: number } | null;
}

/** How much of an entry counts: everything, only what it states about keys, or nothing. */
export type Authority = 'all' | 'keys' | 'none';

type Addition = FactOf<'keys' | 'recovery-keys'>;

/** What one entry declares about one key: that it is one of the organization's, under these names. */
export interface KeyDeclaration {
	by: Entry;
	/** Whether it declares that the key may act, not just recover. */
	acts: boolean;
	/** The indexes of the entry's facts that declare it. */
	facts: number[];
}

/** The retirement of a key by one entry. */
export interface Retirement {
	by: Entry;
	fact: FactOf<'key-retirements'>;
}

/** Which keys a key moves together with, and how far below the level of their block it is: see `KeyLevels`. */
export interface KeyPlace {
	block: number;
	readonly offset: number;
}

/** A key in the tree of the keys of one organization. */
export interface KeyNode extends KeyPlace {
	readonly key: KeyId;
	use: KeyRecord['use'];
	/** The first entry that added it, by stamp and id. */
	by: Entry;
	/** The keys one level up that added it: each may retire it. */
	parents: ReadonlySet<KeyId>;
	/** The retirements by ancestors that count, and the strictest of them. */
	retirements: Set<Retirement> | null;
	strictest: Retirement | null;
	/** Which entries count by the strictest retirement; and, within that, by retirements of its own. */
	ancestorWalk: ChainWalk | null;
	ownWalk: ChainWalk | null;
	/** The entry with which it retired itself; of several, the one with the lowest id. */
	selfRetiredBy: Entry | null;
	/** The cached record, until something in it changes. */
	record: KeyRecord | null;
}

/** The position of a key in the tree, by what is declared about it. */
export interface TreePosition extends Pick<KeyNode, 'use' | 'by' | 'parents'> {
	/** Its depth: 0 for the founding key. */
	level: number;
}

/** A key at a new position, whose retirement is still to be updated; `before` is the key at its earlier position. */
export const newKeyNode = (
	key: KeyId,
	{ use, by, parents }: TreePosition,
	{ block, offset }: KeyPlace,
	before: KeyNode | undefined
): KeyNode => ({
	...{ key, block, offset, use, by, parents },
	...{ retirements: null, strictest: before?.strictest ?? null },
	...{ ancestorWalk: before?.ancestorWalk ?? null, ownWalk: before?.ownWalk ?? null },
	...{ selfRetiredBy: before?.selfRetiredBy ?? null, record: null }
});

/** The facts with which an entry adds keys or renames them. */
export const keyAdditions = (entry: Entry): Addition[] =>
	entry.facts.filter((fact): fact is Addition => isAddition(fact.table));

const isAddition = (table: string): boolean => table === 'keys' || table === 'recovery-keys';

/** What an entry declares about each key that it adds or renames. */
export function declarationsIn(by: Entry): SmallMap<KeyId, KeyDeclaration> {
	const found = new SmallMap<KeyId, KeyDeclaration>();
	by.facts.forEach((fact, index) => {
		if (fact.table !== 'keys' && fact.table !== 'recovery-keys') return;
		const declaration = found.get(fact.key) ?? { by, acts: false, facts: [] };
		found.set(fact.key, declaration);
		declaration.facts.push(index);
		if (fact.table === 'keys') declaration.acts = true;
	});
	return found;
}

/** The entries of a retired key that count; null where all do. */
export const countedEntries = ({ ancestorWalk, ownWalk }: KeyNode): ReadonlySet<EntryId> | null =>
	(ownWalk ?? ancestorWalk)?.counted ?? null;

/** How much of an entry signed by the key counts. */
export function authorityOf(key: KeyNode, entry: Entry): Authority {
	if (entry.organization === '') return 'all';
	if (countedEntries(key)?.has(entry.id) === false) return 'none';
	return key.use === 'act' ? 'all' : 'keys';
}

/** The position of a key: below the keys nearest to the founding key that add it; null where none does. */
export function findPosition(
	declarations: readonly KeyDeclaration[],
	keys: ReadonlyMap<KeyId, KeyNode>,
	levels: { of(place: KeyPlace): number }
): TreePosition | null {
	let position: (TreePosition & { parents: Set<KeyId> }) | null = null;
	for (const { by, acts } of declarations) {
		const parent = keys.get(by.key);
		const authority = parent ? authorityOf(parent, by) : 'none';
		// A recovery key adds keys that act, and no more of its kind.
		if (!parent || authority === 'none' || (authority === 'keys' && !acts)) continue;
		const level = levels.of(parent) + 1;
		if (position && level > position.level) continue;
		if (!position || level < position.level) position = { level, use: 'recover', by, parents: new Set() };
		position.parents.add(parent.key);
		if (acts) position.use = 'act';
		if (isEarlier(by, position.by)) position.by = by;
	}
	return position;
}

/**
 * The position of a key whose parents have declared more about it since; null where that is not enough to know, because it
 * may move or get another parent. Cost: what was declared since, where `findPosition` looks at all that ever was.
 */
export function positionWith(
	{ use: useBefore, by: byBefore, parents }: KeyNode,
	level: number,
	declared: readonly KeyDeclaration[],
	find: (key: KeyId) => KeyNode | undefined
): TreePosition | null {
	let [use, first] = [useBefore, byBefore];
	for (const { by, acts } of declared) {
		const parent = find(by.key);
		if (!parent || !parents.has(by.key)) return null;
		const authority = authorityOf(parent, by);
		if (authority === 'none' || (authority === 'keys' && !acts)) continue;
		if (acts) use = 'act';
		if (isEarlier(by, first)) first = by;
	}
	return { level, use, by: first, parents };
}

const isEarlier = (one: Entry, other: Entry): boolean =>
	one.stamp !== other.stamp ? one.stamp < other.stamp : one.id < other.id;

/** Whether `one` leaves fewer entries than `other`: a total order, the same on every replica. */
export function isStricter(one: Retirement, other: Retirement): boolean {
	if (one.fact.last !== other.fact.last) return one.fact.last < other.fact.last;
	if (one.by.id !== other.by.id) return one.by.id < other.by.id;
	return one.fact.head < other.fact.head;
}

/** Whether the key may sign anything now. */
export const isActing = ({ use, strictest, selfRetiredBy }: KeyNode): boolean =>
	use === 'act' && strictest === null && selfRetiredBy === null;

/** The key as shown to people. Its names are found when they are asked for. Cost of these: what declares it. */
export function keyRecordOf(
	node: KeyNode,
	declarations: readonly KeyDeclaration[],
	find: (key: KeyId) => KeyNode | undefined
): KeyRecord {
	const { key, use, by, parents, strictest, selfRetiredBy } = node;
	const end = strictest?.by ?? selfRetiredBy;
	let names: Field<string> | undefined;
	return {
		...{ key, use },
		get name() {
			return current(this.names) ?? '';
		},
		get names() {
			return (names ??= namesOf(node, declarations, find));
		},
		...{ addedBy: parents.size === 0 ? null : by.key, entry: by.id, at: by.at },
		retired: end && { by: end.key, entry: end.id, at: end.at }
	};
}

/** The names given by the keys that added it and by any key that acts; the last one counts. */
function namesOf(
	{ parents }: KeyNode,
	declarations: readonly KeyDeclaration[],
	find: (key: KeyId) => KeyNode | undefined
): Field<string> {
	const names: Field<string> = [];
	for (const { by, facts } of declarations) {
		const named = find(by.key);
		const authority = named ? authorityOf(named, by) : 'none';
		if (authority === 'none' || (authority === 'keys' && !parents.has(by.key))) continue;
		const { stamp, id, at } = by;
		for (const index of facts)
			names.push({ value: (by.facts[index] as Addition).name, stamp, entry: id, index, at });
	}
	return names.sort(compareRank);
}
