import type { Entry } from './entry';
import type { EntryId, FactOf, KeyId } from './facts';
import { compareRank, current, type Field } from './merge/field';
import { Ancestry } from './algorithms/ancestry';
import { getOrInsertComputed } from './algorithms/get-or-insert';

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

/** What an organization's entries say of its keys. */
export interface Said {
	founding: Entry;
	/** The entries that say something of keys, the founding one among them, by the key that signed. */
	byKey: ReadonlyMap<KeyId, readonly Entry[]>;
	/** Finds an entry of this organization that is here. */
	entryOf: (id: EntryId) => Entry | undefined;
	/** The ways of the tree as it was before, as far as they were found whole, which nothing changes any more. */
	ways: Ways;
}

type Ways = ReadonlyMap<string, ReadonlySet<EntryId>>;

export interface KeyTree {
	/** In the order of the tree, but for those that were grafted. */
	keys: Map<KeyId, TreeKey>;
	/** What is said of keys' ends, by the key, whether it counts or not. */
	retirements: ReadonlyMap<KeyId, readonly Retirement[]>;
	/** The ways back that ended keys go, by their name, those that were found whole. */
	ways: Ways;
	/** Entries that are not here, and would let earlier ones of a retired key count. */
	awaited: ReadonlySet<EntryId>;
}

type Addition = FactOf<'keys' | 'recovery-keys'>;

const isAddition = ({ table }: Entry['facts'][number]): boolean =>
	table === 'keys' || table === 'recovery-keys';

/** The keys that an entry adds, or names anew. */
export const additions = (entry: Entry): Addition[] => entry.facts.filter(isAddition) as Addition[];

/** A key in the tree of an organization's keys. */
export class TreeKey implements KeyRecord {
	use: 'act' | 'recover' = 'recover';
	readonly names: Field<string> = [];
	retired: KeyRecord['retired'] = null;
	/** The keys one level up that added it: each may retire it. */
	readonly parents = new Set<TreeKey>();
	/** The entries of it that count, once it is retired. */
	counted: ReadonlySet<EntryId> | null = null;

	constructor(
		readonly key: KeyId,
		/** The first that added it, by stamp and id. */
		public by: Entry,
		/** How many keys it is below the founding one. */
		readonly level: number
	) {}

	get name(): string {
		return current(this.names) ?? '';
	}

	get addedBy(): KeyId | null {
		return this.level === 0 ? null : this.by.key;
	}

	get entry(): EntryId {
		return this.by.id;
	}

	get at(): number {
		return this.by.at;
	}

	voice(entry: Entry): Voice {
		if (entry.organization === '') return 'all';
		if (this.counted && !this.counted.has(entry.id)) return 'none';
		return this.use === 'act' ? 'all' : 'keys';
	}

	/** Every key above it: those that added it, those that added them, and so on. */
	above(): Set<KeyId> {
		const found = new Set<KeyId>();
		const ways: TreeKey[] = [this];
		for (let at = ways.pop(); at; at = ways.pop())
			for (const parent of at.parents)
				if (!found.has(parent.key)) {
					found.add(parent.key);
					ways.push(parent);
				}
		return found;
	}
}

/** A tree on its way. */
interface Growing {
	said: Said;
	keys: Map<KeyId, TreeKey>;
	levels: Ancestry<TreeKey>;
	ways: Map<string, ReadonlySet<EntryId>>;
	awaited: Set<EntryId>;
}

/**
 * Level by level from the founding key: how far one level speaks is final before the next is looked at. Cost: what is
 * said of keys, and the ways of those that end otherwise than before.
 */
export function growKeys(said: Said): KeyTree {
	const keys = new Map<KeyId, TreeKey>();
	const growing = {
		said,
		keys,
		levels: new Ancestry<TreeKey>(),
		ways: new Map(),
		awaited: new Set<EntryId>()
	};
	const { levels, ways, awaited } = growing;
	const retirements = retirementsByKey(said);
	const root = new TreeKey(said.founding.key, said.founding, 0);
	root.use = 'act';
	for (let level = [root]; level.length > 0; level = nextLevel(level, keys, said.byKey)) {
		for (const key of level) {
			keys.set(key.key, key);
			levels.hang(key, key.parents);
		}
		for (const key of level) retire(key, retirements.get(key.key) ?? [], growing);
	}
	nameKeys(keys, said.byKey);
	for (const { names } of keys.values()) names.sort(compareRank);
	return { keys, retirements, ways, awaited };
}

interface Retirement {
	by: Entry;
	fact: FactOf<'key-retirements'>;
}

function retirementsByKey({ byKey }: Said): Map<KeyId, Retirement[]> {
	const found = new Map<KeyId, Retirement[]>();
	for (const entries of byKey.values())
		for (const by of entries)
			for (const fact of by.facts) {
				if (fact.table !== 'key-retirements') continue;
				getOrInsertComputed(found, fact.key, (): Retirement[] => []).push({ by, fact });
			}
	return found;
}

/**
 * Of a retired key those entries count that lie on the way back from where it ends. Those above it say where; of
 * several, the one that ends it soonest. Within that, a key that retires itself ends with the entry that says so;
 * should it say so on two ways, what is on either counts.
 */
function retire(key: TreeKey, retirements: readonly Retirement[], growing: Growing): void {
	if (retirements.length === 0) return;
	const { keys, levels } = growing;
	const soonest = retirements
		.filter(({ by }) => {
			const above = keys.get(by.key);
			return above && levels.isAbove(above, key) && above.voice(by) === 'all';
		})
		.reduce<Retirement | undefined>((best, each) => (best && !isSooner(each, best) ? best : each), undefined);
	if (soonest) {
		const { head, last } = soonest.fact;
		end(key, soonest.by, wayTo([head], last, key.key, growing));
	}
	const own = retirements
		.filter(({ by }) => by.key === key.key && key.voice(by) === 'all')
		.map(({ by }) => by);
	if (own.length === 0) return;
	const last = soonest?.fact.last ?? Number.POSITIVE_INFINITY;
	const heads = [...new Set(own.map(({ id }) => id))].sort();
	const first = own.find(({ id }) => id === heads[0])!;
	end(key, soonest?.by ?? first, wayTo(heads, last, key.key, growing));
}

function isSooner(one: Retirement, other: Retirement): boolean {
	if (one.fact.last !== other.fact.last) return one.fact.last < other.fact.last;
	if (one.by.id !== other.by.id) return one.by.id < other.by.id;
	return one.fact.head < other.fact.head;
}

function end(key: TreeKey, by: Entry, counted: ReadonlySet<EntryId>): void {
	key.counted = counted;
	key.retired = { by: by.key, entry: by.id, at: by.at };
}

/** The entries up to `last` on the ways back from the heads, all by one key, as far as they are here. */
function wayTo(
	heads: (EntryId | '')[],
	last: number,
	key: KeyId,
	{ said, ways, awaited }: Growing
): ReadonlySet<EntryId> {
	const name = [key, last, ...heads].join(' ');
	const known = said.ways.get(name);
	if (known) {
		ways.set(name, known);
		return known;
	}
	const passed = new Set<EntryId>();
	const way = new Set<EntryId>();
	let isWhole = true;
	for (const head of heads)
		for (let id = head; id !== '' && !passed.has(id);) {
			const entry = said.entryOf(id);
			if (!entry) {
				awaited.add(id);
				isWhole = false;
			}
			if (entry?.key !== key) break;
			passed.add(id);
			if (entry.seq <= last) way.add(id);
			id = entry.previous;
		}
	if (isWhole) ways.set(name, way);
	return way;
}

/** The keys that this level adds and no earlier one has. */
function nextLevel(level: TreeKey[], keys: KeyTree['keys'], byKey: Said['byKey']): TreeKey[] {
	const next = new Map<KeyId, TreeKey>();
	for (const parent of level)
		for (const entry of byKey.get(parent.key) ?? []) {
			const voice = parent.voice(entry);
			for (const { table, key } of voice === 'none' ? [] : additions(entry)) {
				// A recovery key adds keys that act, and no more of its kind.
				if (keys.has(key) || (voice === 'keys' && table === 'recovery-keys')) continue;
				const added = next.get(key) ?? new TreeKey(key, entry, parent.level + 1);
				next.set(key, added);
				added.parents.add(parent);
				if (table === 'keys') added.use = 'act';
				if (isEarlier(entry, added.by)) added.by = entry;
			}
		}
	return [...next.values()].sort(byLevel);
}

/** The order of the tree: by level, then key. */
export const byLevel = (one: TreeKey, other: TreeKey): number =>
	one.level - other.level || (one.key < other.key ? -1 : 1);

const isEarlier = (one: Entry, other: Entry): boolean =>
	one.stamp !== other.stamp ? one.stamp < other.stamp : one.id < other.id;

/**
 * Takes an entry into a tree that was grown without it, in place, where all it does is to add keys that said nothing of
 * keys so far and that nobody ends. Cost: what the entry says.
 * @returns the keys that it added, or undefined where the tree has to be grown again
 */
export function graft(
	{ keys, retirements, awaited }: KeyTree,
	entry: Entry,
	byKey: Said['byKey']
): KeyId[] | undefined {
	if (awaited.has(entry.id) || entry.facts.some(({ table }) => table === 'key-retirements')) return undefined;
	const parent = keys.get(entry.key);
	const voice = parent?.voice(entry) ?? 'none';
	if (!parent || voice === 'none') return [];
	const isPlain = ({ key }: Addition) => !keys.has(key) && !byKey.has(key) && !retirements.has(key);
	// What a recovery key says of a key earlier may name it, once it adds it.
	if (voice === 'keys' || !additions(entry).every(isPlain)) return undefined;
	const only = new Map([[entry.key, [entry]]]);
	const added = nextLevel([parent], keys, only);
	for (const key of added) keys.set(key.key, key);
	nameKeys(keys, only);
	return added.map(({ key }) => key);
}

/** A key has the name that it was given last, where it was added or by any key that acts. */
function nameKeys(keys: KeyTree['keys'], byKey: Said['byKey']): void {
	for (const entries of byKey.values())
		for (const entry of entries)
			entry.facts.forEach((fact, index) => {
				if (fact.table !== 'keys' && fact.table !== 'recovery-keys') return;
				const [named, by] = [keys.get(fact.key), keys.get(entry.key)];
				const voice = by?.voice(entry);
				if (!named || !by || (voice !== 'all' && !(voice === 'keys' && named.parents.has(by)))) return;
				const { stamp, id, at } = entry;
				named.names.push({ value: fact.name, stamp, entry: id, index, at });
			});
}
