import type { Product } from '../records';

/**
 * Caches what `find` derives from a product until the product's fixed point is found again, as it is after every
 * change to its grants.
 */
export function cachedPerFixedPoint<T extends object>(
	find: (product: Product) => T
): (product: Product) => T {
	const found = new WeakMap<Product['standings'], T>();
	return (product) => {
		let known = found.get(product.standings);
		if (!known) found.set(product.standings, (known = find(product)));
		return known;
	};
}
