import { shortestPassphrase } from '$lib/document/keys/passphrase';
import type { KeyId, OrganizationId } from '../domain/facts';
import type { RecoveryFile } from '../exchange/recovery-file';
import type { RecoveryRefusal } from '../exchange/recovery-use';
import { organizationName } from '../views/names';
import type { Workspace } from './workspace';

export type { RecoveryFile } from '../exchange/recovery-file';
export { shortestPassphrase };

/** Why a recovery key gives no seat. */
export type RecoveryProblem = RecoveryRefusal | 'other-passphrase' | 'not-admitted';

/**
 * Makes a recovery key for an organization, in a text under a passphrase. Have it saved before the organization adds
 * the key. Rejects with a LedgerError where the browser cannot make one here.
 */
export async function makeRecoveryKey(
	workspace: Workspace,
	organization: OrganizationId,
	passphrase: string
): Promise<{ key: KeyId; text: string }> {
	const { makeRecoveryFile } = await import('../exchange/recovery-file');
	return makeRecoveryFile({
		workspace: workspace.id,
		organization: { id: organization, name: organizationName(workspace.snapshot, organization) },
		passphrase,
		savedAt: Date.now()
	});
}

/**
 * Lets this browser act for the organization of a recovery file: the key in the file adds the browser's own, by an
 * entry that goes through the gate as anybody's does. Answers with what is wrong, or null when it may act.
 */
export async function useRecoveryKey(
	workspace: Workspace,
	{ file, passphrase, name }: { file: RecoveryFile; passphrase: string; name: string }
): Promise<RecoveryProblem | null> {
	const { openRecoveryKey } = await import('../exchange/recovery-file');
	const { recoverSeat } = await import('../exchange/recovery-use');
	const signer = await openRecoveryKey(file, passphrase);
	if (!signer) return 'other-passphrase';
	const organization = file.organization.id;
	const seat = await workspace.seatKey(organization);
	const about = { organization, signer, seat, name, at: Date.now() };
	const made = await recoverSeat(workspace.snapshot, workspace.id, about);
	if ('problem' in made) return made.problem;
	const admitted = await workspace.gate.admit([made.text], file.fingerprint);
	return admitted.added === 1 ? null : 'not-admitted';
}
