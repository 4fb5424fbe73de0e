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

/** Works out what lines come to, yielding so often that the page stays alive; undefined of none. */
export function* coming(
	lines: readonly TableLine[],
	now: Snapshot,
	actable: ReadonlySet<OrganizationId>,
	options: ReadingOptions
): Generator<undefined, Coming | undefined> {
	if (lines.length === 0) return undefined;
	const { setup, problems } = yield* readingTables(lines, now, options);
	const plan = yield* planningInto(setup, now, 'add');
	const verdicts = yield* tableVerdicts(plan, lines);
	const parts = yield* dividing(now, actable, plan.steps);
	return { setup, plan, problems, verdicts, parts };
}
