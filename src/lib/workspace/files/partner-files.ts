import type { LastSeenHeads } from '$lib/exchange/last-seen-heads';
import type { Admitted } from '$lib/gate/api';
import type { EntriesFile } from './app-file';
import type { Workspace } from '../workspace';
import { openWorkspace } from '../open-workspace';
import { workspaces, type WorkspaceRecord } from '../workspaces';

export type { LastSeenHeads } from '$lib/exchange/last-seen-heads';
export type { Admitted, RefusedReason } from '$lib/gate/api';

/** The heads in each partner's last file, latest first. Rejects if the browser stores nothing. */
export async function partnerHeads(workspace: string): Promise<LastSeenHeads[]> {
	const { lastSeenHeads } = await import('$lib/exchange/last-seen-heads');
	return lastSeenHeads(workspace);
}

/** Encodes a partner file so that it survives mail and chat. */
export async function mailableText(text: string): Promise<string> {
	const { mailSafeJson } = await import('$lib/exchange/file-format');
	return mailSafeJson(text);
}

/** Admits a file's entries through the gate; of a partner's file, also stores its heads and requests. */
async function admitFile(workspace: Workspace, file: EntriesFile): Promise<Admitted> {
	if (!('heads' in file)) return workspace.admit(file.entries, file.name);
	const { storeSeenHeads } = await import('$lib/exchange/last-seen-heads');
	const admitted = await workspace.admit(file.entries, file.from?.name ?? file.name);
	// If this fails, the next file for them holds more than they lack.
	await storeSeenHeads(file, Date.now()).catch(() => undefined);
	await workspace.fileRequests.addFrom(file);
	return admitted;
}

/** The result of opening a file. */
export interface OpenedFile {
	record: WorkspaceRecord;
	/** The workspace is new to this browser. */
	isNew: boolean;
	/** It is an own copy of the file's workspace. */
	isCopy: boolean;
	admitted: Admitted;
}

/**
 * Opens a file as its workspace: as a new one, or merged into the existing one. If nothing of the file is admitted, a new
 * workspace is removed again. Rejects if the browser stores nothing.
 * @param open the workspace, if it is open in this window
 */
export async function openEntries(file: EntriesFile, title: string, open?: Workspace): Promise<OpenedFile> {
	const before = await workspaces.get(file.workspace);
	const record = before ?? (await workspaces.create(title, { id: file.workspace }));
	const workspace = open ?? openWorkspace(file.workspace);
	let size = 0;
	try {
		await workspace.opened;
		const admitted = await admitFile(workspace, file);
		await workspace.stored();
		const { entries, organizations } = workspace.snapshot;
		size = entries.size;
		const changes = { entries: size, organizations: organizations.size, changedAt: Date.now() };
		if (admitted.added > 0) await workspaces.touch(file.workspace, changes);
		return { record, isNew: !before, isCopy: false, admitted };
	} finally {
		if (!open) await workspace.close();
		if (!before && size === 0) await workspaces.remove(file.workspace);
	}
}

/**
 * Opens a file as an own copy: every organization is created again with keys of this browser. Rejects if nothing of it
 * could be copied or stored.
 */
export async function openAsCopy(file: EntriesFile, title: string): Promise<OpenedFile> {
	const { openAsOwnCopy } = await import('$lib/exchange/own-copy');
	const { workspace, admitted } = await openAsOwnCopy(file, title, workspaces);
	if (!workspace) throw new Error('nothing of the file was admitted');
	return { record: workspace, isNew: true, isCopy: true, admitted };
}
