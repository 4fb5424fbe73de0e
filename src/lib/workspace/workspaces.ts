import { Workspaces } from '$lib/document/workspaces/workspaces';

export type { WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
export type { WorkspaceList } from '$lib/document/workspaces/workspaces';
export { LedgerError } from '$lib/document/ledger/ledger-error';
export { askToPersist, isPersisted, storageEstimate } from '$lib/document/storage/persist';

/** This browser's workspaces: list, create, rename, duplicate, remove. What opens one is in `open-workspace.ts`. */
export const workspaces = new Workspaces(async (copying) => {
	const { copyInWorker } = await import('../worker/open-worker');
	return copyInWorker(copying);
});
