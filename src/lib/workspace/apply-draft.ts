import type { EntryId } from '../domain/facts';
import { type DraftStep, type RefusedStep, withIds } from '../views/draft';
import type { DraftRecord } from './drafts';
import type { Failure } from './outcome';
import type { Workspace } from './workspace';

/** What came of applying a draft. */
export type Applied =
	| {
			done: true;
			/** The act that it became, for undo. */
			action: string;
			/** How many of its commands were written. */
			count: number;
			/** How many were skipped, wholly or in part, because what they say is so already. */
			skipped: number;
			/** Whether it is stored; where it is not, the draft is kept as it was. */
			stored: boolean;
	  }
	/** Nothing was written: steps do not fit of which nobody has said that they may be left. */
	| { done: false; unfit: RefusedStep[] }
	| { done: false; refusal: Failure };

/**
 * Decides the draft's commands anew, one after another, on the workspace as it is now, and writes them as one act, whole or
 * not at all. What was written or is so already leaves the draft once that is stored, so that a browser that falls keeps
 * the one or the other; what was left stays in it, speaking of what there is now.
 * @param left the steps that do not fit, as a person was shown them before saying that the rest is to be applied
 */
export async function applyDraft(
	base: Workspace,
	draft: DraftRecord,
	left: ReadonlySet<EntryId>,
	progress?: (signed: number, of: number) => void
): Promise<Applied> {
	const action = base.door.newAction();
	const stay: DraftStep[] = [];
	const unfit: RefusedStep[] = [];
	const written: EntryId[] = [];
	let skipped = 0;
	const outcome = await base.door.together(async (plan) => {
		stay.length = unfit.length = written.length = skipped = 0;
		for (const step of draft.steps) {
			const { refusal, isSo } = await plan.add({ ...step, action });
			if (isSo) skipped += 1;
			if (!refusal) continue;
			stay.push(step);
			if (!left.has(step.entry)) unfit.push({ step, refusal });
		}
		written.push(...plan.drafts.map(({ as }) => as!));
		return unfit[0]?.refusal;
	}, progress);
	if (unfit.length > 0) return { done: false, unfit };
	if (!outcome.done) return outcome;
	const ids = new Map(outcome.entries.map(({ id }, place) => [written[place]!, id]));
	const steps = stay.map((step) => {
		return { ...step, actor: withIds(step.actor, ids), command: withIds(step.command, ids) };
	});
	const stored = await base.stored().then(
		() => true,
		() => false
	);
	if (stored) base.drafts.change(draft.id, { steps });
	return { done: true, action, count: written.length, skipped, stored };
}
