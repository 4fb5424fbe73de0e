import { createHash } from 'node:crypto';
import { authorOf, type Entry, newestForm } from '$lib/domain/entry';
import type { EntryId, Fact, KeyId, OrganizationId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';

/** 43 characters of base64url, as real entry ids and keys are, the same for the same text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/**
 * An entry with everything but what matters filled in plainly. Given the id that a founding entry is to have, it and
 * the entries of its organization have one key; otherwise the founding key has to be given to the others.
 */
export function entryOf(fields: Pick<Entry, 'organization' | 'facts'> & Partial<Entry>, id?: EntryId): Entry {
	const whose = fields.organization || id || JSON.stringify(fields.facts);
	const entry = {
		...{ v: newestForm, workspace: 'w', key: hashOf(`key of ${whose}`), seq: 1 },
		...{ previous: '', stamp: 1, at: 0, action: 'a', command: 'c', signature: '' },
		...fields
	} as Entry;
	return { ...entry, id: id ?? hashOf(JSON.stringify(entry)) };
}

/** One copy of a workspace: what it has received, in the order received, and the snapshot grown from that. */
export interface Replica {
	name: string;
	/** Where else there are seats for the organizations that are founded here. */
	others: readonly string[];
	entries: Map<EntryId, Entry>;
	snapshot: Snapshot;
}

export const emptyReplica = (name: string, others: readonly string[] = ['here', 'there']): Replica => ({
	name,
	others: others.filter((other) => other !== name),
	entries: new Map(),
	snapshot: emptySnapshot()
});

export function receive(replica: Replica, entries: readonly Entry[]): void {
	for (const entry of entries) replica.entries.set(entry.id, entry);
	applyEntries(replica.snapshot, entries);
}

export const missing = (from: Replica, to: Replica): Entry[] =>
	[...from.entries.values()].filter(({ id }) => !to.entries.has(id));

const memberKey = (founding: KeyId, name: string): KeyId => hashOf(`${founding} on ${name}`);

/** What makes the organization's keys: its first one, as the real ledger states it, and those of the other seats. */
const keyFacts = (founding: KeyId, replica: Replica): Fact[] => [
	{ table: 'keys', key: founding, name: 'first' },
	...replica.others.map((name): Fact => ({ table: 'keys', key: memberKey(founding, name), name }))
];

/** The organization's key on this replica: the founding one where it was founded. */
export function keyOn(replica: Replica, organization: OrganizationId): KeyId {
	const founding = replica.entries.get(organization)!;
	const seat = memberKey(founding.key, replica.name);
	return founding.facts.some((fact) => fact.table === 'keys' && fact.key === seat) ? seat : founding.key;
}

/**
 * Writes what a command decided as the next entry of the organization's key on this replica. `null` founds an
 * organization, as the real ledger does: with its keys as the last facts.
 */
export function write(
	replica: Replica,
	organization: OrganizationId | null,
	command: string,
	facts: Fact[]
): Entry {
	const own = [...replica.entries.values()].filter((entry) => authorOf(entry) === organization);
	const key =
		organization === null
			? hashOf(`key of ${replica.name} ${replica.entries.size} ${JSON.stringify(facts)}`)
			: keyOn(replica, organization);
	const last = own.filter((entry) => entry.key === key).at(-1);
	const entry = entryOf({
		organization: organization ?? '',
		...{ key, command, action: `${replica.name} ${replica.entries.size}`, at: replica.entries.size },
		...{ seq: (last?.seq ?? 0) + 1, previous: last?.id ?? '' },
		stamp: 1 + Math.max(0, ...own.map((each) => each.stamp)),
		facts: organization === null ? [...facts, ...keyFacts(key, replica)] : facts
	});
	receive(replica, [entry]);
	return entry;
}
