import { Workspaces } from '../document/workspaces';
import { openGated } from '../gate/open';
import { ledgerProgram } from '../gate/program';
import { Workspace } from './workspace';

export type { WorkspaceRecord } from '../document/workspace-record';
export type { WorkspaceList } from '../document/workspaces';
export { isPersisted, storageEstimate } from '../document/persist';

/** This browser's workspaces: list, create, rename, duplicate, remove. */
export const workspaces = new Workspaces(ledgerProgram);

/** Opens a workspace; await its `opened` before showing it, and close it when done. */
export const openWorkspace = (id: string): Workspace => new Workspace(id, openGated(id));

/** Asks the browser to keep what is stored even when the disk gets tight; it may refuse. */
export async function askToPersist(): Promise<boolean> {
	const storage = navigator.storage as StorageManager | undefined;
	return storage ? storage.persist().catch(() => false) : false;
}
