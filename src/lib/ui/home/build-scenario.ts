import type { Refusal } from '$lib/commands/refusal';
import type { OrganizationId } from '$lib/domain/facts';
import { build } from '$lib/scenarios/build';
import { Found } from '$lib/scenarios/found';
import { scenarioOf } from '$lib/scenarios/scenarios';
import type { Workspace } from '$lib/workspace/workspace';
import { locale } from '../kit/text/locale.svelte';
import { refusalText } from '../words/refusal-text';

interface Wanted {
	id: string;
	finished: boolean;
	/** Aborted, it stops between two steps, and nothing is written. */
	signal: AbortSignal;
	progress: (done: number, total: number) => void;
}

/**
 * Plays a scenario into a workspace, in the language of the interface, whole or not at all. Resolves with the organization to
 * open it as. Rejects where it was stopped or could not be written; an unknown scenario leaves the workspace blank.
 */
export async function buildScenario(
	workspace: Workspace,
	{ id, finished, signal, progress }: Wanted
): Promise<OrganizationId | undefined> {
	const scenario = scenarioOf(id);
	if (!scenario) return undefined;
	const language = locale.current;
	const now = Date.now();
	const stage = workspace.editor.newAction();
	const outcome = await workspace.editor.writeBatch(
		async (plan) => {
			let refusal: Refusal | undefined;
			await build({
				...{ scenario, finished, language, now },
				snapshot: () => plan.snapshot,
				progress: (done, total) => progress(done, 2 * total),
				add: async ({ actor, command }, part) => {
					signal.throwIfAborted();
					refusal ??= await plan.addCommand(
						actor,
						command,
						part === 'stage' ? stage : workspace.editor.newAction()
					);
				}
			});
			return refusal;
		},
		(signed, of) => progress(of + signed, 2 * of)
	);
	if (!outcome.done) throw new Error(refusalText(workspace.snapshot, outcome.refusal));
	return new Found(workspace.snapshot, language, now).organization(scenario.opensAs);
}
