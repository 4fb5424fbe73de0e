import { withLast } from '../algorithms/with-last';
import type { ProductId } from '../facts';

/** Up to so many lie in one array, and are looked through. */
const few = 32;
/** Up to so many, in one that is no longer than they are. */
const veryFew = 8;

/**
 * The links between two organizations by which anything is granted, by product. Most partners have few, and there are a
 * great many partners: these links lie in one array, in a fifth of the memory that a map takes.
 */
export class AuthorizedLinks<Link extends { readonly product: ProductId }> implements ReadonlyMap<
	ProductId,
	Link
> {
	/** Another array takes its place where it gets another length. */
	#few: Link[] = [];
	/** All of them, once they were more than a few. */
	#many: Map<ProductId, Link> | null = null;

	/**
	 * Another one that is written without a trace in this one, which must not change meanwhile.
	 * @param copyMap copies a map of several keys
	 */
	copy(copyMap: (map: Map<ProductId, Link>) => Map<ProductId, Link>): AuthorizedLinks<Link> {
		const copied = new AuthorizedLinks<Link>();
		copied.#few = this.#few.slice();
		copied.#many = this.#many && copyMap(this.#many);
		return copied;
	}

	get size(): number {
		return this.#many ? this.#many.size : this.#few.length;
	}

	get(product: ProductId): Link | undefined {
		if (this.#many) return this.#many.get(product);
		for (const link of this.#few) if (link.product === product) return link;
		return undefined;
	}

	has(product: ProductId): boolean {
		return this.get(product) !== undefined;
	}

	/** Adds a link on a product on which there is none. */
	add(link: Link): void {
		if (this.#many) this.#many.set(link.product, link);
		// No longer than it has to be, as long as it is short: a great many are.
		else if (this.#few.length < veryFew) this.#few = withLast(this.#few, link);
		else if (this.#few.length < few) this.#few.push(link);
		else {
			this.#many = new Map(this.#few.map((each) => [each.product, each]));
			this.#many.set(link.product, link);
			this.#few = [];
		}
	}

	/** Puts a link in the place of the one on the same product. */
	replace(link: Link): void {
		if (this.#many) this.#many.set(link.product, link);
		else this.#few[this.#few.findIndex(({ product }) => product === link.product)] = link;
	}

	delete(product: ProductId): void {
		if (this.#many) this.#many.delete(product);
		else this.#few = this.#few.filter((each) => each.product !== product);
	}

	keys(): MapIterator<ProductId> {
		return this.#many ? this.#many.keys() : this.#few.map(({ product }) => product).values();
	}

	values(): MapIterator<Link> {
		return this.#many ? this.#many.values() : this.#few.values();
	}

	entries(): MapIterator<[ProductId, Link]> {
		if (this.#many) return this.#many.entries();
		return this.#few.map((link): [ProductId, Link] => [link.product, link]).values();
	}

	[Symbol.iterator](): MapIterator<[ProductId, Link]> {
		return this.entries();
	}

	forEach(each: (link: Link, product: ProductId, map: this) => void): void {
		for (const link of this.values()) each(link, link.product, this);
	}
}
