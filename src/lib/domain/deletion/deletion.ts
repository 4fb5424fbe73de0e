import type { OrderId, OrganizationId, ProductId } from '../facts';
import { isLineBlocking, isOpen } from '../orders';
import type { Link, Partnership, Product } from '../records';
import { isPartner } from '../partners';
import { relationsOf, type Snapshot } from '../snapshot';

/*
 * A tombstone counts only while nothing blocks the deletion in the merged state; otherwise the deletion waits
 * (docs/rules.md, Deletion). What blocks is judged by holdings as if nothing were deleted, so that two deletions cannot
 * depend on each other's outcome. The fold keeps the answer in `deleted` of the record.
 */

/** `none`: not asked for, or withdrawn. `waits`: asked for, and blocked. `done`: it took effect. */
export type Deletion = 'none' | 'waits' | 'done';

/** The deletion of a product; `none` for an unknown one. */
export const productDeletion = ({ products }: Snapshot, id: ProductId): Deletion =>
	deletionOf(products.get(id));

/** The deletion of an organization; `none` for an unknown one. */
export const organizationDeletion = ({ organizations }: Snapshot, id: OrganizationId): Deletion =>
	deletionOf(organizations.get(id));

function deletionOf(record: Pick<Product, 'tombstones' | 'deleted'> | undefined): Deletion {
	if (!record || record.tombstones.size === 0) return 'none';
	return record.deleted ? 'done' : 'waits';
}

/**
 * The deletion of a partner by the organization that added it; `none` unless each of its partner records has a
 * tombstone.
 */
export function partnerDeletion(partnership: Partnership | undefined): Deletion {
	if (!partnership || partnership.records.size === 0) return 'none';
	if (partnership.undeleted.size > 0) return 'none';
	return isPartnerBlocked(partnership) ? 'waits' : 'done';
}

/** Whether a deleted partner is still there because products are authorized to it. */
export const isPartnerDeletionWaiting = (partnership: Partnership): boolean =>
	partnerDeletion(partnership) === 'waits';

/** What blocks the deletion of an organization: what is its own, never what others say about it. */
export interface OrganizationBlockers {
	owned: ProductId[];
	partners: OrganizationId[];
	/** Open orders that it placed, with a covered line. */
	orders: OrderId[];
}

/**
 * The products that it owns, its partners, and the open orders with a covered line that it placed. Cost: these; where there
 * is such an order, all that it placed.
 */
export function organizationBlockers(snapshot: Snapshot, id: OrganizationId): OrganizationBlockers {
	const { undeletedProducts, currentPartners, blockingLines, orders } = relationsOf(snapshot, id);
	return {
		owned: [...undeletedProducts],
		partners: [...currentPartners],
		orders: blockingLines.size === 0 ? [] : [...orders].filter((order) => blocks(snapshot, order))
	};
}

/** Whether an organization has any blocker. Cost: constant, as the fold keeps what blocks it (`fold/blockers.ts`). */
export function isOrganizationBlocked(snapshot: Snapshot, id: OrganizationId): boolean {
	const { undeletedProducts, currentPartners, blockingLines } = relationsOf(snapshot, id);
	return undeletedProducts.size > 0 || currentPartners.size > 0 || blockingLines.size > 0;
}

const isThere = ({ products }: Snapshot, id: ProductId): boolean => products.get(id)?.deleted === false;

function blocks(snapshot: Snapshot, id: OrderId): boolean {
	const order = snapshot.orders.get(id)!;
	return isOpen(order) && order.lines.some(({ product }) => isLineBlocking(snapshot, order, product));
}

/** What others say about an organization: it stays when that is deleted, and blocks nothing. */
export interface OrganizationMentions {
	/** Products of others that name it as their maker. */
	made: ProductId[];
	/** The organizations whose partner it is. */
	partnerOf: OrganizationId[];
	/** Others' open orders that it is the invoice entity of. */
	invoiced: OrderId[];
}

/** What others say about an organization now; deleted products and closed orders are left out. */
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

/** Whether any of the blockers is there. */
export const isBlocked = (blockers: OrganizationBlockers | PartnerBlockers | ProductBlockers): boolean =>
	Object.values(blockers).some((list: unknown[]) => list.length > 0);

/** What blocks the deletion of a partner: every unrevoked grant to it, dormant ones included. */
export interface PartnerBlockers {
	authorized: Link[];
}

/** The links with an unrevoked grant to the partner. */
export const partnerBlockers = ({ authorized }: Partnership): PartnerBlockers => ({
	authorized: [...authorized.values()]
});

/** Whether a partner has any blocker. */
const isPartnerBlocked = ({ authorized }: Partnership): boolean => authorized.size > 0;

/** What blocks the deletion of a product: its owner's own grants, and open orders with a covered line for it. */
export interface ProductBlockers {
	authorized: Link[];
	orders: OrderId[];
}

/** The blockers of a product. Grants by others, the maker included, never block: they go dormant. */
export const productBlockers = (snapshot: Snapshot, product: Product): ProductBlockers => ({
	authorized: [...product.links.from(product.owner)].filter(isGranting),
	orders: blockingOrderers(snapshot, product).flatMap((orderer) =>
		[...snapshot.ordersByProduct.get(product.id)!.get(orderer)!].filter((id) =>
			isOpen(snapshot.orders.get(id)!)
		)
	)
});

/**
 * Who has an open order for the product that blocks its deletion. Only that line counts, or two deletions could wait for
 * each other.
 */
const blockingOrderers = (snapshot: Snapshot, { id, undeletedStandings }: Product): OrganizationId[] =>
	[...undeletedStandings.keys()].filter((orderer) => relationsOf(snapshot, orderer).blockingLines.has(id));

/** Whether a product has any blocker. Cost: the grants on it, however many orders for it were closed. */
export function isProductBlocked(snapshot: Snapshot, product: Product): boolean {
	for (const link of product.links.from(product.owner)) if (isGranting(link)) return true;
	return blockingOrderers(snapshot, product).length > 0;
}

const isGranting = ({ permissions }: Link): boolean => permissions !== 0;
