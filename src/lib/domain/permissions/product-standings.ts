import type { OrganizationId } from '../facts';
import type { Numbering } from './numbering';
import type { Standing } from './standing';

/** More than the number of any organization. */
const behindAll = 2 ** 30 - 1;

/** Up to so many organizations are looked through one by one, which is faster than halving. */
const few = 16;

/**
 * A fixed point of one product: what each organization holds and relays on it, read as a map by their ids. It never
 * changes: an edit makes another one, so that forks share it. Cost of asking: the organization's number, and then a
 * look through a few neighbours in an array, or a search by halves among many.
 */
export class ProductStandings implements ReadonlyMap<OrganizationId, Standing> {
	readonly organizations: Numbering<OrganizationId>;
	/** The number of each organization that has any standing, and that standing, by number. */
	readonly cells: readonly number[];

	constructor(organizations: Numbering<OrganizationId>, cells: readonly number[] = []) {
		this.organizations = organizations;
		this.cells = cells;
	}

	get size(): number {
		return this.cells.length / 2;
	}

	/** What the organization of that number holds and relays; 0 where that is nothing. */
	at(organization: number): Standing {
		return standingIn(this.cells, 0, this.cells.length, organization);
	}

	get(organization: OrganizationId): Standing | undefined {
		const number = this.organizations.find(organization);
		return number === undefined ? undefined : this.at(number) || undefined;
	}

	has(organization: OrganizationId): boolean {
		return this.get(organization) !== undefined;
	}

	*entries(): Generator<[OrganizationId, Standing], undefined, unknown> {
		const { cells, organizations } = this;
		for (let at = 0; at < cells.length; at += 2) yield [organizations.ids[cells[at]!]!, cells[at + 1]!];
	}

	*keys(): Generator<OrganizationId, undefined, unknown> {
		const { cells, organizations } = this;
		for (let at = 0; at < cells.length; at += 2) yield organizations.ids[cells[at]!]!;
	}

	*values(): Generator<Standing, undefined, unknown> {
		for (let at = 1; at < this.cells.length; at += 2) yield this.cells[at]!;
	}

	[Symbol.iterator](): Generator<[OrganizationId, Standing], undefined, unknown> {
		return this.entries();
	}

	forEach(each: (value: Standing, key: OrganizationId, map: this) => void): void {
		for (const [organization, standing] of this.entries()) each(standing, organization, this);
	}
}

/** The standing of the organization of that number in a part of cells; 0 where it is not there. */
export function standingIn(
	cells: ArrayLike<number>,
	from: number,
	to: number,
	organization: number
): Standing {
	let [first, end] = [from, to];
	while (end - first > 2 * few) {
		const middle = first + (((end - first) >> 2) << 1);
		if (cells[middle]! <= organization) first = middle;
		else end = middle;
	}
	for (; first < end; first += 2) if (cells[first] === organization) return cells[first + 1]!;
	return 0;
}

/**
 * Tells of each organization whose standing is another in the second of two fixed points, by its number. Both must have
 * the same numbering. Cost: one walk along both.
 */
export function eachChange(
	before: ProductStandings,
	after: ProductStandings,
	changed: (organization: number, was: Standing, is: Standing) => void
): void {
	if (before === after) return;
	const then = before.cells;
	const now = after.cells;
	let at = 0;
	let to = 0;
	while (at < then.length || to < now.length) {
		const was = at < then.length ? then[at]! : behindAll;
		const is = to < now.length ? now[to]! : behindAll;
		if (was < is) changed(was, then[at + 1]!, 0);
		else if (is < was) changed(is, 0, now[to + 1]!);
		else if (then[at + 1] !== now[to + 1]) changed(was, then[at + 1]!, now[to + 1]!);
		if (was <= is) at += 2;
		if (is <= was) to += 2;
	}
}
