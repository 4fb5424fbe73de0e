import type { WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
import { workspaces } from './workspaces';

/** A record that was looked for before somebody asked for it, for as long as nothing in the list has changed. */
let ahead: { id: string; record: Promise<WorkspaceRecord | null>; end: () => void } | null = null;

/** Looks for the record of a workspace that will be opened as soon as its page is loaded. */
export function lookForRecord(id: string): void {
	const end = workspaces.onChange(() => forget());
	const record = workspaces.get(id);
	// Whoever asks for it gets the error.
	record.catch(() => undefined);
	ahead = { id, record, end };
}

/** The record of a workspace, as `Workspaces.get` answers. */
export function recordOf(id: string): Promise<WorkspaceRecord | null> {
	const found = forget();
	return found?.id === id ? found.record : workspaces.get(id);
}

function forget() {
	const found = ahead;
	ahead = null;
	found?.end();
	return found;
}
