import { whyKeyNotRetired } from '$lib/commands/members';
import type { Refusal } from '$lib/commands/refusal';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { fingerprint } from '$lib/domain/fingerprint';
import type { KeyRecord } from '$lib/domain/keys/key-registry';
import type { Snapshot } from '$lib/domain/snapshot';
import { keyName } from '../names';

/** A key that may, or once could, speak for an organization: a row of who acts for it. */
export interface MemberRow {
	key: KeyId;
	fingerprint: string;
	/** What people call it; empty where nobody named it, as the first key. */
	name: string;
	use: KeyRecord['use'];
	/** When it was added, as claimed; what the key that added it is called, null for the first. */
	since: number;
	addedBy: string | null;
	/** This browser has it. */
	isHere: boolean;
	retired: { at: number; by: string } | null;
	/** What refuses to retire it from here, or null; found when it is asked for. */
	may: { readonly retire: Refusal | null };
}

/**
 * Who acts for an organization: first the keys that do, then recovery keys, then those that were retired, each as
 * they were added. `heldHere` are the keys of this browser; where several act, the last of them signs.
 */
export function membersOf(
	snapshot: Snapshot,
	organization: OrganizationId,
	heldHere: ReadonlySet<KeyId>
): MemberRow[] {
	const { keys } = snapshot;
	const by = [...heldHere].findLast((key) => keys.acts(organization, key)) ?? '';
	const called = (key: KeyId) => keyName(snapshot, organization, key);
	const rows = keys.recordsOf(organization).map(({ key, name, use, at, addedBy, retired }): MemberRow => {
		return {
			...{ key, fingerprint: fingerprint(key), name, use, since: at },
			addedBy: addedBy === null ? null : called(addedBy),
			isHere: heldHere.has(key),
			retired: retired && { at: retired.at, by: called(retired.by) },
			may: {
				get retire() {
					return whyKeyNotRetired(snapshot, organization, { key, by }) ?? null;
				}
			}
		};
	});
	return rows.sort((a, b) => place(a) - place(b) || a.since - b.since || (a.key < b.key ? -1 : 1));
}

const place = ({ retired, use }: MemberRow): number => (retired ? 2 : use === 'recover' ? 1 : 0);
