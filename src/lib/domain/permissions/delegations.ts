import { noPermissions, type PermissionSet } from './standing';

/**
 * What the links of one product give, as numbers from which its fixed point is grown. Each link has a place, as long as it is there:
 * its grantor's number, its grantee's, the permissions that it gives, and those that the grantee may pass on, both as
 * granted. A link that grants nothing any more keeps its place, and gives nothing.
 */
export type Delegations = number[];

/** How many numbers stand for one link. */
export const perLink = 4;

/** Takes the place of a link that was dropped. */
const nobody = -1;

/** A place for the link between two organizations, which gives nothing yet. */
export const addDelegation = (cells: Delegations, grantor: number, grantee: number): number =>
	cells.push(grantor, grantee, noPermissions, noPermissions) - perLink;

/** Puts what a link grants at its place. */
export function putDelegation(
	cells: Delegations,
	place: number,
	permissions: PermissionSet,
	flagged: PermissionSet
): void {
	cells[place + 2] = permissions;
	cells[place + 3] = flagged;
}

/** Drops the link at a place, and the places at the end that nobody has any more. */
export function dropDelegation(cells: Delegations, place: number): void {
	cells[place] = nobody;
	cells[place + 2] = noPermissions;
	while (cells.length > 0 && cells[cells.length - perLink] === nobody) cells.length -= perLink;
}
