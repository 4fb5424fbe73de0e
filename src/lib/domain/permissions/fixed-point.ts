import { type Delegations, perLink } from './delegations';
import {
	attenuate,
	heldIn,
	noPermissions,
	type PermissionSet,
	relayedIn,
	type Standing,
	standingOf,
	withImplied
} from './standing';

/*
 * The least fixed point of docs/rules.md, Effective permissions, grown on numbers alone: the links of one product, three
 * numbers each, in arrays that are made once and used for one product after another. `read` chains the links of each
 * grantor, `spread` follows the chains from the roots, and what it found is taken and forgotten before the next one.
 */

/** By the numbers of organizations: what each was found to hold and relay. Nothing outside of the functions below. */
let found = new Int32Array(1_024);
/** The same of what was found before, where two are compared. */
let had = new Int32Array(1_024);
/** By the numbers of organizations: the place after that of the last link by which it grants anything. 0 outside of `read`. */
let lastLink = new Int32Array(1_024);
/** By the places of links: the place after that of the link before by the same grantor, and the rest of the link as it counts. */
let chained = new Int32Array(1_024);
/** The organizations that were reached, the first `reachedCount` of these. */
const reached: number[] = [];
let reachedCount = 0;
/** Those of them that relay more than was spread yet. */
const open: number[] = [];
let openCount = 0;

/** A root of a product, by its number, and what it holds and relays as that. */
export interface Root {
	organization: number;
	may: PermissionSet;
}

/** Whether the organization of that number is off the product, whatever it was granted: it holds nothing, and relays nothing. */
export type IsOff = (organization: number) => boolean;

/**
 * The fixed point: it grows from the roots, so a circle of grants that no root feeds gives nothing. Answers with the
 * number of each organization that has any standing, and that standing, by number. Cost: the links.
 * @param count how many organizations are numbered
 */
export function grow(
	links: Readonly<Delegations>,
	roots: readonly Root[],
	count: number,
	isOff?: IsOff
): number[] {
	read(links, count);
	spread(links, roots, isOff);
	return cellsFound();
}

/** Permissions that a link gives no more. */
export interface Taken {
	link: { place: number };
	permissions: PermissionSet;
}

/** What follows for a product where permissions are taken from some of its links. */
export interface Losses {
	/** Of who would hold less: its number, and what it would lose. By number. */
	holders: number[];
	/**
	 * Of the links that would let through less: the place, what is left on it and would go dormant, and what it would no
	 * longer give although the grantee would hold it all the same.
	 */
	links: number[];
}

/**
 * The fixed point without some permissions of some links, held against the one before. Cost: the links.
 * @param before what `grow` found with the links as they are, the same organizations being off
 * @param count how many organizations are numbered
 */
export function lossesWith(
	links: Readonly<Delegations>,
	before: readonly number[],
	taken: readonly Taken[],
	roots: readonly Root[],
	count: number,
	isOff?: IsOff
): Losses {
	read(links, count);
	for (const { link, permissions } of taken) {
		const { place } = link;
		chained[place + 2]! &= ~standingOf(permissions, permissions);
	}
	spread(links, roots, isOff);
	const losses: Losses = { holders: [], links: [] };
	for (let at = 0; at < before.length; at += 2) {
		const [organization, was] = [before[at]!, before[at + 1]!];
		had[organization] = was;
		const lost = heldIn(was & ~found[organization]!);
		if (lost) losses.holders.push(organization, lost);
	}
	for (let place = 0; place < links.length; place += perLink) {
		const granted = heldIn(links[place + 2]!);
		if (granted === noPermissions) continue;
		const [grantor, grantee, stays] = [links[place]!, links[place + 1]!, heldIn(chained[place + 2]!)];
		// Nothing passes to who is off the product.
		const couldPass = had[grantee] ? relayedIn(had[grantor]!) : noPermissions;
		const canPass = found[grantee] ? relayedIn(found[grantor]!) : noPermissions;
		if (couldPass === canPass && stays === granted) continue;
		const dormant = stays & couldPass & ~canPass;
		const missing = attenuate(couldPass, withImplied(granted)) & ~attenuate(canPass, withImplied(stays));
		const spared = missing & heldIn(found[grantee]!);
		if (dormant | spared) losses.links.push(place, dormant, spared);
	}
	for (let at = 0; at < before.length; at += 2) had[before[at]!] = 0;
	forget();
	return losses;
}

/** Chains each grantor's links. */
function read(links: Readonly<Delegations>, count: number): void {
	if (count > found.length) [found, had, lastLink] = [wider(count), wider(count), wider(count)];
	if (links.length > chained.length) chained = wider(links.length);
	for (let at = 0; at < links.length; at += perLink) {
		const granted = links[at + 2]!;
		if (granted === noPermissions) continue;
		const grantor = links[at]!;
		chained[at] = lastLink[grantor]!;
		chained[at + 1] = links[at + 1]!;
		chained[at + 2] = granted;
		lastLink[grantor] = at + 1;
	}
}

const wider = (length: number): Int32Array<ArrayBuffer> => new Int32Array(2 * length);

/** Finds what everybody holds and relays, and unchains the links. */
function spread(links: Readonly<Delegations>, roots: readonly Root[], isOff?: IsOff): void {
	for (const { organization, may } of roots) give(organization, standingOf(may, may), isOff);
	while (openCount > 0) {
		const grantor = open[--openCount]!;
		const relayed = relayedIn(found[grantor]!);
		for (let next = lastLink[grantor]!; next > 0; next = chained[next - 1]!)
			give(chained[next]!, delegated(chained[next + 1]!, relayed), isOff);
	}
	for (let at = 0; at < links.length; at += perLink) if (links[at]! >= 0) lastLink[links[at]!] = 0;
}

function give(organization: number, standing: Standing, isOff?: IsOff): void {
	const before = found[organization]!;
	const after = before | standing;
	if (after === before || isOff?.(organization)) return;
	if (before === 0) reached[reachedCount++] = organization;
	found[organization] = after;
	if (relayedIn(after) !== relayedIn(before)) open[openCount++] = organization;
}

/** What is given of what a grantor relays, and what of that may be passed on in turn, by a link as granted. */
export const delegated = (granted: Standing, relayed: PermissionSet): Standing =>
	standingOf(
		attenuate(relayed, withImplied(heldIn(granted))),
		attenuate(relayed, withImplied(relayedIn(granted)))
	);

/** Takes what was found, by number, and leaves nothing. */
function cellsFound(): number[] {
	sortReached();
	// No longer than it has to be: it is kept.
	const cells = new Array<number>(2 * reachedCount);
	for (let at = 0; at < reachedCount; at++) {
		cells[2 * at] = reached[at]!;
		cells[2 * at + 1] = found[reached[at]!]!;
	}
	forget();
	return cells;
}

function forget(): void {
	for (let at = 0; at < reachedCount; at++) found[reached[at]!] = 0;
	reachedCount = 0;
}

/** Brings the organizations that were reached in order. */
function sortReached(): void {
	if (reachedCount > 16) {
		const sorted = reached.slice(0, reachedCount).sort((one, other) => one - other);
		for (let at = 0; at < reachedCount; at++) reached[at] = sorted[at]!;
		return;
	}
	// A few take less than a call of `sort`.
	for (let end = 1; end < reachedCount; end++) {
		const number = reached[end]!;
		let at = end;
		for (; at > 0 && reached[at - 1]! > number; at--) reached[at] = reached[at - 1]!;
		reached[at] = number;
	}
}
