import type { Heard } from '../exchange/heard';
import type { Admitted } from '$lib/gate/api';
import type { EntriesFile } from './app-file';
import type { Workspace } from './workspace';
import { openWorkspace, workspaces, type WorkspaceRecord } from './workspaces';

export type { Heard } from '../exchange/heard';
export type { Admitted, RefusedReason } from '$lib/gate/api';

/** What was heard by file from each partner, the latest first. Rejects where the browser keeps nothing. */
export async function heardOf(workspace: string): Promise<Heard[]> {
	const { heardFrom } = await import('../exchange/heard');
	return heardFrom(workspace);
}

/** A text for a partner as it comes unharmed through a mail or a chat. */
export async function mailableText(text: string): Promise<string> {
	const { mailable } = await import('../exchange/own-file');
	return mailable(text);
}

/** Lets a file's entries through the gate; of a partner's, what they have and ask for is remembered. */
async function takeIn(workspace: Workspace, file: EntriesFile): Promise<Admitted> {
	if (!('heads' in file)) return workspace.gate.admit(file.entries, file.name);
	const { rememberHeard } = await import('../exchange/heard');
	const admitted = await workspace.gate.admit(file.entries, file.from?.name ?? file.name);
	// Not remembered, everything is saved for them the next time: more than they lack, and nothing less.
	await rememberHeard(file, Date.now()).catch(() => undefined);
	await workspace.fileRequests.take(file);
	return admitted;
}

/** What became of a file that was opened. */
export interface OpenedFile {
	record: WorkspaceRecord;
	/** The workspace was not here before. */
	isNew: boolean;
	/** It is a workspace of one's own, made from the file. */
	isCopy: boolean;
	admitted: Admitted;
}

/**
 * Opens a file as the workspace that it is of: a new one beside the others, or merged into the one here. Where nothing
 * of it is let in, a new one is not kept. Rejects where the browser keeps nothing.
 * @param open that workspace, where it is open in this window
 */
export async function openEntries(file: EntriesFile, title: string, open?: Workspace): Promise<OpenedFile> {
	const before = await workspaces.get(file.workspace);
	const record = before ?? (await workspaces.create(title, { id: file.workspace }));
	const workspace = open ?? openWorkspace(file.workspace);
	let size = 0;
	try {
		await workspace.opened;
		const admitted = await takeIn(workspace, file);
		await workspace.stored();
		const { entries, organizations } = workspace.snapshot;
		size = entries.size;
		const told = { entries: size, organizations: organizations.size, changedAt: Date.now() };
		if (admitted.added > 0) await workspaces.touch(file.workspace, told);
		return { record, isNew: !before, isCopy: false, admitted };
	} finally {
		if (!open) await workspace.close();
		if (!before && size === 0) await workspaces.remove(file.workspace);
	}
}

/**
 * Opens a file as a copy of one's own: every organization anew with keys of this browser. Rejects where nothing of it
 * could be copied or stored.
 */
export async function openAsCopy(file: EntriesFile, title: string): Promise<OpenedFile> {
	const { openAsOwnCopy } = await import('../exchange/own-copy');
	const { workspace, admitted } = await openAsOwnCopy(file, title, workspaces);
	if (!workspace) throw new Error('nothing of the file was let in');
	return { record: workspace, isNew: true, isCopy: true, admitted };
}
