import type { OpenedWorkspace } from '../session/opened';

/** Whether there is something to say of how a workspace is stored: `StorageNotices` says what. */
export function hasStorageNotices({ workspace, found, inList }: OpenedWorkspace): boolean {
	const { quarantined, setAside, unreadable, older } = found;
	return (
		['failing', 'unavailable', 'read-only'].includes(workspace.storage.state) ||
		inList.isFailing ||
		workspace.isRestored ||
		workspace.diagnostics.checks.failed + quarantined.length + setAside + older + unreadable.length > 0
	);
}
