import type { OrganizationId } from '$lib/domain/facts';
import { fork } from '$lib/domain/fold/fork';
import type { Snapshot } from '$lib/domain/snapshot';
import type { PlannedStep } from '$lib/setup/plan/builder';
import { type DraftStep, foldStep } from '$lib/views/draft';

/** The commands of one draft: `organization` is whose they are, where this browser doesn't act for it. */
export interface DraftPart {
	organization: OrganizationId | null;
	steps: DraftStep[];
}

/** A plan's commands by who can give them, each part such that it can be applied to the workspace as it is. */
export interface DraftParts {
	own: DraftPart;
	others: DraftPart[];
	/** Commands that rest on what another part brings about. */
	later: number;
}

/**
 * Divides a plan: one part for this browser, and one for each other organization that has to act. Yields after each command.
 * Cost: as the commands, twice.
 * @param actable the organizations that this browser can act for
 */
export function* dividing(
	now: Snapshot,
	actable: ReadonlySet<OrganizationId>,
	steps: readonly PlannedStep[]
): Generator<undefined, DraftParts> {
	const mine = new Set(actable);
	const at = Date.now();
	const own: DraftPart = { organization: null, steps: [] };
	const others = new Map<OrganizationId, DraftPart>();
	for (const [index, { entry, actor, command }] of steps.entries()) {
		if (actor === null) mine.add(entry);
		let part = own;
		if (actor !== null && !mine.has(actor)) {
			part = others.get(actor) ?? { organization: actor, steps: [] };
			others.set(actor, part);
		}
		part.steps.push({
			...{ entry, action: crypto.randomUUID(), at: at + index, name: command.command, actor, command }
		});
		yield undefined;
	}
	if (others.size === 0) return { own, others: [], later: 0 };
	const parts: DraftPart[] = [];
	for (const part of [own, ...others.values()])
		parts.push({ ...part, steps: yield* fitting(now, part.steps) });
	const [fit, ...rest] = parts as [DraftPart, ...DraftPart[]];
	const kept = parts.reduce((sum, part) => sum + part.steps.length, 0);
	return {
		own: fit,
		others: rest.filter((part) => part.steps.length > 0),
		later: steps.length - kept
	};
}

function* fitting(now: Snapshot, steps: readonly DraftStep[]): Generator<undefined, DraftStep[]> {
	const snapshot = fork(now);
	const fit: DraftStep[] = [];
	for (const step of steps) {
		if (!foldStep(snapshot, step).refusal) fit.push(step);
		yield undefined;
	}
	return fit;
}
