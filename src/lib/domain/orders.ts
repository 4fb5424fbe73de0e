import { holds, relays } from './permissions/effective-permissions';
import type { OrderStatus, OrganizationId, ProductId } from './facts';
import { current } from './merge/field';
import { heldIn, includes } from './permissions/standing';
import { partnersOf } from './partners';
import type { Order } from './records';
import { linkBetween, type Snapshot } from './snapshot';

export const statusOf = (order: Order): OrderStatus => current(order.statuses)!;

/** Open: neither cancelled nor completed. */
export const isOpen = (order: Order): boolean => statusOf(order) === 'open';

/** A line is covered while the author of the order holds `purchase` on its product; else it is kept, marked, and blocks nothing. */
export const isLineCovered = (snapshot: Snapshot, order: Order, product: ProductId): boolean =>
	holds(snapshot, order.owner, product, 'purchase');

/** The products of the order whose lines are not covered. */
export const linesUncovered = (snapshot: Snapshot, order: Order): ProductId[] =>
	order.lines.map(({ product }) => product).filter((product) => !isLineCovered(snapshot, order, product));

/** Whether a line of an open order is covered as though nothing were deleted: then it holds up deletions. */
export const isLineBlocking = ({ products }: Snapshot, { owner }: Order, product: ProductId): boolean =>
	includes(heldIn(products.get(product)?.undeletedStandings.get(owner) ?? 0), 'purchase');

/** Did `grantor` itself grant `purchase` on the product to `grantee`, effectively? */
export function grantedPurchase(
	snapshot: Snapshot,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId
): boolean {
	const link = linkBetween(snapshot, grantor, grantee, product);
	if (!link || !includes(link.permissions, 'purchase')) return false;
	return relays(snapshot, grantor, product, 'purchase') && holds(snapshot, grantee, product, 'purchase');
}

/**
 * Whom an order may be billed to: the orderer itself, and its partners to which it granted `purchase`, effective on
 * every product of the order. So nobody can bill a stranger.
 */
export const invoiceEntities = (
	snapshot: Snapshot,
	orderer: OrganizationId,
	products: ProductId[]
): OrganizationId[] => [
	orderer,
	...partnersOf(snapshot, orderer)
		.map(({ partner }) => partner)
		.filter((partner) => products.every((product) => grantedPurchase(snapshot, orderer, partner, product)))
];
