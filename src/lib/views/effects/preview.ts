import { pushAll } from '$lib/domain/algorithms/push-all';
import type { Step } from '$lib/commands/command';
import { decide, decideRevocation } from '$lib/commands/decide';
import { type Completed, completedSince } from '$lib/domain/deletion/completed';
import { differingKeys } from '$lib/domain/fold/overlay-map';
import type { Refusal } from '$lib/commands/refusal';
import { partnerDeletion } from '$lib/domain/deletion/deletion';
import { effectiveDifference, type Shift, shiftsOf } from '$lib/domain/permissions/difference';
import { noPermissions, type Standing } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { simulate, type Statements } from '$lib/domain/fold/simulate';
import {
	type TakenGrants,
	productWithout,
	type Remainder,
	withoutGrants
} from '$lib/domain/fold/without-grants';
import { isPartner } from '$lib/domain/partners';
import type { Expectation } from '$lib/domain/records';
import { partnershipBetween, relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { type Transition, transitionBetween } from '../chains/foreseen';
import { brokenBetween, brokenOn } from '../expectations/expectations';
import { compareLinks, type LinkEffects, noteLosses } from './link-effects';

/** What follows from commands, on every product, at any depth. */
export interface Effects extends LinkEffects, Transition {
	shifts: Shift[];
	/** Deletions that wait for nothing but what the commands take away: these complete them. */
	completed: Completed[];
	/** Expectations, of whomever, that hold and would not any more. */
	broken: Expectation[];
	/** Deletions of partners that wait, and are taken back because more is authorized to them. */
	withdrawn: Withdrawn[];
}

/** The organization whose partner's deletion it was. */
interface Withdrawn {
	owner: OrganizationId;
	partner: OrganizationId;
}

/** The effects of commands, or the refusal of one of them. */
export type EffectsPreview = { accepted: true; effects: Effects } | { accepted: false; refusal: Refusal };

/** What somebody is about to do, and its effects. */
export interface PendingAct {
	steps: readonly Step[];
	preview: EffectsPreview;
}

/**
 * The effects of commands before anybody gives them: each is decided on the snapshot as it is, as one act. Where all of
 * them revoke, the numbers of the products' links tell what is left; anything else is folded on copies of the products it
 * touches. Cost: the links of those products, never the workspace.
 */
export function previewEffects(snapshot: Snapshot, steps: readonly Step[]): EffectsPreview {
	return previewRevocations(snapshot, steps) ?? previewFacts(snapshot, steps);
}

/** Null where something else than grants would be gone. */
function previewRevocations(snapshot: Snapshot, steps: readonly Step[]): EffectsPreview | null {
	const taken = new Array<readonly TakenGrants[]>(steps.length);
	for (let at = 0; at < steps.length; at++) {
		const { actor, command } = steps[at]!;
		if (command.command !== 'revoke') return null;
		const revocation = decideRevocation(snapshot, actor, command);
		if (!revocation.accepted) return revocation;
		taken[at] = revocation.taken;
	}
	const remainders = withoutGrants(snapshot, taken.length === 1 ? taken[0]! : taken.flat());
	return remainders && { accepted: true, effects: lossesOf(snapshot, remainders) };
}

function previewFacts(snapshot: Snapshot, steps: readonly Step[]): EffectsPreview {
	const stated: Statements[] = [];
	for (const { actor, command } of steps) {
		const decision = decide(snapshot, actor, command);
		if (!decision.accepted) return { accepted: false, refusal: decision.refusal };
		if (actor !== null) stated.push({ author: actor, facts: decision.facts });
	}
	return { accepted: true, effects: foldedEffects(snapshot, stated, steps) };
}

/** What follows where nothing but grants are gone: nobody gains, and no deletion is touched. */
function lossesOf(snapshot: Snapshot, remainders: readonly Remainder[]): Effects {
	let left: Map<ProductId, Remainder> | undefined;
	const after = (id: ProductId) => {
		left ??= new Map(remainders.map((each) => [each.product, each]));
		const remainder = left.get(id);
		return remainder && productWithout(snapshot, remainder);
	};
	const effects: Effects = {
		snapshot,
		before: (id) => snapshot.products.get(id),
		after,
		shifts:
			remainders.length === 1
				? lossesIn(snapshot, remainders[0]!)
				: remainders.flatMap((each) => lossesIn(snapshot, each)),
		remaining: [],
		newlyDormant: [],
		newlyEffective: [],
		completed: [],
		broken: [],
		withdrawn: []
	};
	for (const remainder of remainders) {
		const { product } = remainder;
		noteLosses(snapshot, remainder, effects);
		// Of most products nothing is expected.
		if (snapshot.expectationsByProduct.has(product))
			pushAll(
				effects.broken,
				brokenOn(snapshot, product, () => productWithout(snapshot, remainder))
			);
	}
	return effects;
}

/** Who loses what on one product, in a list no longer than it is: mostly it is one. */
function lossesIn({ numbers }: Snapshot, { product, losses: { holders } }: Remainder): Shift[] {
	const { ids } = numbers.organizations;
	const shifts = new Array<Shift>(holders.length / 2);
	for (let at = 0; at < shifts.length; at++)
		shifts[at] = {
			organization: ids[holders[2 * at]!]!,
			product,
			gained: noPermissions,
			lost: holders[2 * at + 1]!
		};
	return shifts;
}

/** What follows from anything else: the facts are folded on a copy. */
function foldedEffects(snapshot: Snapshot, stated: readonly Statements[], steps: readonly Step[]): Effects {
	const simulation = simulate(snapshot, stated);
	const { completed } = simulation;
	const effects: Effects = {
		...transitionBetween(snapshot, simulation.snapshot),
		...{ shifts: [], remaining: [], newlyDormant: [], newlyEffective: [], completed },
		broken: brokenBetween(snapshot, simulation.snapshot, simulation.products),
		withdrawn: withdrawnBetween(snapshot, simulation.snapshot, steps)
	};
	for (const id of simulation.products) {
		const before = snapshot.products.get(id);
		const after = simulation.snapshot.products.get(id)!;
		pushAll(effects.shifts, shiftsOf(id, before?.standings ?? nobody, after.standings));
		if (before) compareLinks(before, after, effects);
	}
	return effects;
}

/**
 * The effects that lead from one state of a workspace to another, as between two drafts. Cost: all standings, and the
 * links of what differs.
 * @param steps what led from one to the other, where it is known
 */
export function effectsBetween(before: Snapshot, after: Snapshot, steps: readonly Step[] = []): Effects {
	const differing = differingKeys(before.products, after.products);
	const effects: Effects = {
		...transitionBetween(before, after),
		shifts: effectiveDifference(before, after),
		remaining: [],
		newlyDormant: [],
		newlyEffective: [],
		completed: completedSince(before, after),
		broken: brokenBetween(before, after, differing),
		withdrawn: withdrawnBetween(before, after, steps)
	};
	for (const id of differing) {
		const [was, is] = [before.products.get(id), after.products.get(id)];
		if (was && is) compareLinks(was, is, effects);
	}
	return effects;
}

const nobody: ReadonlyMap<OrganizationId, Standing> = new Map();

/** What is taken back by its own command is what was asked for, and is left out. */
function withdrawnBetween(before: Snapshot, after: Snapshot, steps: readonly Step[]): Withdrawn[] {
	const withdrawn = new Map<string, Withdrawn>();
	for (const { actor, command } of steps) {
		if (actor === null || !('grantee' in command)) continue;
		const [was, is] = [before, after].map((each) =>
			partnerDeletion(partnershipBetween(each, actor, command.grantee))
		);
		if (was === 'waits' && is === 'none')
			withdrawn.set(`${actor} ${command.grantee}`, { owner: actor, partner: command.grantee });
	}
	return [...withdrawn.values()];
}

/**
 * The organizations that whoever gives the commands has in mind: the actors, those they grant to or revoke from,
 * makers and, where a product is deleted or comes back, its owner's partners.
 */
export function namedIn(snapshot: Snapshot, steps: readonly Step[]): Set<OrganizationId> {
	const named = new Set<OrganizationId>();
	const add = (id: OrganizationId | null | undefined) => id && named.add(id);
	const addMaker = (product: ProductId) => add(snapshot.products.get(product)?.making.maker);
	for (const { actor, command } of steps) {
		add(actor);
		if ('grantee' in command) add(command.grantee);
		else if (command.command === 'set-maker-standing') addMaker(command.product);
		else if (command.command === 'add-product') add(command.making.maker);
		else if (command.command === 'edit-product') {
			addMaker(command.product);
			add(command.making?.maker);
		} else if (command.command === 'delete-product' || command.command === 'withdraw-deletion') {
			addMaker(command.command === 'delete-product' ? command.product : command.id);
			if (actor)
				for (const partnership of relationsOf(snapshot, actor).partners.values())
					if (isPartner(partnership)) add(partnership.partner);
		}
	}
	return named;
}

/**
 * Shifts, split into those of organizations that the commands name and those of others. What others lose or gain
 * decides whether to ask first.
 */
export interface ShiftPartition {
	direct: Shift[];
	beyond: Shift[];
	losesBeyond: boolean;
}

/** Splits the shifts among the effects by whom the commands name. */
export function partitionShifts(named: ReadonlySet<OrganizationId>, { shifts }: Effects): ShiftPartition {
	const beyond = shifts.filter(({ organization }) => !named.has(organization));
	return {
		direct: shifts.filter(({ organization }) => named.has(organization)),
		beyond,
		losesBeyond: beyond.some(({ lost }) => lost !== noPermissions)
	};
}
