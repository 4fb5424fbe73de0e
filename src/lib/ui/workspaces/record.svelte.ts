import type { Workspace } from '$lib/workspace/workspace';
import { workspaces } from '$lib/workspace/workspaces';

const pause = 600;

/**
 * Keeps the list of workspaces up to date about the open one: when it changed last, how much is in it. Call it while
 * a component is made.
 */
export function keepRecord(open: () => Workspace | undefined): void {
	$effect(() => {
		const workspace = open();
		// What could not be opened looks empty, and is not.
		if (!workspace || workspace.storage.state === 'unavailable') return;
		const { entries, organizations } = workspace.snapshot;
		const size = entries.size;
		const timer = setTimeout(() => {
			const standing = [...organizations.values()].filter((each) => !each.deleted);
			void note(workspace.id, size, standing.length);
		}, pause);
		return () => clearTimeout(timer);
	});
}

/** Only a workspace that holds more (or less) than the list says has changed. */
async function note(id: string, entries: number, organizations: number): Promise<void> {
	const record = await workspaces.get(id).catch(() => null);
	if (!record || record.entries === entries) return;
	await workspaces.touch(id, { entries, organizations, changedAt: Date.now() }).catch(() => null);
}
