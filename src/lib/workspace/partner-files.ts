import type { OrganizationId } from '../domain/facts';
import type { PartnerFile } from '../exchange/partner-file';
import type { Admitted, Heads } from '../gate/port';
import type { Workspace } from './workspace';
import { openWorkspace, workspaces, type WorkspaceRecord } from './workspaces';

export type { PartnerFile } from '../exchange/partner-file';
export type { Admitted, RefusedReason } from '../gate/port';

/** What a partner had, by the file of theirs that was opened last. */
export interface Heard {
	at: number;
	heads: Heads;
}

const heardLast = new Map<string, Heard>();

/** What was heard by file from whoever shares this workspace; null before the first one. */
export const heardBy = (workspace: string): Promise<Heard | null> =>
	Promise.resolve(heardLast.get(workspace) ?? null);

/** A text for a partner: everything, or what somebody with these heads lacks; and how many entries it holds. */
export async function textForPartner(
	workspace: Workspace,
	about: { name: string; from: { organization: OrganizationId; name: string } | null; heads: Heads | null }
): Promise<{ text: string; entries: number }> {
	const { writePartnerFile } = await import('../exchange/partner-file');
	const [entries, heads] = await Promise.all([workspace.gate.missing(about.heads), workspace.gate.heads()]);
	const { name, from } = about;
	const file = { workspace: workspace.id, name, from, savedAt: Date.now(), heads, entries, seats: [] };
	return { text: writePartnerFile(file), entries: entries.length };
}

/** Reads what a partner sent; nothing of it is believed yet. */
export async function readPartnerText(
	text: string
): Promise<
	{ file: PartnerFile } | { problem: 'not-ours' | 'newer' | 'broken' | 'too-large'; detail: string }
> {
	const { readPartnerFile } = await import('../exchange/partner-file');
	return readPartnerFile(text);
}

/** Lets a partner's file through the gate, and remembers what they have. */
export async function takeInPartnerFile(workspace: Workspace, file: PartnerFile): Promise<Admitted> {
	const admitted = await workspace.gate.admit(file.entries, file.from?.name ?? file.name);
	heardLast.set(workspace.id, { at: file.savedAt, heads: file.heads });
	return admitted;
}

/** What became of a file that was opened outside of its workspace. */
export interface OpenedFile {
	record: WorkspaceRecord;
	/** The workspace was not here before. */
	isNew: boolean;
	admitted: Admitted;
}

/** Opens a partner's file as the workspace that it is of: a new one beside the others, or merged into the one here. */
export async function openPartnerFile(file: PartnerFile, title: string): Promise<OpenedFile> {
	const before = await workspaces.get(file.workspace);
	const record = before ?? (await workspaces.create(title, { id: file.workspace }));
	const workspace = openWorkspace(file.workspace);
	try {
		await workspace.opened;
		const admitted = await takeInPartnerFile(workspace, file);
		await workspace.stored();
		const { entries, organizations } = workspace.snapshot;
		const told = { entries: entries.size, organizations: organizations.size, changedAt: Date.now() };
		if (!before && entries.size === 0) await workspaces.remove(file.workspace);
		else await workspaces.touch(file.workspace, told);
		return { record, isNew: !before, admitted };
	} finally {
		await workspace.close();
	}
}
