import { pushAll } from '$lib/domain/algorithms/push-all';
import type { EntryId } from '../../domain/facts';
import { isPartnerOf } from '../../domain/partners';
import type { Snapshot } from '../../domain/snapshot';
import type { Guide, Setup } from '../setup';
import { atOnce } from '../../domain/algorithms/sliced';
import { textStates } from '../state';
import { Builder, type PlannedStep } from './builder';
import { planExpectations } from './expectations';
import { planGrants, planPartners } from './grants';
import type { NamedDeletion, PlanLine, Removal } from './lines';
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
	/** The places of its steps that name what was refused: they cannot be followed, and are not in it. */
	lostSteps: number[];
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
export const planSetup = (setup: Setup, now: Snapshot, options: PlanOptions): SetupPlan =>
	atOnce(planningSetup(setup, now, options));

/** The same, yielding after each of a few commands, so that whoever waits for it can rest between them. */
export function* planningSetup(
	setup: Setup,
	now: Snapshot,
	options: PlanOptions
): Generator<undefined, SetupPlan> {
	const withdrawn: NamedDeletion[] = [];
	for (;;) {
		const plan = yield* planning(setup, now, options, withdrawn);
		// What the text names stays: by what else goes, a deletion of it that waits could have come to its end.
		const lost = options.mode === 'like' ? lostIn(setup, plan, withdrawn) : [];
		if (lost.length === 0) return plan;
		pushAll(withdrawn, lost);
	}
}

function* planning(
	setup: Setup,
	now: Snapshot,
	{ newId, colourOf, mode }: PlanOptions,
	withdrawn: readonly NamedDeletion[]
): Generator<undefined, SetupPlan> {
	const builder = new Builder(now, newId);
	const matched: Matched = { organizations: new Map(), products: new Map() };
	const change = mode === 'like';
	const state = yield* textStates(setup);
	for (const { of, id, owner } of withdrawn) builder.give(owner, { command: 'withdraw-deletion', of, id });
	const lines = [
		...(yield* planOrganizations(setup, builder, matched, { colourOf, change })),
		...(yield* planProducts(setup, builder, matched, { colourOf, change })),
		...(yield* planPartners(setup, builder, matched, change)),
		...(yield* planGrants(setup, state, builder, matched)),
		...(yield* planExpectations(setup, builder, matched))
	].sort((one, other) => one.line - other.line || one.column - other.column);
	const removals = [
		...withdrawn.map((each): Removal => ({ kind: 'deletion', ...each, inTheWay: true })),
		...(change ? yield* removeRest(setup, state, builder, matched) : [])
	];
	const { steps, snapshot } = builder;
	return { steps, lines, removals, snapshot, matched, ...guideIn(setup.guide, matched) };
}

function guideIn(guide: Guide | null, matched: Matched): Pick<SetupPlan, 'guide' | 'lostSteps'> {
	const lostSteps: number[] = [];
	const steps = (guide?.steps ?? []).flatMap((step, index) => {
		const sentence = withIdsOf(matched, step.sentence);
		const who = step.who === null ? null : matched.organizations.get(step.who);
		if (sentence && who !== undefined) return [{ ...step, sentence, who }];
		lostSteps.push(index);
		return [];
	});
	return { guide: guide && { ...guide, steps }, lostSteps };
}

/** What the text names, and is gone at the end of the plan, though its deletion was not taken back yet. */
function lostIn(
	{ authorizations }: Setup,
	{ snapshot, matched }: SetupPlan,
	withdrawn: readonly NamedDeletion[]
): NamedDeletion[] {
	const { organizations, products } = matched;
	const lost: NamedDeletion[] = [];
	for (const id of organizations.values())
		if (snapshot.organizations.get(id)!.deleted) lost.push({ of: 'organization', id, owner: id });
	for (const id of products.values()) {
		const { deleted, owner } = snapshot.products.get(id)!;
		if (deleted) lost.push({ of: 'product', id, owner });
	}
	for (const { from, to } of authorizations) {
		const [owner, id] = [organizations.get(from), organizations.get(to)];
		if (owner !== undefined && id !== undefined && !isPartnerOf(snapshot, owner, id))
			lost.push({ of: 'partner', id, owner });
	}
	const isKnown = (each: NamedDeletion) =>
		withdrawn.some(({ of, id, owner }) => of === each.of && id === each.id && owner === each.owner);
	return lost.filter((each) => !isKnown(each));
}
