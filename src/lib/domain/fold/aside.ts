import type { Fact, OrganizationId, ProductId } from '../facts';
import type { Product } from '../records';
import { emptySnapshot, type Snapshot } from '../snapshot';
import { state } from './apply';
import { beginFolding } from './handlers';
import { Layer } from './layer';
import { share } from './own';
import { deriveLink } from './links';
import { deriveProduct } from './refresh';
import { productFor } from './writable';

/** What one organization would say, all at once. */
export interface Stated {
	author: OrganizationId;
	facts: readonly Fact[];
}

/** Later than anything that was said so far. */
const LAST = Number.MAX_SAFE_INTEGER / 2;

/**
 * The products that the facts would touch, as they would be: folded by the real fold, which copies what it writes. The
 * snapshot stays as it is. Only the products count in the answer; nothing else is kept up. Cost: what is written, and
 * the links of the products touched.
 */
export function foldAside(snapshot: Snapshot, stated: readonly Stated[]): Map<ProductId, Product> {
	const aside: Snapshot = {
		...emptySnapshot(),
		products: new Layer(snapshot.products),
		grants: new Layer(snapshot.grants),
		orders: new Layer(snapshot.orders),
		tombstones: new Layer(snapshot.tombstones),
		ordersByProduct: new Layer(snapshot.ordersByProduct)
	};
	share(aside);
	const folding = beginFolding(aside);
	stated.forEach(({ author, facts }, number) => {
		const entry = `aside ${number}`;
		facts.forEach((fact, index) =>
			state(folding, fact, { entry, author, stamp: LAST + number, at: 0, index })
		);
	});
	for (const link of folding.links) deriveLink(link);
	const products = new Map<ProductId, Product>();
	for (const id of folding.touched) {
		const product = productFor(aside, id);
		if (!product) continue;
		deriveProduct(aside, product);
		products.set(id, product);
	}
	return products;
}
