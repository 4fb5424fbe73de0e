import { holds } from '$lib/domain/permissions/effective-permissions';
import type { OrderId, OrganizationId } from '$lib/domain/facts';
import { grantedPurchase, invoiceEntities, isOpen, statusOf } from '$lib/domain/orders';
import type { Order } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import type { CommandOf } from './command';
import { productExists, duplicatesIn } from './products';
import { accept, type Decision, type Refusal, refuse } from './refusal';
import { tidy } from './text';

/**
 * Places a purchase order; quantities are in pieces. Refuses `order-empty`, `quantity-invalid` (no positive integer),
 * `product-twice`, `unknown-product`, `not-purchasable` where the actor does not hold `purchase`, and
 * `invoice-entity-invalid` (see `invoiceEntities`).
 */
export function placeOrder(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ invoiceEntity, lines, note }: CommandOf<'place-order'>
): Decision {
	const products = lines.map(({ product }) => product);
	if (lines.length === 0) return refuse({ code: 'order-empty' });
	const odd = lines.filter(({ quantity }) => !Number.isSafeInteger(quantity) || quantity < 1);
	if (odd.length > 0)
		return refuse({ code: 'quantity-invalid', products: odd.map(({ product }) => product) });
	const twice = duplicatesIn(products);
	if (twice.length > 0) return refuse({ code: 'product-twice', products: twice });
	const unknown = products.filter((product) => !productExists(snapshot, product));
	if (unknown.length > 0) return refuse({ code: 'unknown-product', products: unknown });
	const lacking = products.filter((product) => !holds(snapshot, actor, product, 'purchase'));
	if (lacking.length > 0) return refuse({ code: 'not-purchasable', products: lacking });
	if (!invoiceEntities(snapshot, actor, products).includes(invoiceEntity))
		return refuse({
			code: 'invoice-entity-invalid',
			invoiceEntity,
			products: products.filter((product) => !grantedPurchase(snapshot, actor, invoiceEntity, product))
		});
	return accept({
		table: 'orders',
		invoiceEntity,
		lines: lines.map(({ product, quantity }) => ({ product, quantity })),
		note: tidy(note)
	});
}

/** The order if the actor placed it, or the refusal. */
function ownOrder(snapshot: Snapshot, actor: OrganizationId, id: OrderId): Order | Refusal {
	const order = snapshot.orders.get(id);
	if (!order) return { code: 'unknown-record', id };
	return order.owner === actor ? order : { code: 'not-own-record' };
}

/**
 * Completes or cancels an order of the actor's own. Refuses `unknown-record`, `not-own-record` and `order-not-open`.
 */
export function closeOrder(
	snapshot: Snapshot,
	actor: OrganizationId,
	id: OrderId,
	status: 'cancelled' | 'completed'
): Decision {
	const order = ownOrder(snapshot, actor, id);
	if ('code' in order) return refuse(order);
	if (!isOpen(order)) return refuse({ code: 'order-not-open', order: id });
	return accept({ table: 'order-statuses', order: id, status });
}

/**
 * Gives an order of the actor's own an earlier status back, for undo. Refuses `unknown-record`, `not-own-record`,
 * `nothing-changes` and, where it would be open again, `unknown-product` or `unknown-organization` for a product or
 * an invoice entity deleted since.
 */
export function restoreOrder(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ order: id, status }: CommandOf<'restore-order'>
): Decision {
	const order = ownOrder(snapshot, actor, id);
	if ('code' in order) return refuse(order);
	if (statusOf(order) === status) return refuse({ code: 'nothing-changes' });
	const entity = snapshot.organizations.get(order.invoiceEntity);
	if (status === 'open') {
		// An order that opens again must not bring back what was deleted since.
		const unknown = order.lines.map(({ product }) => product).filter((id) => !productExists(snapshot, id));
		if (unknown.length > 0) return refuse({ code: 'unknown-product', products: unknown });
		if (entity && entity.deleted) return refuse({ code: 'unknown-organization', organization: entity.id });
	}
	return accept({ table: 'order-statuses', order: id, status });
}
