import type { Heard } from '../exchange/heard';
import type { Unread } from '../exchange/own-file';
import type { PartnerFile } from '../exchange/partner-file';
import type { Admitted } from '../gate/port';
import type { Workspace } from './workspace';
import { openWorkspace, workspaces, type WorkspaceRecord } from './workspaces';

export type { Heard } from '../exchange/heard';
export type { PartnerFile } from '../exchange/partner-file';
export type { Admitted, RefusedReason } from '../gate/port';

/** Why a text is not taken for a partner's file. */
export type FileProblem = Unread['problem'];

/** What was heard by file from each partner, the latest first. Rejects where the browser keeps nothing. */
export async function heardOf(workspace: string): Promise<Heard[]> {
	const { heardFrom } = await import('../exchange/heard');
	return heardFrom(workspace);
}

/** Reads what a partner sent; nothing of it is believed yet. */
export async function readPartnerText(text: string): Promise<{ file: PartnerFile } | Unread> {
	const { readPartnerFile } = await import('../exchange/partner-file');
	return readPartnerFile(text);
}

/** Lets a partner's file through the gate, and remembers what they have. */
export async function takeInPartnerFile(workspace: Workspace, file: PartnerFile): Promise<Admitted> {
	const { rememberHeard } = await import('../exchange/heard');
	const admitted = await workspace.gate.admit(file.entries, file.from?.name ?? file.name);
	// Not remembered, everything is saved for them the next time: more than they lack, and nothing less.
	await rememberHeard(file, Date.now()).catch(() => undefined);
	await workspace.fileRequests.take(file);
	return admitted;
}

/** What became of a file that was opened outside of its workspace. */
export interface OpenedFile {
	record: WorkspaceRecord;
	/** The workspace was not here before. */
	isNew: boolean;
	admitted: Admitted;
}

/**
 * Opens a partner's file as the workspace that it is of: a new one beside the others, or merged into the one here.
 * Where nothing of it is let in, a new one is not kept. Rejects where the browser keeps nothing.
 */
export async function openPartnerFile(file: PartnerFile, title: string): Promise<OpenedFile> {
	const before = await workspaces.get(file.workspace);
	const record = before ?? (await workspaces.create(title, { id: file.workspace }));
	const workspace = openWorkspace(file.workspace);
	let size = 0;
	try {
		await workspace.opened;
		const admitted = await takeInPartnerFile(workspace, file);
		await workspace.stored();
		const { entries, organizations } = workspace.snapshot;
		size = entries.size;
		const told = { entries: size, organizations: organizations.size, changedAt: Date.now() };
		if (admitted.added > 0) await workspaces.touch(file.workspace, told);
		return { record, isNew: !before, admitted };
	} finally {
		await workspace.close();
		if (!before && size === 0) await workspaces.remove(file.workspace);
	}
}
