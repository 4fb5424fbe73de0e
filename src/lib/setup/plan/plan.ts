import type { EntryId } from '../../domain/facts';
import type { Snapshot } from '../../domain/snapshot';
import type { Guide, Setup } from '../setup';
import { textState } from '../state';
import { Builder, type PlannedStep } from './builder';
import { planExpectations } from './expectations';
import { planGrants, planPartners } from './grants';
import type { PlanLine, Removal } from './lines';
import { type Matched, withIdsOf } from './match';
import { planOrganizations, planProducts } from './records';
import { removeRest } from './remove';

/** What a text would do to a workspace. */
export interface SetupPlan {
	/** The commands, in an order that the rules allow, each by the organization that has to give it. */
	steps: PlannedStep[];
	/** A verdict for every line of the text. */
	lines: PlanLine[];
	/** What is not in the text, and goes; nothing where a text is only added. */
	removals: Removal[];
	/** The state as it would be. */
	snapshot: Snapshot;
	/** What the keys of the text stand for there. */
	matched: Matched;
	/** The text's guide, speaking of the workspace's ids. */
	guide: Guide | null;
}

export interface PlanOptions {
	/** Gives ids that no entry has: 43 characters of base64url. */
	newId: () => EntryId;
	/** The colour of an organization that is founded, as `#rrggbb`: a text says none. */
	colourOf: (account: string) => string;
	/** `add`: what is there keeps its names and fields, and nothing is taken. `like`: the workspace is made like the text. */
	mode: 'add' | 'like';
}

/** Plans what makes a text true of a workspace, by commands that are decided as always. Cost: as the commands. */
export function planSetup(setup: Setup, now: Snapshot, { newId, colourOf, mode }: PlanOptions): SetupPlan {
	const builder = new Builder(now, newId);
	const matched: Matched = { organizations: new Map(), products: new Map() };
	const change = mode === 'like';
	const lines = [
		...planOrganizations(setup, builder, matched, { colourOf, change }),
		...planProducts(setup, builder, matched, { colourOf, change }),
		...planPartners(setup, builder, matched, change),
		...planGrants(setup, textState(setup), builder, matched),
		...planExpectations(setup, builder, matched)
	].sort((one, other) => one.line - other.line || one.column - other.column);
	const removals = change ? removeRest(setup, builder, matched) : [];
	const { steps, snapshot } = builder;
	return { steps, lines, removals, snapshot, matched, guide: guideIn(setup.guide, matched) };
}

/** Steps that name what was refused cannot be followed. */
const guideIn = (guide: Guide | null, matched: Matched): Guide | null =>
	guide && {
		...guide,
		steps: guide.steps.flatMap((step) => {
			const sentence = withIdsOf(matched, step.sentence);
			const who = step.who === null ? null : matched.organizations.get(step.who);
			return sentence && who !== undefined ? [{ ...step, sentence, who }] : [];
		})
	};
