import { grownArray } from '../algorithms/grown-array';
import { type Delegations, perLink } from './delegations';
import { type ProductStandings, standingIn } from './product-standings';
import { heldIn, type PermissionSet, type Standing } from './standing';

/**
 * The numbers of one product, side by side in an array: who its roots are, what everybody holds and relays, and the
 * delegations that this follows from. A few neighbours in memory answer what is asked most, wherever the product itself is.
 */
export interface PackedProduct {
	cells: Int32Array<ArrayBuffer>;
	/** Where the row begins. */
	at: number;
}

/** What a row is made of, beside the roots. */
interface Rowed {
	standings: Pick<ProductStandings, 'cells'>;
	delegations: Readonly<Delegations>;
}

/** The roots of a product, by their numbers. */
export interface Roots {
	owner: number;
	/** The maker, and what it holds and relays as that; whoever, where that is nothing. */
	maker: number;
	makerMay: PermissionSet;
}

/*
 * The head of a row: how long it is, how long the standings are that follow the head, and the roots. The delegations follow
 * the standings, and end the row.
 */
const standingsLength = 1;
const owner = 2;
const maker = 3;
const makerMay = 4;
const head = 5;

const lengthOf = ({ standings, delegations }: Rowed): number =>
	head + standings.cells.length + delegations.length;

function write(cells: Int32Array, at: number, { standings, delegations }: Rowed, roots: Roots): void {
	const { cells: own } = standings;
	cells[at] = head + own.length + delegations.length;
	cells[at + standingsLength] = own.length;
	cells[at + owner] = roots.owner;
	cells[at + maker] = roots.maker;
	cells[at + makerMay] = roots.makerMay;
	let to = at + head;
	for (let index = 0; index < own.length; index++) cells[to++] = own[index]!;
	for (let index = 0; index < delegations.length; index++) cells[to++] = delegations[index]!;
}

/** The row of one product alone. Cost: its links. */
export function rowOf(product: Rowed, roots: Roots): PackedProduct {
	const cells = new Int32Array(lengthOf(product));
	write(cells, 0, product, roots);
	return { cells, at: 0 };
}

/** Where the standings of a row begin, as `ProductStandings` has them. */
export const standingsBegin = ({ at }: PackedProduct): number => at + head;
/** Whether anybody holds or relays anything. */
export const hasStandings = ({ cells, at }: PackedProduct): boolean => cells[at + standingsLength]! > 0;
/** Where they end, and the delegations begin. */
export const delegationsBegin = ({ cells, at }: PackedProduct): number =>
	at + head + cells[at + standingsLength]!;
/** Where these end. */
export const delegationsEnd = ({ cells, at }: PackedProduct): number => at + cells[at]!;

/** The place of the link between two organizations among the delegations of a row; undefined where there is none. */
export function placeBetween(row: PackedProduct, grantor: number, grantee: number): number | undefined {
	const { cells } = row;
	const begin = delegationsBegin(row);
	const end = delegationsEnd(row);
	for (let at = begin; at < end; at += perLink)
		if (cells[at] === grantor && cells[at + 1] === grantee) return at - begin;
	return undefined;
}

/** What the link at that place grants. */
export const grantedAt = (row: PackedProduct, place: number): PermissionSet =>
	heldIn(row.cells[delegationsBegin(row) + place + 2]!);

/** The roots of a row. */
export const rootsIn = ({ cells, at }: PackedProduct): Roots => ({
	owner: cells[at + owner]!,
	maker: cells[at + maker]!,
	makerMay: cells[at + makerMay]!
});

/**
 * The rows of all products in one array, by the products' numbers. Only a snapshot that is no fork has them; a row is written
 * whenever the standings of its product are, and says the same.
 */
export class ProductRows {
	/** The rows; what products no longer have lies between them. */
	#cells = new Int32Array(head);
	/** Where each product's row begins; 0 where it has none. */
	#begins = new Int32Array(1);
	/** The first cells are nobody's row: it has no standings. */
	#end = head;
	/** How many cells before `#end` belong to rows. */
	#used = head;

	/** What the organization of that number holds and relays on the product of that number; 0 where that is nothing. */
	standing(product: number, organization: number): Standing {
		const cells = this.#cells;
		const at = this.#begins[product] ?? 0;
		const from = at + head;
		return standingIn(cells, from, from + cells[at + standingsLength]!, organization);
	}

	/** The row of the product of that number, until rows are next written; undefined where there is none. */
	row(product: number): PackedProduct | undefined {
		const at = this.#begins[product] ?? 0;
		return at === 0 ? undefined : { cells: this.#cells, at };
	}

	/** The delegations in the row of the product of that number, to be written without a trace in it. */
	delegations(product: number): Delegations {
		const row = this.row(product)!;
		const end = delegationsEnd(row);
		const begin = delegationsBegin(row);
		const found = new Array<number>(end - begin);
		for (let at = begin; at < end; at++) found[at - begin] = row.cells[at]!;
		return found;
	}

	/** Puts a product's row in the place of the one before. Cost: the row; now and then all that are there. */
	put(number: number, product: Rowed, roots: Roots): void {
		if (number >= this.#begins.length) this.#begins = grownArray(this.#begins, number + 1);
		const length = lengthOf(product);
		const space = this.#spaceOf(number);
		this.#used += length - space;
		if (length > space) {
			if (this.#end + length > this.#cells.length) this.#makeRoom(length);
			this.#begins[number] = this.#end;
			this.#end += length;
		}
		write(this.#cells, this.#begins[number]!, product, roots);
	}

	/** Drops the row of a product that is gone. */
	drop(product: number): void {
		this.#used -= this.#spaceOf(product);
		this.#begins[product] = 0;
	}

	/** How long the product's row is; 0 where it has none. */
	#spaceOf(product: number): number {
		const at = this.#begins[product] ?? 0;
		return at === 0 ? 0 : this.#cells[at]!;
	}

	/** Moves all rows together where they are less than half of what is written, and makes the array longer. */
	#makeRoom(more: number): void {
		if (2 * this.#used >= this.#end) {
			this.#cells = grownArray(this.#cells, this.#end + more);
			return;
		}
		const before = this.#cells;
		const cells = new Int32Array(2 * (this.#used + more));
		let end = head;
		this.#begins.forEach((from, product) => {
			if (from === 0) return;
			this.#begins[product] = end;
			const behind = from + before[from]!;
			// So few cells take less than a call that copies them.
			for (let at = from; at < behind; at++) cells[end++] = before[at]!;
		});
		[this.#cells, this.#end] = [cells, end];
	}
}
