import type { OrganizationId } from '$lib/domain/facts';
import { fork } from '$lib/domain/fold/fork';
import type { Snapshot } from '$lib/domain/snapshot';
import type { PlannedStep } from '$lib/setup/plan/builder';
import type { Sliced } from '$lib/domain/algorithms/sliced';
import { type DraftStep, foldStep } from '$lib/views/draft';
import { maxDraftSteps } from '$lib/workspace/drafts/draft-schema';

/** A plan's commands by who can give them, each part such that it can be applied to the workspace as it is. */
export interface Parts {
	/** Of organizations that this browser acts for, and of those that they found. */
	own: DraftStep[];
	/** Of the others: for a draft that is handed over. */
	others: DraftStep[];
	/** Commands that rest on what the other part brings about. */
	later: number;
}

/**
 * Divides a plan. What rests on the other part is left out of both: planned again once that is so, the text brings it.
 * Each command is an act of its own, so that it can be taken out of the draft. Cost: as the commands, twice.
 * @param actable the organizations that this browser can act for
 */
export function* partsOf(
	now: Snapshot,
	actable: ReadonlySet<OrganizationId>,
	steps: readonly PlannedStep[]
): Sliced<Parts> {
	const mine = new Set(actable);
	const at = Date.now();
	const parts = { own: [] as DraftStep[], others: [] as DraftStep[] };
	for (const [index, { entry, actor, command }] of steps.entries()) {
		if (actor === null) mine.add(entry);
		const part = actor === null || mine.has(actor) ? parts.own : parts.others;
		part.push({ entry, action: crypto.randomUUID(), at: at + index, name: command.command, actor, command });
	}
	if (parts.others.length === 0) return { ...parts, later: 0 };
	const [own, others] = [yield* fitting(now, parts.own), yield* fitting(now, parts.others)];
	return { own, others, later: steps.length - own.length - others.length };
}

function* fitting(now: Snapshot, steps: readonly DraftStep[]): Sliced<DraftStep[]> {
	return (yield* foldedOn(now, steps)).fit;
}

/** A state with a draft's commands carried out, and those that the rules allow. */
export function* foldedOn(
	now: Snapshot,
	steps: readonly DraftStep[]
): Sliced<{ snapshot: Snapshot; fit: DraftStep[] }> {
	const snapshot = fork(now);
	const fit: DraftStep[] = [];
	for (const step of steps) {
		if (!foldStep(snapshot, step).refusal) fit.push(step);
		yield;
	}
	return { snapshot, fit };
}

/** Whether each part fits into a draft. */
export const isDraftSized = ({ own, others }: Parts): boolean =>
	Math.max(own.length, others.length) <= maxDraftSteps;
