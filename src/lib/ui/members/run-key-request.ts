import type { Command } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Failure } from '$lib/workspace/editing/outcome';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { toastDone } from '../kit/overlays/toasts';

/** Sends a command about keys, which cannot be undone: done, it is said; refused, the failure comes back. */
export async function run(
	workspace: WorkspaceLens,
	actor: OrganizationId,
	command: Command,
	told: string
): Promise<Failure | undefined> {
	const outcome = await workspace.editor.run(actor, command);
	if (!outcome.done) return outcome.refusal;
	toastDone(told);
	return undefined;
}
