import { noPermissions, type PermissionSet, type Standing, standingOf } from './standing';

/**
 * What the links of one product give, as numbers from which its fixed point is grown. Each link has a place, as long as it is there:
 * its grantor's number, its grantee's, and what the grantee would hold and relay by it of a grantor that relays all, as
 * granted. A link that grants nothing any more keeps its place, and gives nothing.
 */
export type Delegations = number[];

/** How many numbers stand for one link. */
export const perLink = 3;

/** Takes the place of a link that was dropped. */
const nobody = -1;

/** A copy with places behind for so many more links, to be written. */
export function withRoom(cells: Readonly<Delegations>, links: number): Delegations {
	const { length } = cells;
	// No longer than it has to be: a great many products have few.
	const longer = new Array<number>(length + links * perLink);
	for (let at = 0; at < length; at++) longer[at] = cells[at]!;
	return longer;
}

/** Writes the link at a place: grantor, grantee, and what it grants. */
export function writeDelegation(
	cells: Delegations,
	place: number,
	grantor: number,
	grantee: number,
	granted: Standing
): void {
	cells[place] = grantor;
	cells[place + 1] = grantee;
	cells[place + 2] = granted;
}

/** Puts what a link grants at its place. */
export function putDelegation(
	cells: Delegations,
	place: number,
	permissions: PermissionSet,
	flagged: PermissionSet
): void {
	cells[place + 2] = standingOf(permissions, flagged);
}

/** Drops the link at a place, and the places at the end that nobody has any more. */
export function dropDelegation(cells: Delegations, place: number): void {
	cells[place] = nobody;
	cells[place + 2] = noPermissions;
	while (cells.length > 0 && cells[cells.length - perLink] === nobody) cells.length -= perLink;
}
