import { roots } from '$lib/domain/permissions/effective-permissions';
import { heldIn, includes, relayedIn, toList, withoutImplied } from '$lib/domain/permissions/standing';
import { operations, type OrganizationId, type ProductId } from '$lib/domain/facts';
import { permissionFor } from '$lib/domain/permissions/operations';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Snapshot } from '$lib/domain/snapshot';
import { holdingOf } from '../products/grantors';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** Everything that a product opens: the operations that leave work entries, and its device logs. */
export const productOperations = [...operations, 'device-logs'] as const;
export type ProductOperation = (typeof productOperations)[number];

/** Under which permission an operation is done; reading device logs too. */
const permissionOf = (operation: ProductOperation): Permission =>
	operation === 'device-logs' ? 'view-logs' : permissionFor[operation];

/** Whether the acting organization may do an operation; where not, what is missing and who could give it. */
export interface OperationAccess {
	operation: ProductOperation;
	permission: Permission;
	allowed: boolean;
	/** Nobody may, for the product is deleted. */
	deleted: boolean;
	/** What the acting organization holds on the product instead. */
	held: Permission[];
	/** Those who granted the permission, but do not relay it (any more). */
	dormantFrom: OrganizationShown[];
	/** Those who may pass it on: owner and maker, then whoever else has authorized the acting organization. */
	couldAuthorize: OrganizationShown[];
}

/** Empty where there is no such product. */
export function operationsOn(snapshot: Snapshot, actor: OrganizationId, id: ProductId): OperationAccess[] {
	const product = snapshot.products.get(id);
	if (!product) return [];
	const held = heldIn(product.standings.get(actor) ?? 0);
	const holding = holdingOf(snapshot, product, actor);
	return productOperations.map((operation) => {
		const permission = permissionOf(operation);
		const relays = ({ id: each }: OrganizationShown) =>
			includes(relayedIn(product.standings.get(each) ?? 0), permission);
		const known = new Set([...roots(product, permission), ...holding.grantedBy.map((each) => each.id)]);
		return {
			operation,
			permission,
			// The owner's device logs stay readable to it after a deletion.
			allowed: includes(held, permission) || (operation === 'device-logs' && product.owner === actor),
			deleted: product.deleted,
			held: toList(withoutImplied(held)),
			dormantFrom: holding.dormant
				.filter(({ permissions }) => permissions.includes(permission))
				.map(({ grantor }) => grantor),
			couldAuthorize: [...known]
				.filter((each) => each !== actor)
				.map((each) => organizationShown(snapshot, each))
				.filter(relays)
		};
	});
}
