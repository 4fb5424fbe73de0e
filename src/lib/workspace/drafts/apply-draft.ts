import type { EntryId } from '$lib/domain/facts';
import { type DraftStep, type RefusedStep, withIds } from '$lib/views/draft';
import type { DraftRecord } from './drafts';
import type { Failure } from '../editing/outcome';
import type { Workspace } from '../workspace';

/** The result of applying a draft. */
export type ApplyOutcome =
	| {
			done: true;
			/** The action that was written, for undo. */
			action: string;
			/** How many commands were written. */
			count: number;
			/** How many were skipped, wholly or in part, because they would change nothing. */
			skipped: number;
			/** Whether it is stored; if not, the draft is left unchanged. */
			stored: boolean;
	  }
	/** Nothing was written: there are unfit steps that nobody has agreed to leave out. */
	| { done: false; unfit: RefusedStep[] }
	| { done: false; refusal: Failure };

/**
 * Decides the draft's commands again, in order, on the current workspace, and writes them atomically as one act. Steps
 * that were written or would change nothing are removed from the draft once the act is stored, so that a crash loses
 * neither. RefusedStep steps stay in the draft, with ids of created records replaced by the real ones.
 * @param left the unfit steps that a person was shown and agreed to leave out
 */
export async function applyDraft(
	base: Workspace,
	draft: DraftRecord,
	left: ReadonlySet<EntryId>,
	progress?: (signed: number, of: number) => void
): Promise<ApplyOutcome> {
	const end = base.drafts.beginToApply(draft.id);
	try {
		return await apply(base, draft, left, progress);
	} finally {
		end();
	}
}

async function apply(
	base: Workspace,
	draft: DraftRecord,
	left: ReadonlySet<EntryId>,
	progress?: (signed: number, of: number) => void
): Promise<ApplyOutcome> {
	const action = base.editor.newAction();
	const remaining: DraftStep[] = [];
	const unfit: RefusedStep[] = [];
	const written: EntryId[] = [];
	let skipped = 0;
	const outcome = await base.editor.writeBatch(async (batch) => {
		remaining.length = unfit.length = written.length = skipped = 0;
		for (const step of draft.steps) {
			const { refusal, isSo } = await batch.addStep({ ...step, action });
			if (isSo) skipped += 1;
			if (!refusal) continue;
			remaining.push(step);
			if (!left.has(step.entry)) unfit.push({ step, refusal });
		}
		for (const { as } of batch.drafts) written.push(as!);
		return unfit[0]?.refusal;
	}, progress);
	if (unfit.length > 0) return { done: false, unfit };
	if (!outcome.done) return outcome;
	const ids = new Map(outcome.entries.map(({ id }, place) => [written[place]!, id]));
	const steps = remaining.map((step) => {
		return { ...step, actor: withIds(step.actor, ids), command: withIds(step.command, ids) };
	});
	const stored = await base.stored().then(
		() => true,
		() => false
	);
	if (stored) base.drafts.change(draft.id, { steps });
	return { done: true, action, count: written.length, skipped, stored };
}
