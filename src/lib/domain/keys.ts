import { authorOf, type Entry } from './entry';
import type { EntryId, KeyId, OrganizationId } from './facts';

/** A key that speaks, or spoke, for an organization. */
export interface KeyRecord {
	key: KeyId;
	/** A recovery key signs nothing but adding a key. */
	use: 'act' | 'recover';
	name: string;
	/** Null for the key that founded the organization. */
	addedBy: KeyId | null;
	/** The entry that added it, and when by that entry's claim. */
	entry: EntryId;
	at: number;
	/** The last `seq` that counts: endless until the key is retired. */
	last: number;
	retired: { by: KeyId; entry: EntryId; at: number } | null;
}

/** What an entry may say: everything, nothing but which keys there are, or nothing. */
export type Voice = 'all' | 'keys' | 'none';

interface Retirement {
	last: number;
	/** The end of the chain that counts: where two entries have one `seq`, only the one on it does. */
	head: EntryId;
	by: Entry;
}

/**
 * Which keys speak for which organization, and how far: a function of the set of entries, whatever their order.
 *
 * A key speaks from the entry that adds it on, if that entry counts itself: keys hang from the founding key like a
 * tree. A key may retire itself and those below it, naming the last `seq` that counts. The tree is decided from the
 * top down, so what is cut off below can never speak against what is above it.
 */
export class KeyBook {
	/** Entries that state something about keys, by organization, the founding one among them. */
	readonly #stating = new Map<OrganizationId, Map<EntryId, Entry>>();
	readonly #decided = new Map<OrganizationId, { known: Set<KeyId>; records: Map<KeyId, Decided> }>();
	readonly #entryOf: (id: EntryId) => Entry | undefined;

	/** @param entryOf finds any entry that is here, to walk a retired key's chain back */
	constructor(entryOf: (id: EntryId) => Entry | undefined) {
		this.#entryOf = entryOf;
	}

	/** Takes in an entry. True where it may have changed which other entries of its organization count. */
	add(entry: Entry): boolean {
		const organization = authorOf(entry);
		const retired = this.#decided.get(organization)?.records.get(entry.key)?.retirement;
		if (!statesKeys(entry)) {
			// A chain that had a gap may reach further back now.
			if (retired) this.#decided.delete(organization);
			return retired != null;
		}
		const stating = this.#stating.get(organization) ?? new Map<EntryId, Entry>();
		this.#stating.set(organization, stating.set(entry.id, entry));
		this.#decided.delete(organization);
		return true;
	}

	/** Forgets everything, to begin anew. */
	clear(): void {
		this.#stating.clear();
		this.#decided.clear();
	}

	/** What the entry may say. */
	voice(entry: Entry): Voice {
		if (entry.organization === '') return 'all';
		const record = this.#of(entry.organization).records.get(entry.key);
		if (!record || !record.reaches(entry)) return 'none';
		return record.use === 'act' ? 'all' : 'keys';
	}

	/** Whether the organization ever named the key, retired or not. Grows with the entries and never shrinks. */
	isKnown(organization: OrganizationId, key: KeyId): boolean {
		return this.#of(organization).known.has(key);
	}

	/** Whether the key may sign for the organization now. */
	acts(organization: OrganizationId, key: KeyId): boolean {
		const record = this.#of(organization).records.get(key);
		return record?.use === 'act' && record.retired === null;
	}

	/** The key as it is for the organization, if it counts there or did. */
	record(organization: OrganizationId, key: KeyId): KeyRecord | undefined {
		return this.#of(organization).records.get(key);
	}

	/** Every key that counts or counted, in the order of the tree. */
	recordsOf(organization: OrganizationId): KeyRecord[] {
		return [...this.#of(organization).records.values()];
	}

	/** Whether `above` is the key that added `below`, or added that one, and so on. */
	isAbove(organization: OrganizationId, above: KeyId, below: KeyId): boolean {
		return isAbove(this.#of(organization).records, above, below);
	}

	#of(organization: OrganizationId) {
		let decided = this.#decided.get(organization);
		if (!decided) {
			const stating = [...(this.#stating.get(organization)?.values() ?? [])];
			decided = { known: knownKeys(stating), records: decideKeys(stating, this.#entryOf) };
			this.#decided.set(organization, decided);
		}
		return decided;
	}
}

/** Whether an entry says anything about which keys there are, founding an organization included. */
export const statesKeys = (entry: Entry): boolean =>
	entry.organization === '' ||
	entry.facts.some(
		({ table }) => table === 'keys' || table === 'recovery-keys' || table === 'key-retirements'
	);

/** Every key named by an entry whose own key is known, starting from the founding one. */
function knownKeys(stating: Entry[]): Set<KeyId> {
	const known = new Set<KeyId>();
	for (const entry of stating) if (entry.organization === '') known.add(entry.key);
	for (let grown = true; grown;) {
		grown = false;
		for (const entry of stating) {
			if (!known.has(entry.key)) continue;
			for (const { key } of additions(entry)) {
				if (known.has(key)) continue;
				known.add(key);
				grown = true;
			}
		}
	}
	return known;
}

interface Addition {
	key: KeyId;
	name: string;
	use: KeyRecord['use'];
}

const additions = (entry: Entry): Addition[] =>
	entry.facts.flatMap((fact): Addition[] => {
		if (fact.table === 'keys') return [{ key: fact.key, name: fact.name, use: 'act' }];
		if (fact.table === 'recovery-keys') return [{ key: fact.key, name: fact.name, use: 'recover' }];
		return [];
	});

class Decided implements KeyRecord {
	last = Number.POSITIVE_INFINITY;
	retired: KeyRecord['retired'] = null;
	retirement: Retirement | null = null;
	name: string;
	/** The ids that count of a retired key, by `seq`, as far back as its chain is here. */
	#chain: Map<number, EntryId> | null = null;

	constructor(
		readonly key: KeyId,
		readonly use: 'act' | 'recover',
		name: string,
		readonly addedBy: KeyId | null,
		readonly entry: EntryId,
		readonly at: number
	) {
		this.name = name;
	}

	retire(retirement: Retirement, entryOf: (id: EntryId) => Entry | undefined): void {
		if (retirement.last > this.last) return;
		if (retirement.last === this.last && this.retirement && this.retirement.by.id <= retirement.by.id) return;
		this.last = retirement.last;
		this.retirement = retirement;
		this.retired = { by: retirement.by.key, entry: retirement.by.id, at: retirement.by.at };
		this.#chain = new Map();
		let step = entryOf(retirement.head);
		while (step && step.key === this.key && !this.#chain.has(step.seq)) {
			this.#chain.set(step.seq, step.id);
			step = entryOf(step.previous);
		}
	}

	reaches(entry: Entry): boolean {
		if (entry.seq > this.last) return false;
		const onChain = this.#chain?.get(entry.seq);
		return onChain === undefined || onChain === entry.id;
	}

	voice(entry: Entry): Voice {
		return !this.reaches(entry) ? 'none' : this.use === 'act' ? 'all' : 'keys';
	}
}

/** Level by level from the founding key: the limits of one level are final before the next is looked at. */
function decideKeys(stating: Entry[], entryOf: (id: EntryId) => Entry | undefined): Map<KeyId, Decided> {
	const byKey = new Map<KeyId, Entry[]>();
	for (const entry of stating) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
	const records = new Map<KeyId, Decided>();
	const founding = stating.find((entry) => entry.organization === '');
	if (!founding) return records;
	const name = additions(founding).find(({ key }) => key === founding.key)?.name ?? '';
	let level = [new Decided(founding.key, 'act', name, null, founding.id, founding.at)];
	while (level.length > 0) {
		for (const record of level) records.set(record.key, record);
		for (const record of level) limit(record, records, byKey, entryOf);
		level = nextLevel(level, records, byKey);
	}
	rename(stating, records);
	return records;
}

/** First what those above it say of its end, then what it says itself, as far as it may still say anything. */
function limit(
	record: Decided,
	records: Map<KeyId, Decided>,
	byKey: Map<KeyId, Entry[]>,
	entryOf: (id: EntryId) => Entry | undefined
): void {
	const said = (by: Decided): Retirement[] =>
		(byKey.get(by.key) ?? [])
			.filter((entry) => by.voice(entry) === 'all')
			.flatMap((entry) =>
				entry.facts.flatMap((fact) => {
					if (fact.table !== 'key-retirements' || fact.key !== record.key) return [];
					// An entry that retires its own key is the last that counts, or comes before the last.
					const isOwn = by === record && entry.seq >= fact.last;
					return [
						isOwn
							? { last: entry.seq, head: entry.id, by: entry }
							: { last: fact.last, head: fact.head, by: entry }
					];
				})
			);
	for (let above = record.addedBy; above !== null; above = records.get(above)!.addedBy)
		for (const retirement of said(records.get(above)!)) record.retire(retirement, entryOf);
	for (const retirement of said(record)) record.retire(retirement, entryOf);
}

/** The keys that this level adds and no earlier one has; of two that add one key, the entry with the lower id. */
function nextLevel(level: Decided[], records: Map<KeyId, Decided>, byKey: Map<KeyId, Entry[]>): Decided[] {
	const next = new Map<KeyId, Decided>();
	for (const by of level)
		for (const entry of byKey.get(by.key) ?? []) {
			const voice = by.voice(entry);
			if (voice === 'none') continue;
			for (const { key, name, use } of additions(entry)) {
				if (records.has(key) || (voice === 'keys' && use === 'recover')) continue;
				const rival = next.get(key);
				if (rival && rival.entry <= entry.id) continue;
				next.set(key, new Decided(key, use, name, by.key, entry.id, entry.at));
			}
		}
	return [...next.values()].sort((one, other) => (one.entry < other.entry ? -1 : 1));
}

/** A key that is named again by an entry that counts has the name that was given last. */
function rename(stating: Entry[], records: Map<KeyId, Decided>): void {
	const ranked = [...stating].sort((a, b) => a.stamp - b.stamp || (a.id < b.id ? -1 : 1));
	for (const entry of ranked) {
		if (records.get(entry.key)?.voice(entry) !== 'all') continue;
		for (const { key, name } of additions(entry)) {
			const record = records.get(key);
			if (record) record.name = name;
		}
	}
}

function isAbove(records: Map<KeyId, Decided>, above: KeyId, below: KeyId): boolean {
	let at = records.get(below)?.addedBy ?? null;
	while (at !== null && at !== above) at = records.get(at)?.addedBy ?? null;
	return at === above;
}
