import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { SetupPlan } from '$lib/setup/plan/plan';
import type { Setup } from '$lib/setup/setup';
import type { LineProblem } from '$lib/setup/tables/problem';
import { readingTables, type ReadingOptions, type TableLine } from '$lib/setup/tables/read-table';
import { tableVerdicts, type TableVerdict } from '$lib/setup/tables/verdicts';
import { planningInto } from '../text/plan-into';
import { dividing, type DraftParts } from './draft-parts';

/** What a table comes to in a workspace. */
export interface Coming {
	setup: Setup;
	plan: SetupPlan;
	problems: ReadonlyMap<number, LineProblem>;
	verdicts: ReadonlyMap<number, TableVerdict>;
	parts: DraftParts;
}

/** Works out what lines come to, yielding what share is done so often that the page stays alive; undefined of none. */
export function* coming(
	lines: readonly TableLine[],
	now: Snapshot,
	actable: ReadonlySet<OrganizationId>,
	options: ReadingOptions
): Generator<number, Coming | undefined> {
	if (lines.length === 0) return undefined;
	const quarter = <T>(at: number, work: Generator<unknown, T>) => sharing(at / 4, 1 / 4, lines.length, work);
	const { setup, problems } = yield* quarter(0, readingTables(lines, now, options));
	const plan = yield* quarter(1, planningInto(setup, now, 'add'));
	const verdicts = yield* quarter(2, tableVerdicts(plan, lines));
	const parts = yield* quarter(3, dividing(now, actable, plan.steps));
	return { setup, plan, problems, verdicts, parts };
}

/** One part of some work, of about so many steps, as a share of the whole. */
function* sharing<T>(
	from: number,
	part: number,
	steps: number,
	work: Generator<unknown, T>
): Generator<number, T> {
	for (let taken = 0; ; taken++) {
		const { done, value } = work.next();
		if (done) return value;
		yield from + part * Math.min(1, taken / steps);
	}
}
