import { isLineBlocking } from '../orders';
import { isPartner } from '../partners';
import type { Order, Partnership, Product } from '../records';
import { eachChange, type ProductStandings } from '../permissions/product-standings';
import { relationsOf, type Snapshot } from '../snapshot';
import { concern, type Folding } from './handlers';
import { relationFor } from './relations';

/*
 * Keeps what blocks the deletion of an organization up to date in its relations, so that nobody has to look through
 * all that it ever owned, added and ordered (docs/rules.md, Deletion).
 */

/** Keeps whether the partnership's other side is a partner now. To be called when its records or links change. */
export function refreshPartner(snapshot: Snapshot, partnership: Partnership): void {
	const { owner, partner } = partnership;
	const isNow = isPartner(partnership);
	if (isNow === relationsOf(snapshot, owner).currentPartners.has(partner)) return;
	const partners = relationFor(snapshot, owner, 'currentPartners');
	if (isNow) partners.add(partner);
	else partners.delete(partner);
}

/** Counts the lines of an order in when it becomes open, and out when it no longer is. Cost: its lines. */
export function countOpenLines(snapshot: Snapshot, order: Order, by: 1 | -1): void {
	const open = relationFor(snapshot, order.owner, 'openLines');
	const blocking = relationFor(snapshot, order.owner, 'blockingLines');
	for (const { product } of order.lines) {
		const count = (open.get(product) ?? 0) + by;
		if (count === 0) {
			open.delete(product);
			blocking.delete(product);
			continue;
		}
		open.set(product, count);
		if (count === 1 && isLineBlocking(snapshot, order, product)) blocking.add(product);
	}
}

/**
 * Keeps for which organizations an open order's line for the product is covered, once its fixed point was found anew.
 * @param before the organizations' standings until then
 */
export function refreshOpenLines(
	folding: Pick<Folding, 'snapshot' | 'concerned'>,
	product: Product,
	before: ProductStandings
): void {
	const { snapshot } = folding;
	if (!snapshot.ordersByProduct.has(product.id)) return;
	const { ids } = snapshot.numbers.organizations;
	eachChange(before, product.undeletedStandings, (number) => {
		const owner = ids[number]!;
		const { openLines, blockingLines } = relationsOf(snapshot, owner);
		if (!openLines.has(product.id)) return;
		const isBlocking = isLineBlocking(snapshot, { owner }, product.id);
		if (isBlocking === blockingLines.has(product.id)) return;
		concern(folding, owner);
		const lines = relationFor(snapshot, owner, 'blockingLines');
		if (isBlocking) lines.add(product.id);
		else lines.delete(product.id);
	});
}

/** The same when the product was retracted: no line for it is covered any more. */
export function uncoverOpenLines(folding: Folding, { id, undeletedStandings }: Product): void {
	const { snapshot } = folding;
	for (const owner of undeletedStandings.keys()) {
		if (!relationsOf(snapshot, owner).blockingLines.has(id)) continue;
		concern(folding, owner);
		relationFor(snapshot, owner, 'blockingLines').delete(id);
	}
}
