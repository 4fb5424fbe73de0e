import { holds, relays } from './permissions/effective-permissions';
import type { OrderId, OrderStatus, OrganizationId, ProductId } from './facts';
import { current } from './merge/field';
import { heldIn, includes } from './permissions/standing';
import { partnersOf } from './partners';
import type { Order } from './records';
import { linkBetween, type Snapshot } from './snapshot';

/** The status of an order that counts after a merge. */
export const statusOf = (order: Order): OrderStatus => current(order.statuses)!;

/** Whether an order is neither cancelled nor completed. */
export const isOpen = (order: Order): boolean => statusOf(order) === 'open';

/**
 * Whether the orderer holds `purchase` on the line's product. A line that is not covered stays, marked, and blocks
 * nothing.
 */
export const isLineCovered = (snapshot: Snapshot, order: Order, product: ProductId): boolean =>
	holds(snapshot, order.owner, product, 'purchase');

/** The products of an order's uncovered lines. */
export const linesUncovered = (snapshot: Snapshot, order: Order): ProductId[] =>
	order.lines.map(({ product }) => product).filter((product) => !isLineCovered(snapshot, order, product));

/** All orders with a line for the product, whoever placed them. Cost: these. */
export const ordersFor = ({ ordersByProduct }: Snapshot, product: ProductId): OrderId[] =>
	[...(ordersByProduct.get(product)?.values() ?? [])].flatMap((each) => [...each]);

/** Whether the orderer would hold `purchase` if nothing were deleted: such a line of an open order blocks deletions. */
export const isLineBlocking = (
	{ products }: Snapshot,
	{ owner }: Pick<Order, 'owner'>,
	product: ProductId
): boolean => includes(heldIn(products.get(product)?.undeletedStandings.get(owner) ?? 0), 'purchase');

/** Whether the grantor itself granted the grantee `purchase` on the product, effectively. */
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
 * Whom an order may be billed to: the orderer, and its partners to which it granted `purchase`, effective on every
 * product of the order. So nobody can bill a stranger.
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
