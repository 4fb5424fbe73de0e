import type { EntryId } from '../domain/facts';
import { type Unfit, withIds } from '../views/draft';
import type { DraftRecord } from './drafts';
import type { Failure } from './outcome';
import type { Workspace } from './workspace';

/** What came of applying a draft. */
export interface Applied {
	/** The act that it became, for undo. */
	action: string;
	/** How many of its commands were written. */
	count: number;
	/** Those that no longer fit: they stay in the draft. */
	unfit: Unfit<Failure>[];
}

/**
 * Decides the draft's commands anew, one after another, on the workspace as it is now, and writes them as one act. What
 * was written leaves the draft; what was refused stays in it, speaking of what there is now.
 */
export function applyDraft(base: Workspace, draft: DraftRecord): Promise<Applied> {
	return base.door.act(async (act) => {
		const ids = new Map<EntryId, EntryId>();
		const unfit: Unfit<Failure>[] = [];
		let count = 0;
		for (const drafted of draft.steps) {
			const step = { ...drafted, actor: withIds(drafted.actor, ids), command: withIds(drafted.command, ids) };
			const outcome = await act.step(step.actor, step.command);
			if (outcome.done) {
				count += 1;
				ids.set(step.entry, outcome.entries[0]!.id);
			} else unfit.push({ step, refusal: outcome.refusal });
		}
		base.drafts.change(draft.id, { steps: unfit.map(({ step }) => step) });
		return { action: act.action, count, unfit };
	});
}
