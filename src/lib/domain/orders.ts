import { holds } from './effective-permissions';
import type { OrderStatus, OrganizationId, ProductId } from './facts';
import { current } from './field';
import { bitOf } from './permissions';
import { partnersOf } from './partners';
import type { Order } from './records';
import { linkBetween, type Snapshot } from './snapshot';

export const statusOf = (order: Order): OrderStatus => current(order.statuses)!;

/** Open: neither cancelled nor completed. */
export const isOpen = (order: Order): boolean => statusOf(order) === 'open';

/** The products of the order that its author may purchase now. */
export const linesHeld = (snapshot: Snapshot, order: Order): Set<ProductId> =>
	new Set(
		order.lines
			.map(({ product }) => product)
			.filter((product) => holds(snapshot, order.owner, product, 'purchase'))
	);

/** An order is covered while its author holds `purchase` on everything in it; else it is kept, marked, and blocks nothing. */
export const isCovered = (snapshot: Snapshot, order: Order): boolean =>
	order.lines.every(({ product }) => holds(snapshot, order.owner, product, 'purchase'));

/**
 * Does an open order hold up the deletion of an organization? It does while any line is held. Deleting a product
 * looks at that product's line alone: were it to look at the others, two deletions could each wait for the other.
 */
export const namesHeldProduct = (snapshot: Snapshot, order: Order): boolean =>
	isOpen(order) && linesHeld(snapshot, order).size > 0;

/** Did `grantor` itself grant `purchase` on the product to `grantee`, effectively? */
export function grantedPurchase(
	snapshot: Snapshot,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId
): boolean {
	const link = linkBetween(snapshot, grantor, grantee, product);
	if (!link || !(link.permissions & bitOf('purchase'))) return false;
	return (snapshot.products.get(product)!.standings.get(grantor)! & (bitOf('purchase') << 4)) !== 0;
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
