import { onDestroy } from 'svelte';
import type { ListChanges, ListUpdater } from '$lib/workspace/list-updater';
import type { Workspace } from '$lib/workspace/workspace';
import { workspaces } from '$lib/workspace/workspaces';

const pause = 600;

/**
 * Keeps the list of workspaces up to date about the open one: when it changed last, how much is in it. Call it while
 * a component is made.
 */
export function keepRecord(open: () => Workspace | undefined, inList: ListUpdater<ListChanges>): void {
	let due: ((update: Update) => void) | undefined;
	$effect(() => {
		const workspace = open();
		due = undefined;
		// What could not be opened looks empty, and is not.
		if (!workspace || workspace.storage.state === 'unavailable') return;
		const { id } = workspace;
		const { entries, organizations } = workspace.snapshot;
		due = (update) => {
			due = undefined;
			const standing = [...organizations.values()].filter((each) => !each.deleted);
			void note(id, update, { entries: entries.size, organizations: standing.length });
		};
		const timer = setTimeout(() => due?.((changes) => inList.update(changes)), pause);
		return () => clearTimeout(timer);
	});
	// Whoever leaves soon after an edit finds it in the list, too. What writes the list meanwhile is closed by then.
	const leave = () => due?.((changes, id) => void workspaces.touch(id, changes).catch(() => undefined));
	onDestroy(leave);
	$effect(() => {
		addEventListener('pagehide', leave);
		return () => removeEventListener('pagehide', leave);
	});
}

type Update = (changes: ListChanges, id: string) => void;

/** Only a workspace that holds more (or less) than the list says has changed. */
async function note(id: string, update: Update, now: ListChanges): Promise<void> {
	const record = await workspaces.get(id).catch(() => undefined);
	if (record === null || record?.entries === now.entries) return;
	update({ ...now, changedAt: Date.now() }, id);
}
