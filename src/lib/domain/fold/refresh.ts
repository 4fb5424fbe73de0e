import { isProductDeleted } from '../deletion';
import { fixedPoint } from '../effective-permissions';
import type { OrganizationId, ProductId } from '../facts';
import type { Product, Standing } from '../records';
import type { Snapshot } from '../snapshot';
import type { Folding } from './handlers';
import { refreshLink } from './links';
import { relationFor } from './relations';
import { productFor } from './writable';

/**
 * Brings everything that is derived from what was written up to date. Answers with what each organization's standing on
 * the products touched was before.
 */
export function refresh({
	snapshot,
	links,
	touched
}: Folding): Map<ProductId, ReadonlyMap<OrganizationId, Standing>> {
	for (const link of links) refreshLink(snapshot, link);
	const before = new Map<ProductId, ReadonlyMap<OrganizationId, Standing>>();
	for (const id of touched) {
		const product = productFor(snapshot, id);
		if (!product) continue;
		before.set(id, product.standings);
		refreshProduct(snapshot, product);
	}
	return before;
}

/** Finds one product's fixed point anew. */
export function deriveProduct(snapshot: Snapshot, product: Product): void {
	product.standings = fixedPoint(product);
	// It stands while an order needs it: what somebody holds on it decides which do.
	product.deleted = isProductDeleted(snapshot, product);
	if (product.deleted) product.standings = new Map<OrganizationId, Standing>();
}

/** The same, and moves it between the organizations' lists by difference. */
function refreshProduct(snapshot: Snapshot, product: Product): void {
	const before = product.standings;
	deriveProduct(snapshot, product);
	for (const organization of before.keys())
		if (!product.standings.has(organization))
			relationFor(snapshot, organization, 'holding').delete(product.id);
	for (const organization of product.standings.keys())
		if (!before.has(organization)) relationFor(snapshot, organization, 'holding').add(product.id);
}
