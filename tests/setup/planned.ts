import { expect } from 'vitest';
import type { Command } from '$lib/commands/command';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { readSetup } from '$lib/setup/read/read';
import type { Setup } from '$lib/setup/setup';
import { planSetup, type PlanOptions, type SetupPlan } from '$lib/setup/plan/plan';
import { decideAndFold } from '$lib/views/draft';

let count = 0;

/** Ids as long as real ones, each once. */
const newId = (): string => `e${(count += 1)}`.padEnd(43, '-');

export const planned = (setup: Setup, now: Snapshot, mode: PlanOptions['mode'] = 'add'): SetupPlan =>
	planSetup(setup, now, { newId, colourOf: () => '#345678', mode });

/** Who there is in small stories. */
export const organizations = `
organizations:
  aria: { name: Aria, account: aria@example.com }
  delta: { name: Delta, account: delta@example.com }
  kilo: { name: Kilo, account: kilo@example.com }`;
export const lamp = 'lamp: { owner: aria, pid: lamp1, name: Lamp, category: Lighting }';

export const setupOf = (rest: string, head = organizations) => {
	const { setup, problems } = readSetup(`grantbook: setup 1${head}\n${rest}`);
	expect(problems).toBeUndefined();
	return setup!;
};
export const begun = (rest: string): SetupPlan => planned(setupOf(rest), emptySnapshot());

let acts = 0;
/** The workspace once an organization has given commands; the plan's own state is nobody else's. */
export function after({ snapshot, matched }: SetupPlan, key: string, ...commands: Command[]): Snapshot {
	for (const command of commands) {
		const step = { entry: `act${(acts += 1)}`.padEnd(43, '-'), action: '', at: 1, name: '', command };
		const decision = decideAndFold(snapshot, { ...step, actor: matched.organizations.get(key)! });
		expect(decision.accepted).toBe(true);
	}
	return snapshot;
}
