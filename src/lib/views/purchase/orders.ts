import type { OrderId, OrderStatus, OrganizationId, ProductId } from '$lib/domain/facts';
import { isLineCovered, ordersFor, statusOf } from '$lib/domain/orders';
import type { Order } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { productName } from '../names';
import { organizationShownTo, type OrganizationShown } from '../organizations/shown';
import { orderNumber } from './number';

export interface OrderLineShown {
	product: ProductId;
	name: string;
	pid: string;
	quantity: number;
	/** The organization that placed the order may purchase the product now. */
	held: boolean;
	/** There is a page to go to: the product is not deleted. */
	there: boolean;
}

/** An order in a list, as one organization sees it. */
export interface OrderRow {
	id: OrderId;
	number: string;
	/** To whoever placed it or is invoiced, all lines; to an owner, those of its own products. */
	lines: OrderLineShown[];
	/** How many lines are about products of other owners, and not shown. */
	hidden: number;
	pieces: number;
	invoiceEntity: OrganizationShown;
	placedBy: OrganizationShown;
	status: OrderStatus;
	/** The names of the products of its lines here that its author may not purchase any more: those are not covered. */
	uncovered: string[];
	at: number;
}

/** The orders that the organization placed, newest first. */
export const ordersPlaced = (snapshot: Snapshot, viewer: OrganizationId): OrderRow[] =>
	rows(snapshot, viewer, relationsOf(snapshot, viewer).orders);

/** **Invoiced to me**: the orders naming the organization as their invoice entity, its own among them. */
export const ordersInvoiced = (snapshot: Snapshot, viewer: OrganizationId): OrderRow[] =>
	rows(snapshot, viewer, relationsOf(snapshot, viewer).invoiced);

/** The owner sees every order of its products and who placed it, after a revocation or a deletion too. */
export function ordersOfOwnProducts(snapshot: Snapshot, viewer: OrganizationId): OrderRow[] {
	const orders = new Set<OrderId>();
	for (const product of relationsOf(snapshot, viewer).owned)
		for (const order of ordersFor(snapshot, product)) orders.add(order);
	return rows(snapshot, viewer, orders);
}

/** May the organization see the order: it placed it, is invoiced, or owns one of its products. */
export const seesOrder = (snapshot: Snapshot, viewer: OrganizationId, order: Order): boolean =>
	isParty(viewer, order) ||
	order.lines.some(({ product }) => snapshot.products.get(product)?.owner === viewer);

const isParty = (viewer: OrganizationId, order: Order): boolean =>
	order.owner === viewer || order.invoiceEntity === viewer;

/** An order as a row of a list, as `viewer` may see it. */
export function orderRow(snapshot: Snapshot, viewer: OrganizationId, order: Order): OrderRow {
	const lines = order.lines.filter(
		({ product }) => isParty(viewer, order) || snapshot.products.get(product)?.owner === viewer
	);
	return {
		id: order.id,
		number: orderNumber(order),
		lines: lines.map(({ product, quantity }) => ({
			product,
			name: productName(snapshot, product),
			pid: snapshot.products.get(product)?.pid ?? '',
			quantity,
			held: isLineCovered(snapshot, order, product),
			there: snapshot.products.get(product)?.deleted === false
		})),
		hidden: order.lines.length - lines.length,
		pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0),
		invoiceEntity: organizationShownTo(snapshot, viewer, order.invoiceEntity),
		placedBy: organizationShownTo(snapshot, viewer, order.owner),
		status: statusOf(order),
		uncovered: lines
			.filter(({ product }) => !isLineCovered(snapshot, order, product))
			.map(({ product }) => productName(snapshot, product)),
		at: order.at
	};
}

const rows = (snapshot: Snapshot, viewer: OrganizationId, ids: Iterable<OrderId>): OrderRow[] =>
	[...ids]
		.flatMap((id) => {
			const order = snapshot.orders.get(id);
			return order ? [orderRow(snapshot, viewer, order)] : [];
		})
		.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));

/** The orders of a status in which the text names the order, a product or an organization. */
export function filterOrders(rows: OrderRow[], query: string, status: OrderStatus | undefined): OrderRow[] {
	const finds = searchMatcher(query);
	return rows.filter(
		(row) =>
			(status === undefined || row.status === status) &&
			finds(
				row.number,
				row.invoiceEntity.name,
				row.placedBy.name,
				...row.lines.flatMap(({ name, pid }) => [name, pid])
			)
	);
}
