import { createContext } from 'svelte';
import type { Opened, Workspace } from '$lib/workspace/workspace';
import type { WorkspaceRecord } from '$lib/workspace/workspaces';

/** The open workspace, whoever acts in it. */
export interface OpenedWorkspace {
	readonly workspace: Workspace;
	/** What the list of workspaces says of it. */
	readonly record: WorkspaceRecord;
	/** What opening met: rows set aside, entries of a newer app. */
	readonly found: Opened;
}

/** The layout of a workspace sets it. Its members change; read them where they are used. */
export const [openedWorkspace, setOpenedWorkspace] = createContext<OpenedWorkspace>();
