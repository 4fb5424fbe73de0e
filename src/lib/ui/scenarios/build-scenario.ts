import type { OrganizationId } from '$lib/domain/facts';
import { build } from '$lib/scenarios/build';
import { Found } from '$lib/scenarios/found';
import { scenarioOf } from '$lib/scenarios/scenarios';
import type { Workspace } from '$lib/workspace/workspace';
import { locale } from '../locale.svelte';
import { refusalText } from '../refusal-text';

interface Wanted {
	id: string;
	finished: boolean;
	/** Aborted, it stops between two steps; what is there then must be thrown away. */
	signal: AbortSignal;
	progress: (done: number, total: number) => void;
}

/**
 * Plays a scenario into a workspace as one act, in the language of the interface. Resolves with the organization to
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
	await workspace.door.act((act) =>
		build({
			...{ scenario, finished, language, now, progress },
			snapshot: () => workspace.snapshot,
			write: async (edits) => {
				signal.throwIfAborted();
				const outcome = await act.all(edits);
				if (!outcome.done) throw new Error(refusalText(workspace.snapshot, outcome.refusal));
			}
		})
	);
	return new Found(workspace.snapshot, language, now).organization(scenario.opensAs);
}
