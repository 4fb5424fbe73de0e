import { noPermissions, type PermissionSet, standingOf } from './standing';

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

/** Up to so many numbers are no longer than they have to be: a great many products have few. */
const few = 48;

/** With more delegations behind them: grantor, grantee, and what a link gives, of each. */
export function withDelegations(cells: Delegations, more: Readonly<Delegations>): Delegations {
	if (cells.length + more.length <= few) return cells.concat(more);
	for (const cell of more) cells.push(cell);
	return cells;
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
