import type { Entry } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import { fingerprint } from '$lib/domain/fingerprint';
import type { Snapshot } from '$lib/domain/snapshot';
import { keyName, organizationName } from './names';

/** An entry that is here and states nothing, because its key does not speak for the organization that it names. */
export interface UncountedEntry {
	id: EntryId;
	organization: string;
	/** What the key is called, else its fingerprint. */
	key: string;
	seq: number;
	command: string;
	at: number;
}

/** The first `most` of the entries that do not count, newest first by their own claim, and how many there are. */
export function uncountedEntries(
	snapshot: Snapshot,
	most: number
): { entries: UncountedEntry[]; count: number } {
	const found = [...snapshot.uncounted].flatMap(([organization, ids]) =>
		[...ids].map((id) => ({ organization, entry: snapshot.entries.get(id)! }))
	);
	const entries = found
		.sort((one, other) => other.entry.at - one.entry.at || (one.entry.id < other.entry.id ? -1 : 1))
		.slice(0, most)
		.map(({ organization, entry: { id, key, seq, command, at } }) => ({
			...{ id, seq, command, at },
			organization: organizationName(snapshot, organization),
			key: keyName(snapshot, organization, key)
		}));
	return { entries, count: found.length };
}

/** Entries of one key under one number. */
interface Doubled {
	organization: OrganizationId;
	key: KeyId;
	entries: readonly EntryId[];
}

/**
 * Whether a number is doubled because the key was retired: one that was copied ends on each way that it has gone, all in
 * one act. It does not mean that there is another copy.
 */
export function isOfRetiring(snapshot: Snapshot, { organization, key, entries }: Doubled): boolean {
	const ends = (entry: Entry | undefined) =>
		entry?.key === key && entry.facts.some((fact) => fact.table === 'key-retirements' && fact.key === key);
	const ending = entries.flatMap((id) => snapshot.entries.get(id) ?? []).find(ends);
	if (!ending) return false;
	for (const other of snapshot.keys.entriesOf(organization))
		if (other.id !== ending.id && other.action === ending.action && ends(other)) return true;
	return false;
}

/** A key as one names it to people: by organization, name where it has one, and fingerprint. */
export interface KeyShown {
	organization: string;
	name: string;
	fingerprint: string;
}

/** A key as people name it. */
export const keyShown = (snapshot: Snapshot, organization: OrganizationId, key: KeyId): KeyShown => ({
	organization: organizationName(snapshot, organization),
	name: snapshot.keys.record(organization, key)?.name ?? '',
	fingerprint: fingerprint(key)
});
