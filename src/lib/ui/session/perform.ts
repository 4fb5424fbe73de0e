import type { Command } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import type { Failure, Outcome } from '$lib/workspace/editing/outcome';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { toastWithUndo } from '../kit/overlays/toasts';
import { undoingOf } from './undoing.svelte';

/** What the toast says when it is done; a function of how many items were so already, where there are many. */
export type DoneText = string | ((skipped: number) => string);

/**
 * Sends a command through the editor. Once it is done, a toast says `done` ("12 products authorized to Kilo PCBA"), with how
 * many items were so already, and offers **Undo**; a refusal is returned, to be shown where it belongs.
 */
export const perform = (
	workspace: WorkspaceLens,
	actor: OrganizationId | null,
	command: Command,
	done: DoneText
): Promise<Failure | undefined> => performed(workspace, workspace.editor.run(actor, command), done);

/** The same for an act that the caller has sent to the editor already. */
export async function performed(
	workspace: WorkspaceLens,
	act: Promise<Outcome>,
	done: DoneText
): Promise<Failure | undefined> {
	const outcome = await act;
	if (!outcome.done) return outcome.refusal;
	const { skipped } = outcome;
	const message = typeof done === 'string' ? done : done(skipped);
	const text = skipped > 0 ? `${message} ${m.common_skipped({ count: skipped })}` : message;
	toastWithUndo(text, () => void undo(workspace, outcome.action));
	undoingOf(workspace).foresee(workspace, outcome.action);
	return undefined;
}

/** Undoes an action, and reports what was undone and what was not, with the reasons. */
export const undo = (workspace: WorkspaceLens, action: string): Promise<void> =>
	undoingOf(workspace).undo(workspace, action);
