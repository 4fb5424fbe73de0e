import type { Snapshot } from '$lib/domain/snapshot';
import { planningSetup, type PlanOptions, planSetup, type SetupPlan } from '$lib/setup/plan/plan';
import type { Setup } from '$lib/setup/setup';
import { newEntryId } from '$lib/workspace/drafts/draft-ids';
import { organizationColours } from '../kit/organization-colour';

/** Plans a text with ids and colours of this browser. */
export const planInto = (setup: Setup, now: Snapshot, mode: PlanOptions['mode']): SetupPlan =>
	planSetup(setup, now, { newId: newEntryId, colourOf, mode });

/** The same, yielding so often that whoever waits for it can rest. */
export const planningInto = (
	setup: Setup,
	now: Snapshot,
	mode: PlanOptions['mode']
): Generator<undefined, SetupPlan> => planningSetup(setup, now, { newId: newEntryId, colourOf, mode });

/** A text says no colour: the same account gets the same one. */
function colourOf(account: string): string {
	let sum = 0;
	for (const sign of account) sum += sign.codePointAt(0)!;
	return organizationColours[sum % organizationColours.length]!;
}
