import type { Command } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import { gives, holds, passesOn, thirdPartyOf } from '$lib/domain/permissions/effective-permissions';
import { includes, kindsIn, relayedIn } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { isPartnerDeletionWaiting } from '$lib/domain/deletion/deletion';
import { isPartner, isPartnerOf } from '$lib/domain/partners';
import { type Kind, kindOf, type Permission } from '$lib/domain/permissions/permissions';
import type { Organization, Product } from '$lib/domain/records';
import { partnershipBetween, relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { linksByGrantee } from './why-paths';

/** One change, as a person would make it. */
export type RepairStep =
	| { what: 'switch-on'; grantee: OrganizationId }
	| { what: 'grant'; grantee: OrganizationId }
	| { what: 'add-partner'; grantee: OrganizationId }
	| { what: 'give-back-standing'; grantee: OrganizationId };

/** What one organization would do so that the answer becomes yes; `commands` does it, in that order. */
export interface Repair {
	actor: OrganizationId;
	changes: RepairStep[];
	commands: Command[];
	/** Grants that are there take effect by it; else the permission is given anew. */
	wakes: boolean;
}

/** As many as anybody would choose from. */
const mostRepairs = 50;

interface Question {
	snapshot: Snapshot;
	product: Product;
	organization: Organization;
	permission: Permission;
	kind: Kind;
	/** Those who would make the organization hold the permission, if only they relayed it. */
	feeders: ReadonlySet<OrganizationId>;
	/** Those who relay the permission now, in the order in which they are offered. */
	relaying: readonly OrganizationId[];
}

/**
 * The smallest repairs of "no": fewest changes, then fewest organizations, which is always one, for whoever relays the
 * permission can add a partner and grant. What lets grants that are there take effect comes before what is given anew,
 * what `preferred` can do before what others can. Empty where the answer is yes, or where nothing could make it so.
 * Cost: the product's links, and the partners of those who relay it.
 */
export function repairsOf(
	snapshot: Snapshot,
	organization: OrganizationId,
	id: ProductId,
	permission: Permission,
	preferred: ReadonlySet<OrganizationId> = new Set()
): Repair[] {
	const product = snapshot.products.get(id);
	const asked = snapshot.organizations.get(organization);
	if (!product || product.deleted || !asked || asked.deleted) return [];
	if (holds(snapshot, organization, id, permission)) return [];
	const question: Question = {
		...{ snapshot, product, organization: asked, permission, kind: kindOf(permission) },
		feeders: feedersOf(product, organization, permission),
		relaying: relayingNow(product, permission, preferred)
	};
	const byOne = firstPossible(snapshot, [wakingByOne, givingByOne], question);
	return byOne.length > 0 ? byOne : firstPossible(snapshot, [wakingByTwo, givingByTwo], question);
}

/** What the rules refuse is no repair: a flag may not pass on what its grantor lacks. */
function firstPossible(
	snapshot: Snapshot,
	ways: ((question: Question) => Iterable<Repair>)[],
	question: Question
): Repair[] {
	const repairs: Repair[] = [];
	for (const way of ways)
		for (const repair of way(question)) {
			if (repairs.length === mostRepairs) return repairs;
			if (isAccepted(snapshot, repair)) repairs.push(repair);
		}
	return repairs;
}

/** Whether the first command would be done now; a second one only rests on the partner that the first adds. */
const isAccepted = (snapshot: Snapshot, { actor, commands }: Repair): boolean =>
	commands.slice(0, 1).every((command) => decide(snapshot, actor, command).accepted);

function relayingNow(
	product: Product,
	permission: Permission,
	preferred: ReadonlySet<OrganizationId>
): OrganizationId[] {
	const rank = (each: OrganizationId) => (preferred.has(each) ? 0 : 2) + (each === product.owner ? 0 : 1);
	return [...product.standings]
		.filter(([, standing]) => includes(relayedIn(standing), permission))
		.map(([organization]) => organization)
		.sort((one, other) => rank(one) - rank(other));
}

/** Walks back from the organization over what was granted and may be passed on, effective or not. */
function feedersOf(
	product: Product,
	organization: OrganizationId,
	permission: Permission
): Set<OrganizationId> {
	const into = linksByGrantee(product, permission);
	const feeders = new Set<OrganizationId>();
	const reached = (into.get(organization) ?? []).map(({ grantor }) => grantor);
	while (reached.length > 0) {
		const grantor = reached.pop()!;
		if (grantor === organization || feeders.has(grantor)) continue;
		feeders.add(grantor);
		for (const link of into.get(grantor) ?? []) if (passesOn(link, permission)) reached.push(link.grantor);
	}
	return feeders;
}

/** One change that lets what others granted take effect: a flag, a grant that may be passed on, a maker's standing. */
function* wakingByOne(question: Question): Iterable<Repair> {
	const { product, organization, permission, kind, feeders, relaying } = question;
	for (const actor of relaying)
		for (const link of product.links.from(actor)) {
			const { grantee } = link;
			if (!feeders.has(grantee) || link.permissions === 0) continue;
			if (gives(link, permission) && !passesOn(link, permission))
				yield {
					...{ actor, wakes: true, changes: [{ what: 'switch-on', grantee }] },
					commands: [{ command: 'set-third-party', grantee, products: [product.id], kind, on: true }]
				};
			else if (!gives(link, permission) && thirdPartyOf(link, kind) === 'on')
				yield { ...granting(question, actor, grantee, []), wakes: true };
		}
	const { making, makerMay, owner } = product;
	const { maker, origin } = making;
	if (maker === null || origin === 'proprietary' || includes(makerMay, permission)) return;
	if (maker !== organization.id && !feeders.has(maker)) return;
	yield {
		...{ actor: owner, wakes: true, changes: [{ what: 'give-back-standing', grantee: maker }] },
		commands: [{ command: 'set-maker-standing', product: product.id, kinds: [...kindsIn(makerMay), kind] }]
	};
}

/** One grant to the organization itself, by whoever relays the permission and has it as a partner. */
function* givingByOne(question: Question): Iterable<Repair> {
	for (const actor of question.relaying)
		if (isPartnerOf(question.snapshot, actor, question.organization.id))
			yield granting(question, actor, question.organization.id, []);
}

/** A grant to a partner that was not granted it, with the flag, so that what the partner granted takes effect. */
function* wakingByTwo(question: Question): Iterable<Repair> {
	const { snapshot, product, permission, kind, feeders, relaying } = question;
	for (const actor of relaying)
		for (const [grantee, partnership] of relationsOf(snapshot, actor).partners) {
			if (!feeders.has(grantee) || !isPartner(partnership)) continue;
			const link = product.links.between(actor, grantee);
			if (link && (gives(link, permission) || thirdPartyOf(link, kind) === 'on')) continue;
			yield { ...granting(question, actor, grantee, [kind]), wakes: true };
		}
}

/** A new partner, and a grant to it. */
function* givingByTwo(question: Question): Iterable<Repair> {
	const { id, account, name } = question.organization;
	for (const actor of question.relaying) {
		const grant = granting(question, actor, id, []);
		yield {
			...grant,
			changes: [{ what: 'add-partner', grantee: id }, ...grant.changes],
			commands: [{ command: 'add-partner', account, organization: id, name }, ...grant.commands]
		};
	}
}

/** A grant of exactly what is asked for, with a flag or without. */
const granting = (
	{ product, permission }: Question,
	actor: OrganizationId,
	grantee: OrganizationId,
	thirdParty: Kind[]
): Repair => ({
	...{ actor, wakes: false },
	changes: [
		{ what: 'grant', grantee },
		...thirdParty.map((): RepairStep => ({ what: 'switch-on', grantee }))
	],
	commands: [
		{
			...{ command: 'authorize', grantee },
			items: [{ product: product.id, permissions: [permission], thirdParty }]
		}
	]
});

/** The partner whose deletion waits, and which the repair takes back by authorizing it anything more. */
export function withdrawnBy(snapshot: Snapshot, { actor, changes }: Repair): OrganizationId | undefined {
	const grant = changes.find(({ what }) => what === 'grant');
	const partnership = grant && partnershipBetween(snapshot, actor, grant.grantee);
	return partnership && isPartnerDeletionWaiting(partnership) ? grant.grantee : undefined;
}
