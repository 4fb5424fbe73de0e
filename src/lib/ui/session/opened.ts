import { createContext } from 'svelte';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Draft } from '$lib/workspace/draft';
import type { ListChanges, ListNotes } from '$lib/workspace/list-notes';
import type { Moments } from '$lib/workspace/moments';
import type { Past } from '$lib/workspace/past';
import type { Seen } from '$lib/workspace/seen';
import type { Opened } from '$lib/workspace/workspace';
import type { WorkspaceRecord } from '$lib/workspace/workspaces';

/** The open workspace, whoever acts in it. */
export interface OpenedWorkspace {
	/** As it is now, or through the lens that the address names; `workspace.base` is always the one of now. */
	readonly workspace: Seen;
	/** Its state, as it is looked at. */
	readonly snapshot: Snapshot;
	/** The past moment that is looked at, if one is. */
	readonly past: Past | null;
	/** The draft that is looked at and changed, if one is. */
	readonly draft: Draft | null;
	/** Past moments, and the way to them. */
	readonly moments: Moments;
	/** What the list of workspaces says of it. */
	readonly record: WorkspaceRecord;
	/** What the list is to say of it. */
	readonly inList: ListNotes<ListChanges>;
	/** What opening met: rows set aside, entries of a newer app. */
	readonly found: Opened;
}

/** The layout of a workspace sets it. Its members change; read them where they are used. */
export const [openedWorkspace, setOpenedWorkspace] = createContext<OpenedWorkspace>();
