import { Chain } from '../document/chain';
import type { Signer } from '../document/keys';
import { hasValidSignature } from '../document/signature';
import { checkDraft, signAs } from '../document/signing';
import type { EntryDraft } from '../domain/entry';
import type { Fact, KeyId, OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { stampOf } from '$lib/domain/merge/stamp';

/** Why a recovery key can add no key now. */
export type RecoveryRefusal =
	/** The organization is not in what this browser has of the workspace: get its entries first. */
	| 'unknown-organization'
	/** The organization never added it as a recovery key, as far as is known here. */
	| 'not-added'
	| 'retired'
	/** The key that is to be added acts already, or did. */
	| 'key-known'
	/** What is in the file is not the key that it says. */
	| 'another-key';

/**
 * The entry by which a recovery key adds this browser's key to its organization: hand the text to the gate, which
 * takes it as it takes anybody's. Nothing else has to be known or held here but the workspace's entries.
 * Rejects with a LedgerError (`malformed`) for a name that no entry may hold.
 * @param at the time, in milliseconds since 1970
 */
export async function recoverSeat(
	snapshot: Snapshot,
	workspace: string,
	{ organization, signer, seat, name, at }: Recovery
): Promise<{ text: string } | { problem: RecoveryRefusal }> {
	if (!snapshot.organizations.has(organization)) return { problem: 'unknown-organization' };
	const records = snapshot.keys.recordsOf(organization);
	const own = records.find(({ key }) => key === signer.key);
	if (own?.use !== 'recover') return { problem: 'not-added' };
	if (own.retired) return { problem: 'retired' };
	if (records.some(({ key }) => key === seat)) return { problem: 'key-known' };

	const chain = new Chain();
	for (const entry of snapshot.entries.values()) chain.add(entry);
	const facts: Fact[] = [{ table: 'keys', key: seat, name }];
	const draft: EntryDraft = {
		organization,
		stamp: stampOf(snapshot, organization, facts),
		at,
		action: crypto.randomUUID(),
		command: 'add-key',
		facts
	};
	checkDraft(draft);
	const { entry, text } = await signAs(signer, draft, { workspace, chain });
	return hasValidSignature(entry) ? { text } : { problem: 'another-key' };
}

interface Recovery {
	organization: OrganizationId;
	/** The recovery key, opened. */
	signer: Signer;
	/** This browser's key for the organization, as `Ledger.seatKey` gives it. */
	seat: KeyId;
	/** What the key is to be called. */
	name: string;
	at: number;
}
