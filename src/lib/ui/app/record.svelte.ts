import type { ListChanges, ListUpdater } from '$lib/workspace/list-updater';
import type { Workspace } from '$lib/workspace/workspace';
import { workspaces } from '$lib/workspace/workspaces';

const pause = 600;

/**
 * Keeps the list of workspaces up to date about the open one: when it changed last, how much is in it. Call it while
 * a component is made.
 */
export function keepRecord(open: () => Workspace | undefined, inList: ListUpdater<ListChanges>): void {
	$effect(() => {
		const workspace = open();
		// What could not be opened looks empty, and is not.
		if (!workspace || workspace.storage.state === 'unavailable') return;
		const { entries, organizations } = workspace.snapshot;
		const size = entries.size;
		const timer = setTimeout(() => {
			const standing = [...organizations.values()].filter((each) => !each.deleted);
			void note(workspace.id, inList, { entries: size, organizations: standing.length });
		}, pause);
		return () => clearTimeout(timer);
	});
}

/** Only a workspace that holds more (or less) than the list says has changed. */
async function note(id: string, inList: ListUpdater<ListChanges>, now: ListChanges): Promise<void> {
	const record = await workspaces.get(id).catch(() => undefined);
	if (record === null || record?.entries === now.entries) return;
	inList.update({ ...now, changedAt: Date.now() });
}
