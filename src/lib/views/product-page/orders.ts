import type { OrderId, OrderStatus, OrganizationId, ProductId } from '$lib/domain/facts';
import { isLineCovered, ordersFor, statusOf } from '$lib/domain/orders';
import type { Snapshot } from '$lib/domain/snapshot';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** A purchase order, as far as it is about one product. */
export interface ProductOrder {
	id: OrderId;
	placedBy: OrganizationShown;
	invoiceEntity: OrganizationShown;
	/** Pieces of this product. */
	quantity: number;
	status: OrderStatus;
	/** Who placed it holds Purchase on this product now. */
	covered: boolean;
	at: number;
}

/** The orders of a product, the newest first: all of them for its owner, for another organization its own. */
export function ordersOn(snapshot: Snapshot, viewer: OrganizationId, id: ProductId): ProductOrder[] {
	const product = snapshot.products.get(id);
	if (!product) return [];
	const orders =
		viewer === product.owner
			? ordersFor(snapshot, id)
			: (snapshot.ordersByProduct.get(id)?.get(viewer) ?? []);
	return [...orders]
		.map((order) => snapshot.orders.get(order)!)
		.map((order) => ({
			id: order.id,
			placedBy: organizationShown(snapshot, order.owner),
			invoiceEntity: organizationShown(snapshot, order.invoiceEntity),
			quantity: order.lines
				.filter((line) => line.product === id)
				.reduce((sum, line) => sum + line.quantity, 0),
			status: statusOf(order),
			covered: isLineCovered(snapshot, order, id),
			at: order.at
		}))
		.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}
