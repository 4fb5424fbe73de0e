import { wider } from '../algorithms/wider';
import { standingIn, type ProductStandings } from './product-standings';
import type { Standing } from './standing';

/**
 * The standings on all products in one array, by the products' numbers, for the question that is asked most: two numbers
 * and a few neighbours in memory, wherever the products themselves are. Only a snapshot that is no fork has one; it is
 * written with `standings` of each product, which says the same.
 */
export class CheckTable {
	/** Rows of standings, each behind its length; what products no longer have lies between them. */
	#cells = new Int32Array(1);
	/** Where each product's row begins; 0 where it has none. */
	#rows = new Int32Array(1);
	/** The first cell is nobody's row: it has no length. */
	#end = 1;
	/** How many cells before `#end` belong to rows. */
	#used = 1;

	/** What the organization of that number holds and relays on the product of that number; 0 where that is nothing. */
	at(product: number, organization: number): Standing {
		const cells = this.#cells;
		const from = (this.#rows[product] ?? 0) + 1;
		return standingIn(cells, from, from + cells[from - 1]!, organization);
	}

	/** Puts a product's standings in the place of those before. Cost: these; now and then all that are there. */
	put(product: number, { cells }: ProductStandings): void {
		if (product >= this.#rows.length) this.#rows = wider(this.#rows, product + 1);
		const before = this.#rows[product]!;
		const space = before === 0 ? -1 : this.#cells[before]!;
		this.#used += cells.length - space;
		if (cells.length > space) {
			if (this.#end + cells.length >= this.#cells.length) this.#makeRoom(cells.length + 1);
			this.#rows[product] = this.#end;
			this.#end += cells.length + 1;
		}
		const at = this.#rows[product]!;
		this.#cells[at] = cells.length;
		for (let index = 0; index < cells.length; index++) this.#cells[at + 1 + index] = cells[index]!;
	}

	/** Moves all rows together where they are less than half of what is written, and makes the array twice as long. */
	#makeRoom(more: number): void {
		if (2 * this.#used >= this.#end) {
			this.#cells = wider(this.#cells, this.#end + more);
			return;
		}
		const cells = new Int32Array(2 * (this.#used + more));
		let end = 1;
		this.#rows.forEach((from, product) => {
			if (from === 0) return;
			const row = this.#cells.subarray(from, from + 1 + this.#cells[from]!);
			cells.set(row, end);
			this.#rows[product] = end;
			end += row.length;
		});
		[this.#cells, this.#end] = [cells, end];
	}
}
