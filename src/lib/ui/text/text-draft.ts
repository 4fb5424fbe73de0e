import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { SetupPlan } from '$lib/setup/plan/plan';
import type { Setup } from '$lib/setup/setup';
import type { Sliced } from '$lib/domain/algorithms/sliced';
import type { DraftStep } from '$lib/views/draft';
import { foldedOn, type Parts, partsOf } from './parts';
import { planningInto } from './plan-into';

/** What a draft comes to with a text as its whole setup. */
export interface TextInDraft {
	plan: SetupPlan;
	/** The state that it was planned on: the draft's, before the text was changed. */
	now: Snapshot;
	parts: Parts;
	steps: DraftStep[];
}

/**
 * Makes a draft like its text: the steps that it had, and behind them what the text changes of that.
 * @param before the draft's steps when the text was written
 * @param actable the organizations that this browser can act for
 */
export function* textInDraft(
	base: Snapshot,
	before: readonly DraftStep[],
	actable: ReadonlySet<OrganizationId>,
	setup: Setup
): Sliced<TextInDraft> {
	const { snapshot: now } = yield* foldedOn(base, before);
	const plan = yield* planningInto(setup, now, 'like');
	const founded = before.filter(({ actor }) => actor === null).map(({ entry }) => entry);
	const parts = yield* partsOf(now, new Set([...actable, ...founded]), plan.steps);
	return { plan, now, parts, steps: [...before, ...parts.own] };
}
