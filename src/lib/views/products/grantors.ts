import { delegatedBy, standingMaker } from '$lib/domain/permissions/effective-permissions';
import {
	heldIn,
	type PermissionSet,
	relayedIn,
	type Standing,
	toList
} from '$lib/domain/permissions/standing';
import type { OrganizationId } from '$lib/domain/facts';
import { dormantPermissions } from '$lib/domain/permissions/grant-states';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** What an organization effectively holds on a product that is not its own, and from whom. */
export interface Holding {
	/** With panel development where product development includes it. */
	held: PermissionSet;
	/** What it may pass on, with what that includes. */
	mayPassOn: PermissionSet;
	asMaker: boolean;
	/** Those whose own grants to it are effective. */
	grantedBy: OrganizationShown[];
	/** Grants to it that are stored and not effective, for their grantor does not relay them (any more). */
	dormant: { grantor: OrganizationShown; permissions: Permission[] }[];
}

/** What an organization holds on a product by one grantor's grants alone. */
export function heldFrom(
	product: Product,
	grantor: OrganizationId,
	grantee: OrganizationId
): Pick<Holding, 'held' | 'mayPassOn'> {
	const link = product.links.between(grantor, grantee);
	return saidOf(link ? delegatedBy(link, relayedIn(product.standings.get(grantor) ?? 0)) : 0);
}

const saidOf = (standing: Standing): Pick<Holding, 'held' | 'mayPassOn'> => ({
	held: heldIn(standing),
	mayPassOn: relayedIn(standing)
});

/**
 * What an organization holds on a product, and from whom. Cost: the product's grantors, and the links to this
 * organization.
 */
export function holdingOf(snapshot: Snapshot, product: Product, organization: OrganizationId): Holding {
	const standing = product.standings.get(organization) ?? 0;
	const grantedBy: OrganizationShown[] = [];
	const dormant: Holding['dormant'] = [];
	for (const link of product.links.to(organization)) {
		if (link.permissions === 0) continue;
		const { grantor } = link;
		const relayed = relayedIn(product.standings.get(grantor) ?? 0);
		if (heldIn(delegatedBy(link, relayed)) !== 0) grantedBy.push(organizationShown(snapshot, grantor));
		const asleep = dormantPermissions(product, link);
		if (asleep !== 0)
			dormant.push({ grantor: organizationShown(snapshot, grantor), permissions: toList(asleep) });
	}
	return Object.assign(saidOf(standing), {
		asMaker: standingMaker(product) === organization && organization !== product.owner,
		grantedBy,
		dormant
	});
}
