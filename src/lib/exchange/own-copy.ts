import type { Workspaces } from '$lib/document/workspaces/workspaces';
import type { WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
import { openInWorker } from '../worker/open-worker';
import type { Admitted } from '$lib/gate/api';
import type { PartnerFile } from './partner-file';
import type { WorkspaceFile } from './workspace-file';

export interface OwnCopy {
	/** Null where nothing of it was let in. */
	workspace: WorkspaceRecord | null;
	/** What the gate said of the file's entries. */
	admitted: Admitted;
	/** Entries that could not be copied. */
	left: number;
}

/**
 * Opens a file not as the workspace that it is of but as a copy of one's own: a new workspace, every organization anew
 * with keys of this browser, which nobody else is in. A partner's file of what was lacking stands on what is here of
 * that workspace, so that comes along too.
 * Rejects with a LedgerError where it can't be stored.
 */
export async function openAsOwnCopy(
	file: PartnerFile | WorkspaceFile,
	name: string,
	workspaces: Workspaces
): Promise<OwnCopy> {
	const from = file.workspace;
	const isWhole = !('holds' in file) || file.holds === 'everything';
	const here = !isWhole && (await workspaces.get(from)) ? await textsOf(from) : [];
	const told = ('from' in file ? file.from?.name : null) ?? file.name;
	let admitted: Admitted | null = null;
	const { workspace, left } = await workspaces.adopt(from, name, async (storedAs) => {
		const { ledger, gate } = openInWorker(from, storedAs);
		try {
			await ledger.opened;
			if (here.length > 0) await gate.admit(here, from);
			admitted = await gate.admit(file.entries, told);
			await ledger.stored();
		} finally {
			await ledger.close();
		}
	});
	if (workspace.entries > 0) return { workspace, left, admitted: admitted! };
	await workspaces.remove(workspace.id);
	return { workspace: null, left, admitted: admitted! };
}

async function textsOf(workspace: string): Promise<string[]> {
	const { ledger, gate } = openInWorker(workspace);
	try {
		await ledger.opened;
		return await gate.missing(null);
	} finally {
		await ledger.close();
	}
}
