import { actableEntries } from '$lib/commands/undo/actable-entries';
import { authorOf } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import type { HistoryAction } from '$lib/views/history/actions';
import { undoable } from '$lib/views/history/undo';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { hrefsOf } from '../pages/page-addresses';
import { actionText } from '../words/action-text';
import { sentenceText } from '../words/segments';
import { toastNothing, toastWithUndo } from '../kit/overlays/toasts';
import { undo } from '../session/perform';

/** Milliseconds in which pressing the keys again confirms it. */
const patience = 12_000;

/** Undoes the last action that an organization did alone, after showing what it is. */
export class UndoLast {
	#asked: { action: string; at: number } | null = null;

	/** Shows what the last action was, with **Undo**; called again at once, undoes it. */
	ask(workspace: WorkspaceLens, actor: OrganizationId): void {
		const last = lastAction(workspace, actor);
		if (!last) return void toastNothing(m.home_nothing_to_undo());
		const again = this.#asked?.action === last.action && Date.now() - this.#asked.at < patience;
		this.#asked = again ? null : { action: last.action, at: Date.now() };
		if (again) return void undo(workspace, last.action);
		const reader = { snapshot: workspace.snapshot, actor, href: hrefsOf(workspace.id, actor) };
		const what = sentenceText(actionText(reader, workspace.history, last));
		toastWithUndo(m.home_undo_last_of({ what }), () => {
			this.#asked = null;
			void undo(workspace, last.action);
		});
	}
}

function lastAction(
	{ snapshot, history, actable }: WorkspaceLens,
	actor: OrganizationId
): HistoryAction | undefined {
	const { actions, undoneBy } = history;
	return actions.find(
		(each) =>
			each.undoes === undefined &&
			!undoneBy(each.action) &&
			actableEntries(each.entries, actable).every((entry) => authorOf(entry) === actor) &&
			undoable(snapshot, each, actable).can
	);
}
