import type { ProductId } from '../facts';
import { grownArray } from '../algorithms/grown-array';
import type { Numbering } from './numbering';
import { type Permission, permissions } from './permissions';
import { heldIn, only, type Standing } from './standing';

const nothing = new Int32Array(0);
/** What any standing has a part of. */
const any: Standing = ~0;
/** A list while it is made, longer than it. */
const listed: ProductId[] = [];

/**
 * The products on which one organization has any standing, and which, by the products' numbers: the other side of what
 * `ProductStandings` says product by product. The lists of what it holds are made when they are asked for, and kept until an
 * edit changes who is on them. Cost of asking again: nothing; after a change: one walk along its products.
 */
export class OrganizationHoldings {
	readonly #products: Numbering<ProductId>;
	/** The number of each product, and the standing on it, by number, and behind `#end` nothing. */
	#cells: Int32Array<ArrayBuffer>;
	#end: number;
	/** A list for each permission, and one for any. */
	readonly #lists: (readonly ProductId[] | undefined)[];

	constructor(products: Numbering<ProductId>, cells = nothing) {
		this.#products = products;
		this.#cells = cells;
		this.#end = cells.length;
		this.#lists = [...permissions, undefined].map(() => undefined);
	}

	/** Another one that is written without a trace in this one. */
	copy(): OrganizationHoldings {
		const copied = new OrganizationHoldings(this.#products, this.#cells.slice(0, this.#end));
		this.#lists.forEach((list, place) => (copied.#lists[place] = list));
		return copied;
	}

	get size(): number {
		return this.#end / 2;
	}

	/** Puts another standing on a product in the place of the one before; 0 is none. */
	put(product: number, standing: Standing): void {
		const place = this.#placeOf(product);
		const isIn = place < this.#end && this.#cells[place] === product;
		const before = isIn ? this.#cells[place + 1]! : 0;
		if (standing !== 0) {
			if (!isIn) this.#move(place, 2);
			this.#cells[place] = product;
			this.#cells[place + 1] = standing;
		} else if (isIn) this.#move(place + 2, -2);
		const changed = heldIn(before) ^ heldIn(standing);
		const lists = this.#lists;
		for (let bit = 0; changed >> bit > 0; bit++) if (changed & (1 << bit)) lists[bit] = undefined;
		if ((before === 0) !== (standing === 0)) lists[permissions.length] = undefined;
	}

	/** The products on which it holds the permission, or anything, in no order that replicas agree on. Not to be written. */
	products(permission?: Permission): readonly ProductId[] {
		const place = permission ? permissions.indexOf(permission) : permissions.length;
		return (this.#lists[place] ??= this.#listed(permission ? only(permission) : any));
	}

	/** Moves what begins at a place by so many cells. */
	#move(from: number, by: number): void {
		const end = this.#end + by;
		if (end > this.#cells.length) this.#cells = grownArray(this.#cells, end);
		if (from < this.#end) this.#cells.copyWithin(from + by, from, this.#end);
		this.#end = end;
	}

	#listed(wanted: Standing): readonly ProductId[] {
		const cells = this.#cells;
		const end = this.#end;
		const { ids } = this.#products;
		let count = 0;
		for (let at = 0; at < end; at += 2)
			if ((cells[at + 1]! & wanted) !== 0) listed[count++] = ids[cells[at]!]!;
		// No longer than it has to be: it is made again after each edit, and kept.
		return listed.slice(0, count);
	}

	/** Where the product is, or would be. Most are the last to come. */
	#placeOf(product: number): number {
		const cells = this.#cells;
		let [from, to] = [0, this.#end / 2];
		for (let middle = to - 1; from < to; middle = (from + to) >> 1) {
			if (cells[2 * middle]! < product) from = middle + 1;
			else to = middle;
		}
		return 2 * from;
	}
}
