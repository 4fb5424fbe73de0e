import type { ProductId } from '../facts';
import type { Numbering } from './numbering';
import { type Permission, permissions } from './permissions';
import { heldIn, only, type Standing } from './standing';

/**
 * The products on which one organization has any standing, and which, by the products' numbers: the other side of what
 * `ProductStandings` says product by product. The lists of what it holds are made when they are asked for, and kept until an
 * edit changes who is on them. Cost of asking again: nothing; after a change: one walk along its products.
 */
export class OrganizationHoldings {
	readonly #products: Numbering<ProductId>;
	/** The number of each product, and the standing on it, by number. */
	readonly #cells: number[];
	/** A list for each permission, and one for any. */
	readonly #lists: (readonly ProductId[] | undefined)[];

	constructor(products: Numbering<ProductId>, cells: number[] = []) {
		this.#products = products;
		this.#cells = cells;
		this.#lists = [...permissions, undefined].map(() => undefined);
	}

	/** Another one that is written without a trace in this one. */
	copy(): OrganizationHoldings {
		const copied = new OrganizationHoldings(this.#products, this.#cells.slice());
		this.#lists.forEach((list, place) => (copied.#lists[place] = list));
		return copied;
	}

	get size(): number {
		return this.#cells.length / 2;
	}

	/** Puts another standing on a product in the place of the one before; 0 is none. */
	put(product: number, standing: Standing): void {
		const cells = this.#cells;
		const place = this.#placeOf(product);
		const before = cells[place] === product ? cells[place + 1]! : 0;
		if (standing === 0) cells.splice(place, before === 0 ? 0 : 2);
		else if (before !== 0) cells[place + 1] = standing;
		else if (place === cells.length) cells.push(product, standing);
		else cells.splice(place, 0, product, standing);
		const changed = heldIn(before) ^ heldIn(standing);
		const lists = this.#lists;
		for (let bit = 0; changed >> bit > 0; bit++) if (changed & (1 << bit)) lists[bit] = undefined;
		if ((before === 0) !== (standing === 0)) lists[permissions.length] = undefined;
	}

	/** The products on which it holds the permission, or anything, in no order that replicas agree on. Not to be written. */
	products(permission?: Permission): readonly ProductId[] {
		const place = permission ? permissions.indexOf(permission) : permissions.length;
		return (this.#lists[place] ??= this.#listed(permission ? only(permission) : undefined));
	}

	#listed(wanted: number | undefined): readonly ProductId[] {
		const [cells, { ids }] = [this.#cells, this.#products];
		const isIn = (at: number) => wanted === undefined || (cells[at + 1]! & wanted) !== 0;
		let count = 0;
		for (let at = 0; at < cells.length; at += 2) if (isIn(at)) count++;
		// As long as it will be: it is made again after each edit, and kept.
		const list = new Array<ProductId>(count);
		count = 0;
		for (let at = 0; at < cells.length; at += 2) if (isIn(at)) list[count++] = ids[cells[at]!]!;
		return list;
	}

	/** Where the product is, or would be. Most are the last to come. */
	#placeOf(product: number): number {
		const cells = this.#cells;
		let [from, to] = [0, cells.length / 2];
		for (let middle = to - 1; from < to; middle = (from + to) >> 1) {
			if (cells[2 * middle]! < product) from = middle + 1;
			else to = middle;
		}
		return 2 * from;
	}
}
