import { readOwn, type Unread } from '../exchange/own-file';
import { readPartnerFile, type PartnerFile } from '../exchange/partner-file';
import { readRecoveryFile, type RecoveryFile } from '../exchange/recovery-file';
import { readSetAsideFile, type SetAsideFile } from '../exchange/set-aside-file';
import { organizationsIn, readWorkspaceFile, type WorkspaceFile } from '../exchange/workspace-file';
import { readInvitation } from '../peers/invitation';
import { readDraftText, type DraftFile } from './draft-text';

export type { Unread } from '../exchange/own-file';

/** A file that holds entries of a workspace. */
export type EntriesFile = WorkspaceFile | PartnerFile;

interface Kinds {
	workspace: WorkspaceFile;
	/** What a partner saved: everything, or what this side lacked. */
	partner: PartnerFile;
	recovery: RecoveryFile;
	draft: DraftFile;
	proof: WorkspaceFile;
	'set-aside': SetAsideFile;
	/** An invitation, as a link or a code; the text is one. */
	invitation: { text: string };
	/** A setup as a text, read by whoever shows it. */
	setup: { text: string };
}

/**
 * What was opened, known by its content: nothing of it is believed or done yet. `organizations` counts those that its
 * entries found; `mended` says that what a mail program had done to it was undone.
 */
export type AppFile = {
	[K in keyof Kinds]: { kind: K; file: Kinds[K]; organizations: number; mended: boolean };
}[keyof Kinds];

/** The one way in for everything that this app writes, whatever it is called. Never throws. */
export function readAppFile(text: string): AppFile | Unread {
	const own = readOwn(text);
	if ('problem' in own) {
		if (isSetupText(text)) return { kind: 'setup', file: { text }, organizations: 0, mended: false };
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
			const read = readDraftText(own);
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

/** The header of a setup, or a section of one whose header is missing: at the beginning of a line, or in JSON. */
const setupMark =
	/^[ \t\ufeff]*(?:grantbook|organizations|products|authorizations|expectations)[ \t]*:|(?:^|[{,])\s*["']grantbook["']\s*:\s*["']?setup\b/m;

const isSetupText = (text: string): boolean => setupMark.test(text);
