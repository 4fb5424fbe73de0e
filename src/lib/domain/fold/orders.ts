import { type OrderId, type OrganizationId, type ProductId, resolveRef } from '../facts';
import { isOpen } from '../orders';
import { addVersion, dropVersions } from '../merge/field';
import type { Order } from '../records';
import type { Snapshot } from '../snapshot';
import { countOpenLines } from './blockers';
import {
	concern,
	type Folding,
	type Handlers,
	factIdOf,
	indexSetFor,
	removeFromIndex,
	versionOf,
	waitFor
} from './handlers';
import { blanks, writableOrNew, writablePart } from './copy-on-write';
import { relationFor } from './relations';
import { orderFor } from './writable-records';

/** States orders and their statuses. A status counts only from whoever placed the order, and waits for it. */
export const foldOrders: Handlers<'orders' | 'order-statuses'> = {
	orders(folding, fact, source) {
		const { snapshot } = folding;
		const lines = fact.lines.map((line) => ({ ...line, product: resolveRef(line.product, source.entry) }));
		const order: Order = {
			// Spelled out, as a product is.
			id: factIdOf(source),
			owner: source.author,
			entry: source.entry,
			at: source.at,
			tombstones: blanks.set,
			invoiceEntity: fact.invoiceEntity,
			lines,
			note: fact.note,
			statuses: [versionOf('open', source)]
		};
		snapshot.orders.set(order.id, order);
		relationFor(snapshot, order.owner, 'orders').add(order.id);
		relationFor(snapshot, order.invoiceEntity, 'invoiced').add(order.id);
		for (const { product } of lines)
			indexSetFor(snapshot, ordersOnFor(snapshot, product), order.owner).add(order.id);
		countOpenLines(snapshot, order, 1);
		touchLines(folding, order);
	},

	'order-statuses'(folding, fact, source) {
		const id = resolveRef(fact.order, source.entry);
		const order = orderFor(folding.snapshot, id);
		if (!order) return waitFor(folding, id, fact, source);
		if (order.owner !== source.author) return;
		const wasOpen = isOpen(order);
		addVersion(writablePart(folding.snapshot, order, 'statuses'), versionOf(fact.status, source));
		statusChanged(folding, order, wasOpen);
	}
};

/** Retracts orders and their statuses. */
export const retractOrders: Handlers<'orders' | 'order-statuses'> = {
	orders(folding, _, source) {
		const { snapshot } = folding;
		const order = snapshot.orders.get(factIdOf(source))!;
		snapshot.orders.delete(order.id);
		if (isOpen(order)) countOpenLines(snapshot, order, -1);
		relationFor(snapshot, order.owner, 'orders').delete(order.id);
		relationFor(snapshot, order.invoiceEntity, 'invoiced').delete(order.id);
		for (const { product } of order.lines) {
			const orders = ordersOnFor(snapshot, product);
			removeFromIndex(snapshot, orders, order.owner, order.id);
			if (orders.size === 0) snapshot.ordersByProduct.delete(product);
		}
		touchLines(folding, order);
	},

	'order-statuses'(folding, fact, source) {
		const order = orderFor(folding.snapshot, resolveRef(fact.order, source.entry))!;
		if (order.owner !== source.author) return;
		const wasOpen = isOpen(order);
		dropVersions(writablePart(folding.snapshot, order, 'statuses'), source);
		statusChanged(folding, order, wasOpen);
	}
};

/** The orders on a product by who placed them, to write. */
const ordersOnFor = (snapshot: Snapshot, product: ProductId): Map<OrganizationId, Set<OrderId>> =>
	writableOrNew(snapshot, snapshot.ordersByProduct, product, Map<OrganizationId, Set<OrderId>>);

/** A status changes what the order blocks only where the order is opened or closed by it. */
function statusChanged(folding: Folding, order: Order, wasOpen: boolean): void {
	if (isOpen(order) === wasOpen) return;
	countOpenLines(folding.snapshot, order, wasOpen ? -1 : 1);
	touchLines(folding, order);
}

/** An open order may block the deletion of the products it names, and of the organization that placed it. */
function touchLines(folding: Folding, order: Order): void {
	const { snapshot, touched } = folding;
	concern(folding, order.owner);
	for (const { product } of order.lines)
		if (snapshot.products.get(product)?.tombstones.size) touched.add(product);
}
