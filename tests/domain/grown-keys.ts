import type { Entry } from '$lib/domain/entry';
import type { EntryId, FactOf, KeyId } from '$lib/domain/facts';
import { compareRank, current, type Field } from '$lib/domain/merge/field';
import type { Authority } from '$lib/domain/keys/key-registry';

/** A key as the plain computation finds it. */
export class GrownKey {
	use: 'act' | 'recover' = 'recover';
	readonly names: Field<string> = [];
	retired: { by: KeyId; entry: EntryId; at: number } | null = null;
	/** The keys one level up that added it. */
	readonly parents = new Set<GrownKey>();
	/** The entries of it that count, once it is retired. */
	counted: ReadonlySet<EntryId> | null = null;

	constructor(
		readonly key: KeyId,
		public by: Entry,
		readonly level: number
	) {}

	authorityOf(entry: Entry): Authority {
		if (entry.organization === '') return 'all';
		if (this.counted && !this.counted.has(entry.id)) return 'none';
		return this.use === 'act' ? 'all' : 'keys';
	}

	above(): Set<KeyId> {
		const found = new Set<KeyId>();
		for (const parent of this.parents) for (const key of [parent.key, ...parent.above()]) found.add(key);
		return found;
	}

	shown() {
		const { key, use, names, by, level, retired } = this;
		const added = { addedBy: level === 0 ? null : by.key, entry: by.id, at: by.at };
		return { key, use, name: current(names) ?? '', names, ...added, retired };
	}
}

type Grown = ReadonlyMap<KeyId, GrownKey>;

/** The whole tree of one organization's keys, level by level, from all of its entries: nothing is known beforehand. */
export function grownKeys(entries: readonly Entry[]): Grown {
	const keys = new Map<KeyId, GrownKey>();
	const founding = entries.find(({ organization }) => organization === '');
	if (!founding) return keys;
	const root = new GrownKey(founding.key, founding, 0);
	root.use = 'act';
	for (let level = [root]; level.length > 0; level = nextLevel(level, keys, entries)) {
		for (const key of level) keys.set(key.key, key);
		for (const key of level) retire(key, keys, entries);
	}
	for (const by of entries)
		by.facts.forEach((fact, index) => {
			if (fact.table !== 'keys' && fact.table !== 'recovery-keys') return;
			const [named, declarer] = [keys.get(fact.key), keys.get(by.key)];
			const authority = declarer?.authorityOf(by);
			if (
				!named ||
				!declarer ||
				(authority !== 'all' && !(authority === 'keys' && named.parents.has(declarer)))
			)
				return;
			named.names.push({ value: fact.name, stamp: by.stamp, entry: by.id, index, at: by.at });
		});
	for (const { names } of keys.values()) names.sort(compareRank);
	return keys;
}

interface Retirement {
	by: Entry;
	fact: FactOf<'key-retirements'>;
}

function retire(key: GrownKey, keys: Grown, entries: readonly Entry[]): void {
	const retirements = entries.flatMap((by) =>
		by.facts.flatMap((fact) =>
			fact.table === 'key-retirements' && fact.key === key.key ? [{ by, fact }] : []
		)
	);
	if (retirements.length === 0) return;
	const above = key.above();
	const [strictest] = retirements
		.filter(({ by }) => above.has(by.key) && keys.get(by.key)!.authorityOf(by) === 'all')
		.sort((one, other) => (isStricter(one, other) ? -1 : 1));
	const end = ({ key: by, id: entry, at }: Entry, counted: ReadonlySet<EntryId>) => {
		key.counted = counted;
		key.retired = { by, entry, at };
	};
	if (strictest) end(strictest.by, wayTo([strictest.fact.head], strictest.fact.last, key.key, entries));
	const own = retirements
		.filter(({ by }) => by.key === key.key && key.authorityOf(by) === 'all')
		.map(({ by }) => by)
		.sort((one, other) => (one.id < other.id ? -1 : 1));
	if (own.length === 0) return;
	const heads = own.map(({ id }) => id);
	const last = strictest?.fact.last ?? Number.POSITIVE_INFINITY;
	end(strictest?.by ?? own[0]!, wayTo(heads, last, key.key, entries));
}

function isStricter(one: Retirement, other: Retirement): boolean {
	if (one.fact.last !== other.fact.last) return one.fact.last < other.fact.last;
	if (one.by.id !== other.by.id) return one.by.id < other.by.id;
	return one.fact.head < other.fact.head;
}

function wayTo(
	heads: readonly string[],
	last: number,
	key: KeyId,
	entries: readonly Entry[]
): ReadonlySet<EntryId> {
	const byId = new Map(entries.map((entry) => [entry.id, entry]));
	const passed = new Set<EntryId>();
	for (const head of heads)
		for (let at = byId.get(head); at?.key === key && !passed.has(at.id); at = byId.get(at.previous))
			passed.add(at.id);
	return new Set([...passed].filter((id) => byId.get(id)!.seq <= last));
}

/** The keys that this level adds and no earlier one has. */
function nextLevel(level: readonly GrownKey[], keys: Grown, entries: readonly Entry[]): GrownKey[] {
	const next = new Map<KeyId, GrownKey>();
	for (const parent of level)
		for (const entry of entries.filter(({ key }) => key === parent.key)) {
			const authority = parent.authorityOf(entry);
			for (const fact of authority === 'none' ? [] : entry.facts) {
				if (fact.table !== 'keys' && fact.table !== 'recovery-keys') continue;
				// A recovery key adds keys that act, and no more of its kind.
				if (keys.has(fact.key) || (authority === 'keys' && fact.table === 'recovery-keys')) continue;
				const added = next.get(fact.key) ?? new GrownKey(fact.key, entry, parent.level + 1);
				next.set(fact.key, added);
				added.parents.add(parent);
				if (fact.table === 'keys') added.use = 'act';
				if (isEarlier(entry, added.by)) added.by = entry;
			}
		}
	return [...next.values()];
}

const isEarlier = (one: Entry, other: Entry): boolean =>
	one.stamp !== other.stamp ? one.stamp < other.stamp : one.id < other.id;
