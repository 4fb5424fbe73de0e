import { Workspaces } from '$lib/document/workspaces/workspaces';
import { openGated } from '../gate/open';
import { ledgerProgram } from '../gate/program';
import { Workspace } from './workspace';

export type { WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
export type { WorkspaceList } from '$lib/document/workspaces/workspaces';
export { askToPersist, isPersisted, storageEstimate } from '$lib/document/storage/persist';

/** This browser's workspaces: list, create, rename, duplicate, remove. */
export const workspaces = new Workspaces(ledgerProgram);

/** Opens a workspace; await its `opened` before showing it, and close it when done. */
export const openWorkspace = (id: string): Workspace => new Workspace(id, openGated(id));
