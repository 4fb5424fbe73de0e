import { isProductDeleted } from '../deletion';
import { fixedPoint } from '../effective-permissions';
import type { OrganizationId, ProductId } from '../facts';
import type { Standing } from '../records';
import type { Snapshot } from '../snapshot';
import { relationFor } from './relations';
import { productFor } from './writable';

/** Finds one product's fixed point anew and moves it between the organizations' lists by difference. */
export function refreshProduct(snapshot: Snapshot, id: ProductId): void {
	const product = productFor(snapshot, id);
	if (!product) return;
	const before = product.standings;
	product.standings = fixedPoint(product);
	product.deleted = isProductDeleted(snapshot, product);
	if (product.deleted) product.standings = new Map<OrganizationId, Standing>();
	for (const organization of before.keys())
		if (!product.standings.has(organization)) relationFor(snapshot, organization, 'holding').delete(id);
	for (const organization of product.standings.keys())
		if (!before.has(organization)) relationFor(snapshot, organization, 'holding').add(id);
}
