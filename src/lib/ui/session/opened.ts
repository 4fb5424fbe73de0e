import { createContext } from 'svelte';
import type { Snapshot } from '$lib/domain/snapshot';
import type { DraftWorkspace } from '$lib/workspace/drafts/draft-workspace';
import type { ListChanges, ListUpdater } from '$lib/workspace/list-updater';
import type { SnapshotCache } from '$lib/workspace/history/snapshot-cache';
import type { PastWorkspace } from '$lib/workspace/history/past-workspace';
import type { WorkspaceLens } from '$lib/workspace/lens';
import type { Opened } from '$lib/workspace/workspace';
import type { WorkspaceRecord } from '$lib/workspace/workspaces';

/** The open workspace, whoever acts in it. */
export interface OpenedWorkspace {
	/** As it is now, or with the lens that the address names; `workspace.base` is always the current one. */
	readonly workspace: WorkspaceLens;
	/** Its state, with the lens. */
	readonly snapshot: Snapshot;
	/** The past moment that is looked at, if one is. */
	readonly past: PastWorkspace | null;
	/** The draft that is looked at and changed, if one is. */
	readonly draft: DraftWorkspace | null;
	/** The cache of past states. */
	readonly moments: SnapshotCache;
	/** Its entry in the list of workspaces. */
	readonly record: WorkspaceRecord;
	/** Updates its entry in the list of workspaces. */
	readonly inList: ListUpdater<ListChanges>;
	/** What opening it found: rows set aside, entries of a newer app. */
	readonly found: Opened;
}

/** Set by the layout of a workspace. Its members change: read them where they are used. */
export const [openedWorkspace, setOpenedWorkspace] = createContext<OpenedWorkspace>();
