import type { OrderId, OrganizationId, ProductId } from '../facts';
import { isLineBlocking, isOpen } from '../orders';
import type { Link, Partnership, Product } from '../records';
import { isPartner } from '../partners';
import { relationsOf, type Snapshot } from '../snapshot';

/*
 * A tombstone counts only while its precondition holds in the merged state: deleted(x) = tombstoned(x) and nothing that
 * blocks the deletion is there; otherwise the deletion waits. What blocks is judged by holdings as though nothing were
 * deleted, so that there is one answer. The fold keeps it in `deleted` of the record.
 */

/** Whether a deletion was asked for, and whether it counts. */
export type Deletion = 'none' | 'waits' | 'done';

export const productDeletion = ({ products }: Snapshot, id: ProductId): Deletion =>
	deletionOf(products.get(id));

export const organizationDeletion = ({ organizations }: Snapshot, id: OrganizationId): Deletion =>
	deletionOf(organizations.get(id));

function deletionOf(record: Pick<Product, 'tombstones' | 'deleted'> | undefined): Deletion {
	if (!record || record.tombstones.size === 0) return 'none';
	return record.deleted ? 'done' : 'waits';
}

export function partnerDeletion(partnership: Partnership | undefined): Deletion {
	if (!partnership || partnership.records.size === 0) return 'none';
	if ([...partnership.records.values()].some(({ tombstones }) => tombstones.size === 0)) return 'none';
	return isPartnerBlocked(partnership) ? 'waits' : 'done';
}

/** Deleted by its owner, but still there for the products that are authorized to it. */
export const isPartnerDeletionWaiting = (partnership: Partnership): boolean =>
	partnerDeletion(partnership) === 'waits';

/** What stands in the way of deleting an organization: what is its own, never what others say about it. */
export interface OrganizationBlockers {
	owned: ProductId[];
	partners: OrganizationId[];
	/** Open orders that it placed, with a covered line. */
	orders: OrderId[];
}

export function organizationBlockers(snapshot: Snapshot, id: OrganizationId): OrganizationBlockers {
	const relations = relationsOf(snapshot, id);
	return {
		owned: [...relations.owned].filter((product) => isThere(snapshot, product)),
		partners: [...relations.partners.values()].filter(isPartner).map(({ partner }) => partner),
		orders: [...relations.orders].filter((order) => blocks(snapshot, order))
	};
}

/** Whether anything stands in the way of it. */
export function isOrganizationBlocked(snapshot: Snapshot, id: OrganizationId): boolean {
	const { owned, partners, orders } = relationsOf(snapshot, id);
	for (const product of owned) if (isThere(snapshot, product)) return true;
	for (const partnership of partners.values()) if (isPartner(partnership)) return true;
	for (const order of orders) if (blocks(snapshot, order)) return true;
	return false;
}

const isThere = ({ products }: Snapshot, id: ProductId): boolean => products.get(id)?.deleted === false;

function blocks(snapshot: Snapshot, id: OrderId): boolean {
	const order = snapshot.orders.get(id)!;
	return isOpen(order) && order.lines.some(({ product }) => isLineBlocking(snapshot, order, product));
}

/** What others say about an organization: it goes on being said when that is deleted, and stands in nobody's way. */
export interface OrganizationMentions {
	/** Products of others that name it as their maker. */
	made: ProductId[];
	/** The organizations whose partner it is. */
	partnerOf: OrganizationId[];
	/** Others' open orders that it is the invoice entity of. */
	invoiced: OrderId[];
}

export function organizationMentions(snapshot: Snapshot, id: OrganizationId): OrganizationMentions {
	const { made, partnerOf, invoiced } = relationsOf(snapshot, id);
	return {
		made: [...made].filter((product) => {
			const { owner, making } = snapshot.products.get(product)!;
			return owner !== id && making.origin !== 'proprietary' && isThere(snapshot, product);
		}),
		partnerOf: [...partnerOf.values()].filter(isPartner).map(({ owner }) => owner),
		invoiced: [...invoiced].filter((order) => {
			const record = snapshot.orders.get(order)!;
			return record.owner !== id && isOpen(record);
		})
	};
}

/** Whether any list of what stands in the way has something in it. */
export const isBlocked = (blockers: OrganizationBlockers | PartnerBlockers | ProductBlockers): boolean =>
	Object.values(blockers).some((list: unknown[]) => list.length > 0);

/** What stands in the way of deleting a partner: every unrevoked grant to it, dormant ones too. */
export interface PartnerBlockers {
	authorized: Link[];
}

export const partnerBlockers = ({ authorized }: Partnership): PartnerBlockers => ({
	authorized: [...authorized.values()]
});

/** Whether anything stands in the way of it. */
const isPartnerBlocked = ({ authorized }: Partnership): boolean => authorized.size > 0;

/** What stands in the way of deleting a product: its owner's own grants, and open orders with a covered line for it. */
export interface ProductBlockers {
	authorized: Link[];
	orders: OrderId[];
}

/** Grants that others made, the maker's included, never block: they go dormant. */
export const productBlockers = (snapshot: Snapshot, product: Product): ProductBlockers => ({
	authorized: [...(product.links.get(product.owner)?.values() ?? [])].filter(isGranting),
	orders: [...(snapshot.ordersByProduct.get(product.id) ?? [])].filter((id) => needs(snapshot, id, product))
});

/** Whether anything stands in the way of it. */
export function isProductBlocked(snapshot: Snapshot, product: Product): boolean {
	for (const link of product.links.get(product.owner)?.values() ?? []) if (isGranting(link)) return true;
	for (const id of snapshot.ordersByProduct.get(product.id) ?? [])
		if (needs(snapshot, id, product)) return true;
	return false;
}

const isGranting = ({ permissions }: Link): boolean => permissions !== 0;

/** An order on the product. Looks at that line alone: were it to look at the others, two deletions could each wait for the other. */
function needs(snapshot: Snapshot, id: OrderId, product: Product): boolean {
	const order = snapshot.orders.get(id)!;
	return isOpen(order) && isLineBlocking(snapshot, order, product.id);
}
