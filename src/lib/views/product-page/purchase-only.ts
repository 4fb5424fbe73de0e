import { isPartnerOf } from '$lib/domain/partners';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { holds } from '$lib/domain/permissions/effective-permissions';
import type { Permission } from '$lib/domain/permissions/permissions';
import { toList, toSet, withoutImplied } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import { type OrganizationShown, organizationShown } from '../organizations/shown';
import { type OperationAccess, operationsOn } from './operations';

/** What is missing to an organization that may purchase a product, and do nothing else on it. */
export interface PurchaseOnly {
	missing: OperationAccess[];
	/** What would open all of them: nothing that another one includes. */
	permissions: Permission[];
	/** Whom to ask: who may pass on all of it, if possible one that has the organization as its partner already. */
	grantor: OrganizationShown;
}

/** Undefined for an organization that may do more on the product, or less. Cost: that of its operations. */
export function purchaseOnly(
	snapshot: Snapshot,
	organization: OrganizationId,
	id: ProductId
): PurchaseOnly | undefined {
	const product = snapshot.products.get(id);
	if (!product || !holds(snapshot, organization, id, 'purchase')) return undefined;
	const missing = operationsOn(snapshot, organization, id);
	if (missing.some(({ allowed }) => allowed)) return undefined;
	const able = (missing[0]?.couldAuthorize ?? []).filter(({ id: each }) =>
		missing.every(({ couldAuthorize }) => couldAuthorize.some((other) => other.id === each))
	);
	return {
		missing,
		permissions: toList(withoutImplied(toSet(missing.map(({ permission }) => permission)))),
		grantor:
			able.find(({ id: each }) => isPartnerOf(snapshot, each, organization)) ??
			organizationShown(snapshot, product.owner)
	};
}
