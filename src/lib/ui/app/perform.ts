import type { Command } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Failure, Outcome } from '$lib/workspace/outcome';
import type { Seen } from '$lib/workspace/seen';
import { toastWithUndo } from '../kit/toasts';
import { undoingOf } from './undoing.svelte';

/**
 * Sends a command through the one door. Done, it is said with **Undo**; refused, the failure comes back to be shown
 * where it happened. `told` is what a person reads, as "12 products authorized to Kilo PCBA".
 */
export const perform = (
	workspace: Seen,
	actor: OrganizationId | null,
	command: Command,
	told: string
): Promise<Failure | undefined> => performed(workspace, workspace.door.run(actor, command), told);

/** The same for an act of several steps that the caller has put through the door. */
export async function performed(
	workspace: Seen,
	act: Promise<Outcome>,
	told: string
): Promise<Failure | undefined> {
	const outcome = await act;
	if (!outcome.done) return outcome.refusal;
	toastWithUndo(told, () => void undo(workspace, outcome.action));
	return undefined;
}

/** Undoes an action, and says what was undone and what was left as it is, with the reasons. */
export const undo = (workspace: Seen, action: string): Promise<void> =>
	undoingOf(workspace).undo(workspace, action);
