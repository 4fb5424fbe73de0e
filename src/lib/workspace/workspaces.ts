import { Workspaces } from '$lib/document/workspaces/workspaces';
import { copyInWorker, openInWorker } from '../worker/open-worker';
import { Workspace } from './workspace';

export type { WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
export type { WorkspaceList } from '$lib/document/workspaces/workspaces';
export { askToPersist, isPersisted, storageEstimate } from '$lib/document/storage/persist';

/** This browser's workspaces: list, create, rename, duplicate, remove. */
export const workspaces = new Workspaces(copyInWorker);

/** Opens a workspace; await its `opened` before showing it, and close it when done. */
export const openWorkspace = (id: string): Workspace => new Workspace(id, openInWorker(id));
