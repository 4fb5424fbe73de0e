import type { Setup } from '$lib/setup/setup';
import { runInSlices } from '$lib/workspace/editing/run-in-slices';
import { openWorkspace, workspaces } from '$lib/workspace/workspaces';
import { refusalText } from '../words/refusal-text';
import { planningInto } from './plan-into';

/**
 * Makes a workspace of a text, in which this browser acts for every organization: one act, written whole or not at all.
 * Answers with its id. Rejects where it could not be written; nothing of it is left then.
 * @param progress how many entries are signed, of how many
 */
export async function makeWorkspaceOf(
	setup: Setup,
	title: string,
	progress: (done: number, total: number) => void
): Promise<string> {
	const { id } = await workspaces.create(title);
	const workspace = openWorkspace(id);
	let isMade = false;
	try {
		await workspace.opened;
		const action = workspace.editor.newAction();
		const outcome = await workspace.editor.writeBatch(async (batch) => {
			const { result } = await runInSlices(
				() => batch.snapshot,
				(now) => planningInto(setup, now, 'add')
			);
			for (const { entry, actor, command } of result.steps) {
				const step = { entry, action, at: Date.now(), name: command.command, actor, command };
				const { refusal } = await batch.addStep(step);
				if (refusal) return refusal;
			}
			return undefined;
		}, progress);
		if (!outcome.done) throw new Error(refusalText(workspace.snapshot, outcome.refusal));
		await workspace.stored();
		const { entries, organizations } = workspace.snapshot;
		await workspaces.touch(id, { entries: entries.size, organizations: organizations.size });
		isMade = true;
		return id;
	} finally {
		await workspace.close();
		if (!isMade) await workspaces.remove(id);
	}
}
