import type { Snapshot } from '$lib/domain/snapshot';
import type { Setup } from '$lib/setup/setup';
import { planSetup, type PlanOptions, type SetupPlan } from '$lib/setup/plan/plan';

let count = 0;

/** Ids as long as real ones, each once. */
const newId = (): string => `e${(count += 1)}`.padEnd(43, '-');

export const planned = (setup: Setup, now: Snapshot, mode: PlanOptions['mode'] = 'add'): SetupPlan =>
	planSetup(setup, now, { newId, colourOf: () => '#345678', mode });
