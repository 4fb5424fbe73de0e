import { parseFile, type UnreadableFile } from '$lib/exchange/file-format';
import { codeInPng, isPng } from '$lib/exchange/png-code';
import { codeInSvg, isSvg } from '$lib/exchange/svg-code';
import { readPartnerFile, type PartnerFile } from '$lib/exchange/partner-file';
import { readRecoveryFile, type RecoveryFile } from '$lib/exchange/recovery-file';
import { readQuarantineFile, type QuarantineFile } from '$lib/exchange/quarantine-file';
import { countOrganizations, readWorkspaceFile, type WorkspaceFile } from '$lib/exchange/workspace-file';
import { findSetupCode } from '$lib/document/links/setup-code';
import { readInvitation } from '$lib/peers/invitation';
import { mostBytes } from '$lib/setup/bounds';
import { readDraftFile, type DraftFile } from '../drafts/draft-file';

export type { UnreadableFile } from '$lib/exchange/file-format';

/** A file with entries of a workspace. */
export type EntriesFile = WorkspaceFile | PartnerFile;

interface FileKinds {
	workspace: WorkspaceFile;
	/** Saved by a partner: everything, or what this side lacked. */
	partner: PartnerFile;
	recovery: RecoveryFile;
	draft: DraftFile;
	proof: WorkspaceFile;
	'set-aside': QuarantineFile;
	/** The text of an invitation, a link or a code. */
	invitation: { text: string };
	/** A link that is a setup, or its code. */
	'setup-link': { code: string };
	/** A setup as a text: recognized here, read by whoever shows it. A picture may have carried it. */
	setup: { text: string; inPicture?: boolean };
}

/**
 * An opened file, recognized by its content: untrusted, and without effect so far. `organizations` counts those that its
 * entries found; `repaired` says that damage done by a mail program was repaired.
 */
export type AppFile = {
	[K in keyof FileKinds]: { kind: K; file: FileKinds[K]; organizations: number; repaired: boolean };
}[keyof FileKinds];

/**
 * Recognizes and reads any file that this app writes, pictures included, whatever its name: a text, the bytes of what is
 * none, or either as a file. Rejects only where that cannot be read, or a part of the app cannot be loaded.
 */
export async function readAnyFile(content: string | Uint8Array | Blob): Promise<AppFile | UnreadableFile> {
	if (content instanceof Blob) {
		const isPicture = isPng(await bytesOf(content.slice(0, 8)));
		return readAnyFile(isPicture ? await bytesOf(content) : await content.text());
	}
	const isText = typeof content === 'string';
	if (isText && !isSvg(content)) return readAppFile(content);
	if (!isText && !isPng(content)) return { problem: 'not-ours', detail: '' };
	const found = isText ? codeInSvg(content) : codeInPng(content);
	if ('problem' in found) return { ...found, detail: 'picture' };
	const { maxSetupBytes, setupOfCode } = await import('$lib/exchange/coded-setup');
	const read = setupOfCode(found.code, maxSetupBytes.file);
	if ('problem' in read) return { ...read, detail: 'picture' };
	return { kind: 'setup', file: { ...read, inPicture: true }, organizations: 0, repaired: false };
}

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** Recognizes and reads any text that this app writes. Never throws. */
export function readAppFile(text: string): AppFile | UnreadableFile {
	// Of what is too large, as much as shows that.
	const file = { text: text.slice(0, mostBytes + 1) };
	const setup = { kind: 'setup', file, organizations: 0, repaired: false } as const;
	// Its reader reports the size; nothing else is looked for in so much.
	if (text.length > mostBytes && setupHead.test(text.slice(0, headLength))) return setup;
	const parsed = parseFile(text);
	if ('problem' in parsed) {
		if (setupMark.test(text)) return setup;
		return parsed.problem === 'not-ours' ? (readLink(text) ?? parsed) : parsed;
	}
	const { repaired } = parsed;
	const plain = { organizations: 0, repaired };
	switch (parsed.kind) {
		case 'workspace': {
			const read = readWorkspaceFile(parsed);
			if ('problem' in read) return read;
			return { kind: 'workspace', ...read, organizations: countOrganizations(read.file.entries), repaired };
		}
		case 'exchange': {
			const read = readPartnerFile(parsed);
			if ('problem' in read) return read;
			return { kind: 'partner', ...read, organizations: countOrganizations(read.file.entries), repaired };
		}
		case 'recovery': {
			const read = readRecoveryFile(parsed);
			return 'problem' in read ? read : { kind: 'recovery', ...read, ...plain };
		}
		case 'draft': {
			const read = readDraftFile(parsed);
			return 'problem' in read ? read : { kind: 'draft', ...read, ...plain };
		}
		case 'proof': {
			const read = readWorkspaceFile(parsed);
			return 'problem' in read ? read : { kind: 'proof', ...read, ...plain };
		}
		case 'set-aside': {
			const read = readQuarantineFile(parsed);
			return 'problem' in read ? read : { kind: 'set-aside', ...read, ...plain };
		}
	}
}

/** What a text with a link, or with its code, leads to; undefined where there is neither. */
function readLink(text: string): AppFile | UnreadableFile | undefined {
	const plain = { organizations: 0, repaired: false };
	const setup = findSetupCode(text);
	if (!('problem' in setup)) return { kind: 'setup-link', file: setup, ...plain };
	const invitation = readInvitation(text);
	if (!('problem' in invitation)) return { kind: 'invitation', file: { text }, ...plain };
	const problem = invitation.problem === 'none' ? setup.problem : invitation.problem;
	return problem === 'none' || problem === 'setup' ? undefined : { problem, detail: 'link' };
}

/**
 * The header of a setup, or a section of one without a header: at the beginning of a line, or within JSON. From no place is
 * more than one run of blanks looked at, so that a text of nothing but those takes no time.
 */
const setupMark =
	/^[ \t\ufeff]*(?:grantbook|organizations|products|authorizations|expectations)[ \t]*:|(?:^[ \t]*|[{,]\s*)["']grantbook["']\s*:\s*["']?setup\b/m;

/** Where a large text says that it is a setup. */
const headLength = 2_000;
const setupHead = /^[ \t\ufeff]*grantbook[ \t]*:[ \t]*["']?setup\b/m;
