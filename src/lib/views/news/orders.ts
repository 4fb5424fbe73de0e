import { holds } from '$lib/domain/permissions/effective-permissions';
import { heldIn, includes } from '$lib/domain/permissions/standing';
import type { OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import { isOpen, linesUncovered } from '$lib/domain/orders';
import type { Order } from '$lib/domain/records';
import { type Merge, authorsAbout, type Report, unique } from './statements';

/** Open orders whose author may not purchase all of it any more, or may again. */
export function orderNews(merge: Merge, report: Report): void {
	const { snapshot, before } = merge;
	const seen = new Set<OrderId>();
	for (const product of merge.standings.keys())
		for (const id of ordersConcerned(merge, product)) {
			const order = snapshot.orders.get(id)!;
			if (seen.has(id) || before.added.has(id) || !isOpen(order)) continue;
			seen.add(id);
			const is = linesUncovered(snapshot, order).length === 0;
			if (wasCovered(merge, order) === is) continue;
			const what = is ? 'orders-covered' : 'orders-uncovered';
			report(order.owner, { what, ids: [id], by: authorsAboutOrder(merge, order), through: [] });
		}
}

/** The orders on the product of whoever holds `purchase` on it no longer, or again. */
function* ordersConcerned(merge: Merge, product: ProductId): Generator<OrderId> {
	const { snapshot } = merge;
	for (const [owner, orders] of snapshot.ordersByProduct.get(product) ?? []) {
		const was = includes(heldBefore(merge, owner, product), 'purchase');
		if (was !== holds(snapshot, owner, product, 'purchase')) yield* orders;
	}
}

const wasCovered = (merge: Merge, { owner, lines }: Order): boolean =>
	lines.every(({ product }) => includes(heldBefore(merge, owner, product), 'purchase'));

const heldBefore = ({ standings, snapshot }: Merge, organization: OrganizationId, product: ProductId) =>
	heldIn((standings.get(product) ?? snapshot.products.get(product)?.standings)?.get(organization) ?? 0);

const authorsAboutOrder = (merge: Merge, { owner, lines }: Order): OrganizationId[] =>
	unique(lines.flatMap(({ product }) => authorsAbout(merge, product, owner)));
