import type { OrganizationId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import { deciding } from '$lib/workspace/editing/load-deciding';
import { LazyModule } from '$lib/workspace/lazy-module';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { onFirstInteraction } from '../kit/first-interaction';
import { LazyPart } from '../kit/lazy-part.svelte';
import { toastError } from '../kit/overlays/toasts';
import { whileIdle } from '../kit/while-idle.svelte';
import type { OpenedWorkspace } from '../session/opened';
import { previewing } from '../session/effects-confirmation.svelte';
import { refusalWords } from '../session/lazy-refusal-text';

const looking = new LazyPart(async () => (await import('./look-ahead')).lookAhead);
const undoing = new LazyModule(async () => new (await import('./undo-last')).UndoLast());

/**
 * Loads what editing takes, and computes what is looked at next, from a person's first move on: whoever only looks at what an
 * address shows needs none of it. Call it while a component is made.
 */
export function workAhead(app: OpenedWorkspace): void {
	$effect(() =>
		onFirstInteraction(() => {
			void looking.want();
			// Where it cannot be made yet, the edit says so.
			void app.workspace.prepareEdits().catch(() => undefined);
			void refusalWords.want();
			for (const part of [deciding, previewing, undoing]) part.want();
		})
	);
	whileIdle(() => looking.loaded?.(app.workspace.base.snapshot, app.moments) ?? [].values(), { rests: true });
}

/** Undoes the last action of an organization: see `UndoLast`. */
export async function undoLast(workspace: WorkspaceLens, actor: OrganizationId): Promise<void> {
	const loaded = await undoing.get().catch(() => undefined);
	if (loaded) loaded.ask(workspace, actor);
	else toastError(m.common_part_failed());
}
