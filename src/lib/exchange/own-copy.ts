import type { Workspaces } from '$lib/document/workspaces/workspaces';
import type { WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
import { openInWorker } from '../worker/open-worker';
import type { Admitted } from '$lib/gate/api';
import type { PartnerFile } from './partner-file';
import type { WorkspaceFile } from './workspace-file';

export interface OwnCopy {
	/** Null if nothing of it was admitted. */
	workspace: WorkspaceRecord | null;
	/** The gate's result for the file's entries. */
	admitted: Admitted;
	/** Entries that could not be copied. */
	failed: number;
}

/**
 * Opens a file as an own copy instead of as its workspace: a new workspace in which every organization is created again
 * with keys of this browser. A partner's file with only missing entries builds on the existing workspace, which is then
 * copied too. Rejects with a LedgerError if it can't be stored.
 */
export async function openAsOwnCopy(
	file: PartnerFile | WorkspaceFile,
	name: string,
	workspaces: Workspaces
): Promise<OwnCopy> {
	const from = file.workspace;
	const isWhole = !('holds' in file) || file.holds === 'everything';
	const existing = !isWhole && (await workspaces.get(from)) ? await textsOf(from) : [];
	const source = ('from' in file ? file.from?.name : null) ?? file.name;
	let admitted: Admitted | null = null;
	const { workspace, left } = await workspaces.adopt(from, name, async (storedAs) => {
		const { ledger, gate } = openInWorker(from, storedAs);
		try {
			await ledger.opened;
			if (existing.length > 0) await gate.admit(existing, from);
			admitted = await gate.admit(file.entries, source);
			await ledger.stored();
		} finally {
			await ledger.close();
		}
	});
	if (workspace.entries > 0) return { workspace, failed: left, admitted: admitted! };
	await workspaces.remove(workspace.id);
	return { workspace: null, failed: left, admitted: admitted! };
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
