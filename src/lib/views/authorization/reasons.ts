import { fixedPoint, delegatedBy, rootPermissions } from '$lib/domain/permissions/effective-permissions';
import { heldIn, includes, only, type PermissionSet, relayedIn } from '$lib/domain/permissions/standing';
import type { OrganizationId } from '$lib/domain/facts';
import { type GrantState, grantStates, stillGivesPanels } from '$lib/domain/permissions/grant-states';
import { incomingLinks, linksOn } from '$lib/domain/permissions/links';
import { type Kind, kindOf, type Permission } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';

/** Why an organization may not pass something on, and who could change that. */
export type NotRelayedReason =
	| { because: 'product-deleted'; who: OrganizationId[] }
	/** It was the maker, and the owner ended its standing. */
	| { because: 'standing-ended'; who: OrganizationId[] }
	/** Held, but by links without the third-party flag: who granted it can switch the flag on. */
	| { because: 'not-delegable'; who: OrganizationId[] }
	/** Held for the other kind only: the authorization type cannot be spanned. */
	| { because: 'other-kind'; who: OrganizationId[] }
	| { because: 'not-held'; who: OrganizationId[] }
	/** Whom it was granted to is deleted, and holds nothing. */
	| { because: 'grantee-deleted'; who: OrganizationId[] };

/** Why the organization relays none of `wanted` on the product. `who` may be empty only for a deleted product. */
export function whyNotRelayed(
	product: Product,
	organization: OrganizationId,
	wanted: PermissionSet
): NotRelayedReason {
	if (product.deleted) return { because: 'product-deleted', who: [] };
	const standing = product.standings.get(organization) ?? 0;
	if (heldIn(standing) & wanted)
		return { because: 'not-delegable', who: givers(product, organization, wanted) };
	const { maker, origin } = product.making;
	if (maker === organization && origin !== 'proprietary' && !(product.makerMay & wanted))
		return { because: 'standing-ended', who: [product.owner] };
	const because = heldIn(standing) ? 'other-kind' : 'not-held';
	return { because, who: couldGive(product, organization, wanted) };
}

/** Those who effectively give the organization some of the permissions. */
const givers = (product: Product, organization: OrganizationId, wanted: PermissionSet): OrganizationId[] =>
	incomingLinks(product, organization)
		.filter((link) => effective(product, link) & wanted)
		.map(grantorOf);

/** Those who know the organization on this product and could pass it on; else the owner. */
function couldGive(product: Product, organization: OrganizationId, wanted: PermissionSet): OrganizationId[] {
	const able = incomingLinks(product, organization)
		.map(grantorOf)
		.filter((grantor) => relayedIn(product.standings.get(grantor) ?? 0) & wanted);
	return able.length > 0 ? able : [product.owner];
}

const grantorOf = ({ grantor }: Link): OrganizationId => grantor;

const effective = (product: Product, link: Link): PermissionSet =>
	heldIn(delegatedBy(link, relayedIn(product.standings.get(link.grantor) ?? 0)));

/** The state of one granted permission, and why it is so. */
export interface ExplainedState {
	permission: Permission;
	state: GrantState;
	/** Dormant: why the grantor does not relay it. */
	lack: NotRelayedReason | null;
	/** Redundant: those from whom the grantee has the same; itself where it owns or makes the product. */
	otherGrantors: OrganizationId[];
	/** Dormant product development, of which panel development is effective all the same. */
	givesPanels: boolean;
}

/** The states of what a link grants of one kind, each with its reason. Cost: a fixed point of the product for each. */
export const explainedStates = (
	snapshot: Snapshot,
	product: Product,
	link: Link,
	kind: Kind
): ExplainedState[] =>
	grantStates(snapshot, product, link)
		.filter(({ permission }) => kindOf(permission) === kind)
		.map(({ permission, state }) => ({
			permission,
			state,
			lack: state === 'dormant' ? whyDormant(snapshot, product, link, only(permission)) : null,
			givesPanels: permission === 'product-development' && stillGivesPanels(product, link),
			otherGrantors: state === 'redundant' ? otherSources(product, link, permission) : []
		}));

/** Why what a link grants of `wanted` is not effective. */
export function whyDormant(
	snapshot: Snapshot,
	product: Product,
	link: Link,
	wanted: PermissionSet
): NotRelayedReason {
	if (snapshot.organizations.get(link.grantee)?.deleted && !product.deleted)
		return { because: 'grantee-deleted', who: [link.grantee] };
	return whyNotRelayed(product, link.grantor, wanted);
}

/** The one word for a row: dormant where anything is, redundant where all of it is, else active. */
export function overallState(states: readonly ExplainedState[]): GrantState {
	if (states.some(({ state }) => state === 'dormant')) return 'dormant';
	return states.length > 0 && states.every(({ state }) => state === 'redundant') ? 'redundant' : 'active';
}

function otherSources(product: Product, link: Link, permission: Permission): OrganizationId[] {
	if (includes(rootPermissions(product, link.grantee), permission)) return [link.grantee];
	const without = fixedPoint(
		product,
		linksOn(product).filter((each) => each !== link)
	);
	return incomingLinks(product, link.grantee)
		.filter(
			(other) =>
				other !== link &&
				includes(heldIn(delegatedBy(other, relayedIn(without.get(other.grantor) ?? 0))), permission)
		)
		.map(grantorOf);
}
