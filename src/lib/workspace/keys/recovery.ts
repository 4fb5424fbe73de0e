import { shortestPassphrase } from '$lib/document/keys/passphrase';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { RecoveryFile } from '$lib/exchange/recovery-file';
import type { RecoveryRefusal } from '$lib/exchange/use-recovery-key';
import { organizationName } from '$lib/views/names';
import type { Workspace } from '../workspace';

export type { RecoveryFile } from '$lib/exchange/recovery-file';
export { shortestPassphrase };

/** Why a recovery key cannot be used. */
export type RecoveryProblem = RecoveryRefusal | 'other-passphrase' | 'not-admitted';

/**
 * Creates a recovery key for an organization, in a text encrypted with a passphrase. Have it saved before the organization
 * adds the key. Rejects with a LedgerError if the browser cannot create keys here.
 */
export async function makeRecoveryKey(
	workspace: Workspace,
	organization: OrganizationId,
	passphrase: string
): Promise<{ key: KeyId; text: string }> {
	const { createRecoveryFile } = await import('$lib/exchange/recovery-file');
	return createRecoveryFile({
		workspace: workspace.id,
		organization: { id: organization, name: organizationName(workspace.snapshot, organization) },
		passphrase,
		savedAt: Date.now()
	});
}

/**
 * Lets this browser act for the organization of a recovery file: the file's key signs an entry that adds the browser's own
 * key, and that goes through the gate like any other. Returns the problem, or null on success.
 */
export async function useRecoveryKey(
	workspace: Workspace,
	{ file, passphrase, name }: { file: RecoveryFile; passphrase: string; name: string }
): Promise<RecoveryProblem | null> {
	const { openRecoveryKey } = await import('$lib/exchange/recovery-file');
	const { signRecoveryEntry } = await import('$lib/exchange/use-recovery-key');
	const signer = await openRecoveryKey(file, passphrase);
	if (!signer) return 'other-passphrase';
	const organization = file.organization.id;
	const newKey = await workspace.memberKey(organization);
	const about = { organization, signer, newKey, name, at: Date.now() };
	const made = await signRecoveryEntry(workspace.snapshot, workspace.id, about);
	if ('problem' in made) return made.problem;
	const admitted = await workspace.admit([made.text], file.fingerprint);
	return admitted.added === 1 ? null : 'not-admitted';
}
