import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { PlanOptions, SetupPlan } from '$lib/setup/plan/plan';
import type { Setup } from '$lib/setup/setup';
import type { Sliced } from '$lib/domain/algorithms/sliced';
import { runInSlices } from '$lib/workspace/editing/run-in-slices';
import { type Parts, partsOf } from './parts';
import { planningInto } from './plan-into';

/** What a text comes to somewhere. */
export interface Looked {
	plan: SetupPlan;
	/** The state that it was planned on. */
	now: Snapshot;
	/** Undefined where it makes a workspace. */
	parts: Parts | undefined;
}

export interface LookingOptions {
	now: Snapshot;
	mode: PlanOptions['mode'];
	/** The organizations that this browser can act for in the workspace that the text goes into; without, it makes one. */
	actable?: ReadonlySet<OrganizationId> | undefined;
	signal: AbortSignal;
	/** How far it is: `total` is what a text of this size usually takes. */
	progress: (done: number, total: number) => void;
}

/** Finds what a text comes to, in slices that hold nothing up. Rejects where it is stopped. */
export async function lookAt(
	setup: Setup,
	{ now, mode, actable, signal, progress }: LookingOptions
): Promise<Looked> {
	const { organizations, products, authorizations, expectations } = setup;
	const usual = 3 * organizations.length + products.length + 3 * authorizations.length + expectations.length;
	const { result } = await runInSlices(
		() => now,
		() => counted(looking(setup, now, mode, actable)),
		(done) => {
			signal.throwIfAborted();
			progress(done, usual);
		}
	);
	return result;
}

function* looking(
	setup: Setup,
	now: Snapshot,
	mode: PlanOptions['mode'],
	actable: ReadonlySet<OrganizationId> | undefined
): Sliced<Looked> {
	const plan = yield* planningInto(setup, now, mode);
	return { plan, now, parts: actable && (yield* partsOf(now, actable, plan.steps)) };
}

/** The same work, saying each time how often it has yielded. */
function* counted<T>(work: Sliced<T>): Generator<number, T> {
	for (let count = 1; ; count += 1) {
		const { done, value } = work.next();
		if (done) return value;
		yield count;
	}
}
