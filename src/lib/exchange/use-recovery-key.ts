import { ChainTips } from '$lib/document/signing/chain-tips';
import type { Signer } from '$lib/document/keys/keys';
import { hasValidSignature } from '$lib/document/signing/signature';
import { checkDraft, signAs } from '$lib/document/signing/sign-draft';
import type { EntryDraft } from '../domain/entry';
import type { Fact, KeyId, OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { stampOf } from '$lib/domain/merge/stamp';

/** Why a recovery key cannot add a key now. */
export type RecoveryRefusal =
	/** This browser does not have the organization's entries yet. */
	| 'unknown-organization'
	/** As far as known here, the organization never added it as a recovery key. */
	| 'not-added'
	| 'retired'
	/** The key to be added already acts, or did. */
	| 'key-known'
	/** The key in the file is not the one that it claims to be. */
	| 'another-key';

/**
 * Signs the entry by which a recovery key adds this browser's key to its organization; the text is to be admitted through
 * the gate. Only the workspace's entries are needed. Rejects with a LedgerError (`malformed`) for a name that no entry may
 * hold.
 * @param at the time, in milliseconds since 1970
 */
export async function signRecoveryEntry(
	snapshot: Snapshot,
	workspace: string,
	{ organization, signer, newKey, name, at }: RecoveryOptions
): Promise<{ text: string } | { problem: RecoveryRefusal }> {
	if (!snapshot.organizations.has(organization)) return { problem: 'unknown-organization' };
	const records = snapshot.keys.recordsOf(organization);
	const own = records.find(({ key }) => key === signer.key);
	if (own?.use !== 'recover') return { problem: 'not-added' };
	if (own.retired) return { problem: 'retired' };
	if (records.some(({ key }) => key === newKey)) return { problem: 'key-known' };

	const tips = new ChainTips();
	for (const entry of snapshot.entries.values()) tips.add(entry);
	const facts: Fact[] = [{ table: 'keys', key: newKey, name }];
	const draft: EntryDraft = {
		organization,
		stamp: stampOf(snapshot, organization, facts),
		at,
		action: crypto.randomUUID(),
		command: 'add-key',
		facts
	};
	checkDraft(draft);
	const { entry, text } = await signAs(signer, draft, { workspace, tips });
	return hasValidSignature(entry) ? { text } : { problem: 'another-key' };
}

interface RecoveryOptions {
	organization: OrganizationId;
	/** The decrypted recovery key. */
	signer: Signer;
	/** This browser's key for the organization, as `Ledger.memberKey` gives it. */
	newKey: KeyId;
	/** The name of the new key. */
	name: string;
	at: number;
}
