import type { Command } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import type { Failure, Outcome } from '$lib/workspace/editing/outcome';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { toastWithUndo } from '../kit/overlays/toasts';
import { undoingOf } from './undoing.svelte';

/** What a person reads when it is done; of many items, by how many of them were so already. */
export type DoneText = string | ((skipped: number) => string);

/**
 * Sends a command through the editor. Done, it is said with **Undo**; refused, the failure comes back to be shown
 * where it happened. `told` is what a person reads, as "12 products authorized to Kilo PCBA"; what was so already is counted
 * beside it.
 */
export const perform = (
	workspace: WorkspaceLens,
	actor: OrganizationId | null,
	command: Command,
	told: DoneText
): Promise<Failure | undefined> => performed(workspace, workspace.editor.run(actor, command), told);

/** The same for an act of several steps that the caller has put through the editor. */
export async function performed(
	workspace: WorkspaceLens,
	act: Promise<Outcome>,
	told: DoneText
): Promise<Failure | undefined> {
	const outcome = await act;
	if (!outcome.done) return outcome.refusal;
	const { skipped } = outcome;
	const done = typeof told === 'string' ? told : told(skipped);
	const said = skipped > 0 ? `${done} ${m.common_skipped({ count: skipped })}` : done;
	toastWithUndo(said, () => void undo(workspace, outcome.action));
	return undefined;
}

/** Undoes an action, and says what was undone and what was left as it is, with the reasons. */
export const undo = (workspace: WorkspaceLens, action: string): Promise<void> =>
	undoingOf(workspace).undo(workspace, action);
