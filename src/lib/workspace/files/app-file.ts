import { readOwn, type Unread } from '$lib/exchange/own-file';
import { readPartnerFile, type PartnerFile } from '$lib/exchange/partner-file';
import { readRecoveryFile, type RecoveryFile } from '$lib/exchange/recovery-file';
import { readSetAsideFile, type SetAsideFile } from '$lib/exchange/set-aside-file';
import { organizationsIn, readWorkspaceFile, type WorkspaceFile } from '$lib/exchange/workspace-file';
import { readInvitation } from '$lib/peers/invitation';
import { readDraftFile, type DraftFile } from '../drafts/draft-file';

export type { Unread } from '$lib/exchange/own-file';

/** A file with entries of a workspace. */
export type EntriesFile = WorkspaceFile | PartnerFile;

interface FileKinds {
	workspace: WorkspaceFile;
	/** Saved by a partner: everything, or what this side lacked. */
	partner: PartnerFile;
	recovery: RecoveryFile;
	draft: DraftFile;
	proof: WorkspaceFile;
	'set-aside': SetAsideFile;
	/** The text of an invitation, a link or a code. */
	invitation: { text: string };
}

/**
 * An opened file, recognized by its content: untrusted, and without effect so far. `organizations` counts those that its
 * entries found; `mended` says that damage done by a mail program was repaired.
 */
export type AppFile = {
	[K in keyof FileKinds]: { kind: K; file: FileKinds[K]; organizations: number; mended: boolean };
}[keyof FileKinds];

/** Recognizes and reads any file that this app writes, whatever its name. Never throws. */
export function readAppFile(text: string): AppFile | Unread {
	const own = readOwn(text);
	if ('problem' in own) {
		if (own.problem !== 'not-ours') return own;
		const invitation = readInvitation(text);
		if (!('problem' in invitation))
			return { kind: 'invitation', file: { text }, organizations: 0, mended: false };
		return invitation.problem === 'none' ? own : { problem: invitation.problem, detail: 'invitation' };
	}
	const { mended } = own;
	const plain = { organizations: 0, mended };
	switch (own.kind) {
		case 'workspace': {
			const read = readWorkspaceFile(own);
			if ('problem' in read) return read;
			return { kind: 'workspace', ...read, organizations: organizationsIn(read.file.entries), mended };
		}
		case 'exchange': {
			const read = readPartnerFile(own);
			if ('problem' in read) return read;
			return { kind: 'partner', ...read, organizations: organizationsIn(read.file.entries), mended };
		}
		case 'recovery': {
			const read = readRecoveryFile(own);
			return 'problem' in read ? read : { kind: 'recovery', ...read, ...plain };
		}
		case 'draft': {
			const read = readDraftFile(own);
			return 'problem' in read ? read : { kind: 'draft', ...read, ...plain };
		}
		case 'proof': {
			const read = readWorkspaceFile(own);
			return 'problem' in read ? read : { kind: 'proof', ...read, ...plain };
		}
		case 'set-aside': {
			const read = readSetAsideFile(own);
			return 'problem' in read ? read : { kind: 'set-aside', ...read, ...plain };
		}
	}
}
