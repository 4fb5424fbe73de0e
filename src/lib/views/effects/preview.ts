import type { Step } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import { type Completed, completedSince } from '$lib/domain/deletion/completed';
import type { Refusal } from '$lib/commands/refusal';
import { partnerDeletion } from '$lib/domain/deletion/deletion';
import { effectiveDifference, type Shift, shiftsOf } from '$lib/domain/permissions/difference';
import { delegatedBy, rootPermissions, roots } from '$lib/domain/permissions/effective-permissions';
import {
	heldIn,
	noPermissions,
	type PermissionSet,
	relayedIn,
	type Standing
} from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { simulate, type Statements } from '$lib/domain/fold/simulate';
import { isPartner } from '$lib/domain/partners';
import type { Expectation, Link, Product } from '$lib/domain/records';
import { partnershipBetween, relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { linksOn } from '$lib/domain/permissions/links';
import type { Transition } from '../chains/foreseen';
import { brokenBetween } from '../expectations/expectations';

/** What an organization still holds although one of its grants is gone, and from whom. */
export interface RemainingHolding {
	organization: OrganizationId;
	product: ProductId;
	permissions: PermissionSet;
	/** Itself, where it owns or makes the product. */
	stillGrantedBy: OrganizationId[];
}

/** Stored permissions of a link, untouched by the commands themselves, that change their state. */
export interface StateChange {
	grantor: OrganizationId;
	grantee: OrganizationId;
	product: ProductId;
	permissions: PermissionSet;
}

/** What follows from commands, on every product, at any depth: who holds more or less, between which states. */
export interface Effects extends Transition {
	shifts: Shift[];
	remaining: RemainingHolding[];
	newlyDormant: StateChange[];
	newlyEffective: StateChange[];
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
 * The effects of commands before anybody gives them: each is decided on the snapshot as it is, as one act, and its
 * facts are folded on copies of the products they touch. Cost: the links of those products, never the workspace.
 */
export function previewEffects(snapshot: Snapshot, steps: readonly Step[]): EffectsPreview {
	const stated: Statements[] = [];
	for (const { actor, command } of steps) {
		const decision = decide(snapshot, actor, command);
		if (!decision.accepted) return { accepted: false, refusal: decision.refusal };
		if (actor !== null) stated.push({ author: actor, facts: decision.facts });
	}
	const simulation = simulate(snapshot, stated);
	const { completed } = simulation;
	const touched = new Set(simulation.products);
	const effects: Effects = {
		...{ before: snapshot, after: simulation.snapshot, completed },
		...{ shifts: [], remaining: [], newlyDormant: [], newlyEffective: [] },
		broken: brokenBetween(snapshot, simulation.snapshot, (id) => touched.has(id)),
		withdrawn: withdrawnBetween(snapshot, simulation.snapshot, steps)
	};
	for (const id of simulation.products) {
		const before = snapshot.products.get(id);
		const after = simulation.snapshot.products.get(id)!;
		effects.shifts.push(...shiftsOf(id, before?.standings ?? nobody, after.standings));
		if (before) compareLinks(before, after, effects);
	}
	return { accepted: true, effects };
}

/**
 * The effects that lead from one state of a workspace to another, as between two drafts. Cost: all standings, and the
 * links of what differs.
 * @param steps what led from one to the other, where it is known
 */
export function effectsBetween(before: Snapshot, after: Snapshot, steps: readonly Step[] = []): Effects {
	const effects: Effects = {
		...{ before, after },
		shifts: effectiveDifference(before, after),
		remaining: [],
		newlyDormant: [],
		newlyEffective: [],
		completed: completedSince(before, after),
		broken: brokenBetween(before, after, (id) => before.products.get(id) !== after.products.get(id)),
		withdrawn: withdrawnBetween(before, after, steps)
	};
	for (const [id, product] of after.products) {
		const was = before.products.get(id);
		if (was && was !== product) compareLinks(was, product, effects);
	}
	return effects;
}

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

const nobody: ReadonlyMap<OrganizationId, Standing> = new Map();

const mayPass = (product: Product, organization: OrganizationId): PermissionSet =>
	relayedIn(product.standings.get(organization) ?? 0);

/** What the grantor may pass on to the grantee: nothing to who is deleted, and holds nothing whatever it was granted. */
const passes = (product: Product, { grantor, grantee }: Link): PermissionSet =>
	product.standings.has(grantee) ? mayPass(product, grantor) : noPermissions;

const given = (link: Link, relayed: PermissionSet): PermissionSet => heldIn(delegatedBy(link, relayed));

/** Which links become dormant or effective, and who still holds what a link no longer gives. */
function compareLinks(before: Product, after: Product, effects: Effects): void {
	const spared = new Map<OrganizationId, PermissionSet>();
	for (const [grantor, byGrantee] of before.links) {
		const then = after.links.get(grantor);
		for (const [grantee, link] of byGrantee) {
			const [couldPass, canPass] = [passes(before, link), passes(after, link)];
			// Of two drafts, the one may know a link that the other does not.
			const now = then === byGrantee ? link : (then?.get(grantee) ?? withoutGrants(link));
			if (now === link && couldPass === canPass) continue;
			const stays = link.permissions & now.permissions;
			const nowDormant = stays & couldPass & ~canPass;
			const nowEffective = stays & canPass & ~couldPass;
			if (nowDormant) effects.newlyDormant.push(changed(link, nowDormant));
			if (nowEffective) effects.newlyEffective.push(changed(link, nowEffective));
			const missing = given(link, couldPass) & ~given(now, canPass);
			const saved = missing && missing & heldIn(after.standings.get(grantee) ?? 0);
			if (saved) spared.set(grantee, (spared.get(grantee) ?? noPermissions) | saved);
		}
	}
	if (spared.size === 0) return;
	const sources = sourcesOf(after, spared);
	for (const [organization, permissions] of spared)
		effects.remaining.push({
			...{ organization, product: before.id, permissions },
			stillGrantedBy: sources.get(organization) ?? []
		});
}

const changed = ({ grantor, grantee, product }: Link, permissions: PermissionSet): StateChange => ({
	grantor,
	grantee,
	product,
	permissions
});

const withoutGrants = (link: Link): Link => ({ ...link, grants: new Map(), permissions: noPermissions });

/** From whom each organization has any of its permissions; itself where it needs nobody. */
function sourcesOf(
	product: Product,
	wanted: ReadonlyMap<OrganizationId, PermissionSet>
): Map<OrganizationId, OrganizationId[]> {
	const sources = new Map<OrganizationId, OrganizationId[]>();
	for (const link of linksOn(product)) {
		if (!(given(link, mayPass(product, link.grantor)) & (wanted.get(link.grantee) ?? noPermissions)))
			continue;
		const known = sources.get(link.grantee);
		if (known) known.push(link.grantor);
		else sources.set(link.grantee, [link.grantor]);
	}
	for (const root of roots(product))
		if (((wanted.get(root) ?? noPermissions) & ~rootPermissions(product, root)) === 0)
			sources.set(root, [root]);
	return sources;
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
