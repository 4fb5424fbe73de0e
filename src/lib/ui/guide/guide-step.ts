import type { OrganizationId } from '$lib/domain/facts';
import type { ShownGoal } from './shown-goal';

/** A step of a guide as it is shown now, whatever says when it is done. */
export interface GuideStep {
	id: string;
	text: string;
	done: boolean;
	/** Who does it here; absent while that organization is not there. */
	doer: OrganizationId | undefined;
	/** Absent while what it needs is not there. */
	goal: ShownGoal | undefined;
	/** Who does it, where the guide says so. */
	as: { name: string; colour: string } | undefined;
}
