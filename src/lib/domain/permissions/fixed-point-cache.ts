import type { Product } from '../records';

/**
 * Finds something out about a product once, and keeps it beside its fixed point: that is found anew with every change of
 * what the product grants, so what is kept beside it holds as long as it does.
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
