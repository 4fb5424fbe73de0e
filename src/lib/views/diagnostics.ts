import type { EntryId, KeyId, OrganizationId } from '../domain/facts';
import { fingerprint } from '../domain/fingerprint';
import type { Snapshot } from '../domain/snapshot';
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

/** A key as one names it to people: by organization, name where it has one, and fingerprint. */
export interface KeyShown {
	organization: string;
	name: string;
	fingerprint: string;
}

export const keyShown = (snapshot: Snapshot, organization: OrganizationId, key: KeyId): KeyShown => ({
	organization: organizationName(snapshot, organization),
	name: snapshot.keys.record(organization, key)?.name ?? '',
	fingerprint: fingerprint(key)
});
