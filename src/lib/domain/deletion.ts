import { standingMaker } from './effective-permissions';
import type { OrderId, OrganizationId, ProductId } from './facts';
import { isOpen, linesHeld, namesHeldProduct } from './orders';
import type { Link, Organization, Owned, Product } from './records';
import { isPartner } from './partners';
import { relationsOf, type Snapshot } from './snapshot';

/**
 * A tombstone counts only while its precondition holds in the merged state:
 * deleted(x) = tombstoned(x) and nothing that blocks the deletion is there. Otherwise the deletion waits.
 */
const counts = ({ tombstones }: Owned, isBlocked: () => boolean): boolean =>
	tombstones.size > 0 && !isBlocked();

/** What stands in the way of deleting an organization. */
export interface OrganizationBlockers {
	owned: ProductId[];
	/** Products of others that it makes, its standing not ended. */
	made: ProductId[];
	partners: OrganizationId[];
	/** The organizations whose partner it is. */
	partnerOf: OrganizationId[];
	/** Open, covered orders that it placed or is the invoice entity of. */
	orders: OrderId[];
}

export function organizationBlockers(snapshot: Snapshot, id: OrganizationId): OrganizationBlockers {
	const relations = relationsOf(snapshot, id);
	const isThere = (product: ProductId) => snapshot.products.get(product)?.deleted === false;
	return {
		owned: [...relations.owned].filter(isThere),
		made: [...relations.made].filter(
			(product) => isThere(product) && standingMaker(snapshot.products.get(product)!) === id
		),
		partners: [...relations.partners.values()].filter(isPartner).map(({ partner }) => partner),
		partnerOf: [...relations.partnerOf.values()].filter(isPartner).map(({ owner }) => owner),
		orders: [...new Set([...relations.orders, ...relations.invoiced])].filter((order) =>
			namesHeldProduct(snapshot, snapshot.orders.get(order)!)
		)
	};
}

export const isBlocked = (blockers: OrganizationBlockers | ProductBlockers): boolean =>
	Object.values(blockers).some((list: unknown[]) => list.length > 0);

export const isOrganizationDeleted = (snapshot: Snapshot, organization: Organization): boolean =>
	counts(organization, () => isBlocked(organizationBlockers(snapshot, organization.id)));

/** What stands in the way of deleting a product: its owner's own grants, and open orders that are covered. */
export interface ProductBlockers {
	authorized: Link[];
	orders: OrderId[];
}

/** Grants that others made, the maker's included, never block: they go dormant. */
export function productBlockers(snapshot: Snapshot, product: Product): ProductBlockers {
	const links = product.links.get(product.owner)?.values() ?? [];
	const orders = snapshot.ordersByProduct.get(product.id) ?? [];
	return {
		authorized: [...links].filter((link) => link.permissions !== 0),
		orders: [...orders].filter((id) => {
			const order = snapshot.orders.get(id)!;
			return isOpen(order) && linesHeld(snapshot, order).has(product.id);
		})
	};
}

/** For the fold, which keeps the answer in `product.deleted`. */
export const isProductDeleted = (snapshot: Snapshot, product: Product): boolean =>
	counts(product, () => isBlocked(productBlockers(snapshot, product)));
