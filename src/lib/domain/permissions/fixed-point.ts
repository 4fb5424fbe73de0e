import { type Delegations, perLink } from './delegations';
import {
	attenuate,
	noPermissions,
	type PermissionSet,
	relayedIn,
	type Standing,
	standingOf
} from './standing';

/** By the numbers of organizations: what each was found to hold and relay. Nothing outside of `grow`. */
let found = new Uint32Array(1_024);
/** By the numbers of organizations: the place after that of the last link by which it grants anything. 0 outside of `grow`. */
let lastLink = new Uint32Array(1_024);
/** By the places of links: the same of the link before, by the same grantor. */
let linkBefore = new Uint32Array(1_024);

/** A root of a product, by its number, and what it holds and relays as that. */
export type Root = readonly [organization: number, may: PermissionSet];

/**
 * The least fixed point of docs/rules.md, Effective permissions: it grows from the roots, so a circle of grants that no
 * root feeds gives nothing. Answers with the number of each organization that has any standing, and that standing, by
 * number. Cost: the links.
 * @param count how many organizations are numbered
 * @param isOff whether an organization is off the product, whatever it was granted: it holds nothing, and relays nothing
 */
export function grow(
	links: Readonly<Delegations>,
	roots: readonly Root[],
	count: number,
	isOff?: (organization: number) => boolean
): number[] {
	if (count > found.length) [found, lastLink] = [new Uint32Array(2 * count), new Uint32Array(2 * count)];
	if (links.length > linkBefore.length) linkBefore = new Uint32Array(2 * links.length);
	for (let at = 0; at < links.length; at += perLink) {
		if (links[at + 2] === noPermissions) continue;
		const grantor = links[at]!;
		linkBefore[at] = lastLink[grantor]!;
		lastLink[grantor] = at + 1;
	}
	const reached: number[] = [];
	const open: number[] = [];
	const give = (organization: number, standing: Standing) => {
		const before = found[organization]!;
		const after = before | standing;
		if (after === before || isOff?.(organization)) return;
		if (before === 0) reached.push(organization);
		found[organization] = after;
		if (relayedIn(after) !== relayedIn(before)) open.push(organization);
	};
	for (const [organization, may] of roots) give(organization, standingOf(may, may));
	while (open.length > 0) {
		const grantor = open.pop()!;
		const relayed = relayedIn(found[grantor]!);
		for (let next = lastLink[grantor]!; next > 0; next = linkBefore[next - 1]!)
			give(links[next]!, delegated(links[next + 1]!, links[next + 2]!, relayed));
	}
	for (let at = 0; at < links.length; at += perLink) if (links[at]! >= 0) lastLink[links[at]!] = 0;
	return taken(reached);
}

/** What is given of what a grantor relays, and what of that may be passed on in turn. */
export const delegated = (given: PermissionSet, passed: PermissionSet, relayed: PermissionSet): Standing =>
	standingOf(attenuate(relayed, given), attenuate(relayed, passed));

/** Takes what was found, by number, and leaves nothing. */
function taken(reached: number[]): number[] {
	if (reached.length > 16) reached.sort((one, other) => one - other);
	else sortFew(reached);
	const cells: number[] = [];
	for (const organization of reached) {
		cells.push(organization, found[organization]!);
		found[organization] = 0;
	}
	// As it is kept: no longer than it has to be.
	return cells.slice();
}

/** In place. Cost: the square of how many there are. */
function sortFew(numbers: number[]): void {
	for (let end = 1; end < numbers.length; end++) {
		const number = numbers[end]!;
		let at = end;
		for (; at > 0 && numbers[at - 1]! > number; at--) numbers[at] = numbers[at - 1]!;
		numbers[at] = number;
	}
}
