import { openInWorker } from '../worker/open-worker';
import { Workspace } from './workspace';

/** Opens a workspace; await its `opened` before showing it, and close it when done. */
export const openWorkspace = (id: string): Workspace => new Workspace(id, openInWorker(id));
