import { authorOf, type Entry } from '$lib/domain/entry';
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
	const ending = entries
		.flatMap((id) => snapshot.entries.get(id) ?? [])
		.find((entry) => entry.key === key && endsOwnKey(entry));
	const act = ending && snapshot.actions.get(ending.action);
	return act !== undefined && endingsOf(act).get(`${organization} ${key}`)! > 1;
}

const endsOwnKey = ({ key, facts }: Entry): boolean =>
	facts.some((fact) => fact.table === 'key-retirements' && fact.key === key);

/** For the entries of an act, which grow at their end: how many were looked at, and how many end the key that signed them. */
const endings = new WeakMap<readonly Entry[], { looked: number; byKey: Map<string, number> }>();

/** How many entries of an act end the very key that signed them, by organization and key. Cost: entries not yet looked at. */
function endingsOf(act: readonly Entry[]): ReadonlyMap<string, number> {
	let found = endings.get(act);
	if (!found) endings.set(act, (found = { looked: 0, byKey: new Map() }));
	const { byKey } = found;
	for (; found.looked < act.length; found.looked++) {
		const entry = act[found.looked]!;
		const whose = `${authorOf(entry)} ${entry.key}`;
		if (endsOwnKey(entry)) byKey.set(whose, (byKey.get(whose) ?? 0) + 1);
	}
	return byKey;
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
