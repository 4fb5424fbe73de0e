import { type Delegations, perLink } from './delegations';
import {
	delegationsBegin,
	delegationsEnd,
	type PackedProduct,
	type Roots,
	rootsIn,
	standingsBegin
} from './product-rows';
import { standingIn } from './product-standings';
import {
	allPermissions,
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
/** The same of what was found before and no longer is, where two are compared. */
let lost = new Int32Array(1_024);
/** By the numbers of organizations: the place after that of the last link by which it grants anything. 0 outside of `read`. */
let lastLink = new Int32Array(1_024);
/** By the places of links: the place after that of the link before by the same grantor, and the rest of the link as it counts. */
let chained = new Int32Array(1_024);
/** The links that are read, where they are in no row. */
let copied = new Int32Array(1_024);
/** The organizations that were reached, the first `reachedCount` of these. */
const reached: number[] = [];
let reachedCount = 0;
/** Those of them that relay more than was spread yet. */
const open: number[] = [];
let openCount = 0;

/** Whether the organization of that number is off the product, whatever it was granted: it holds nothing, and relays nothing. */
export type IsOff = (organization: number) => boolean;

/**
 * The fixed point: it grows from the roots, so a circle of grants that no root feeds gives nothing. Answers with the
 * number of each organization that has any standing, and that standing, by number. Cost: the links.
 * @param count how many organizations are numbered
 */
export function grow(links: Readonly<Delegations>, roots: Roots, count: number, isOff?: IsOff): number[] {
	const { length } = links;
	if (length > copied.length) copied = wider(length);
	for (let at = 0; at < length; at++) copied[at] = links[at]!;
	read(copied, 0, length, count);
	spread(copied, 0, length, roots, isOff);
	return cellsFound();
}

/** Permissions that a link gives no more: the link is named by its place. */
export interface Taken {
	place: number;
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
 * @param row the product as it is
 * @param count how many organizations are numbered
 * @param isOff as the product's standings were found
 */
export function lossesWith(
	row: PackedProduct,
	taken: readonly Taken[],
	count: number,
	isOff?: IsOff
): Losses {
	const ofGrantee = taken.length === 1 ? lossesOfGrantee(row, taken[0]!) : null;
	return ofGrantee ?? lossesOfAll(row, taken, count, isOff);
}

/** The same for one link whose grantee passes nothing on of what it loses, as most: nobody else loses anything. Null for others. */
function lossesOfGrantee(row: PackedProduct, { place, permissions }: Taken): Losses | null {
	const { cells } = row;
	const first = standingsBegin(row);
	const begin = delegationsBegin(row);
	const end = delegationsEnd(row);
	const taken = begin + place;
	const grantee = cells[taken + 1]!;
	const granted = cells[taken + 2]!;
	const left = granted & ~standingOf(permissions, permissions);
	const relayed = relayedIn(standingIn(cells, first, begin, cells[taken]!));
	// Nothing passes to who is off the product.
	const passed = delegated(granted, relayed) & standingIn(cells, first, begin, grantee);
	const missing = passed & ~delegated(left, relayed);
	let kept = rootStanding(rootsIn(row), grantee);
	for (let at = begin; at < end; at += perLink) {
		if (cells[at] === grantee && delegated(cells[at + 2]!, relayedIn(missing)) !== 0) return null;
		if (cells[at + 1] === grantee && at !== taken)
			kept |= delegated(cells[at + 2]!, relayedIn(standingIn(cells, first, begin, cells[at]!)));
	}
	const lost = heldIn(missing & ~kept);
	const spared = heldIn(missing & kept);
	return { holders: lost ? [grantee, lost] : [], links: spared ? [place, noPermissions, spared] : [] };
}

function lossesOfAll(row: PackedProduct, taken: readonly Taken[], count: number, isOff?: IsOff): Losses {
	const { cells } = row;
	const begin = delegationsBegin(row);
	const end = delegationsEnd(row);
	read(cells, begin, end, count);
	for (const { place, permissions } of taken) chained[place + 2]! &= ~standingOf(permissions, permissions);
	spread(cells, begin, end, rootsIn(row), isOff);
	const losses: Losses = { holders: [], links: [] };
	for (let at = standingsBegin(row); at < begin; at += 2) {
		const organization = cells[at]!;
		const less = cells[at + 1]! & ~found[organization]!;
		if (less === 0) continue;
		lost[organization] = less;
		if (heldIn(less)) losses.holders.push(organization, heldIn(less));
	}
	for (let at = begin; at < end; at += perLink) {
		const granted = cells[at + 2]!;
		if (granted === noPermissions) continue;
		const grantor = cells[at]!;
		const grantee = cells[at + 1]!;
		const left = chained[at - begin + 2]!;
		if (left === granted && lost[grantor] === 0 && lost[grantee] === 0) continue;
		const isFound = found[grantee]!;
		// Nothing passes to who is off the product.
		const couldPass = isFound | lost[grantee]! ? relayedIn(found[grantor]! | lost[grantor]!) : noPermissions;
		const canPass = isFound ? relayedIn(found[grantor]!) : noPermissions;
		const stays = heldIn(left);
		const dormant = stays & couldPass & ~canPass;
		const missing =
			attenuate(couldPass, withImplied(heldIn(granted))) & ~attenuate(canPass, withImplied(stays));
		const spared = missing & heldIn(isFound);
		if (dormant | spared) losses.links.push(at - begin, dormant, spared);
	}
	for (let at = standingsBegin(row); at < begin; at += 2) lost[cells[at]!] = 0;
	forget();
	return losses;
}

/** Chains each grantor's links, which are a part of these cells. */
function read(cells: Int32Array, begin: number, end: number, count: number): void {
	if (count > found.length) [found, lost, lastLink] = [wider(count), wider(count), wider(count)];
	if (end - begin > chained.length) chained = wider(end - begin);
	for (let at = begin, place = 0; at < end; at += perLink, place += perLink) {
		const granted = cells[at + 2]!;
		if (granted === noPermissions) continue;
		const grantor = cells[at]!;
		chained[place] = lastLink[grantor]!;
		chained[place + 1] = cells[at + 1]!;
		chained[place + 2] = granted;
		lastLink[grantor] = place + 1;
	}
}

const wider = (length: number): Int32Array<ArrayBuffer> => new Int32Array(2 * length);

/** Finds what everybody holds and relays, and unchains the links. */
function spread(cells: Int32Array, begin: number, end: number, roots: Roots, isOff?: IsOff): void {
	give(roots.owner, rootStanding(roots, roots.owner), isOff);
	give(roots.maker, rootStanding(roots, roots.maker), isOff);
	while (openCount > 0) {
		const grantor = open[--openCount]!;
		const relayed = relayedIn(found[grantor]!);
		for (let next = lastLink[grantor]!; next > 0; next = chained[next - 1]!)
			give(chained[next]!, delegated(chained[next + 1]!, relayed), isOff);
	}
	for (let at = begin; at < end; at += perLink) if (cells[at]! >= 0) lastLink[cells[at]!] = 0;
}

/** What the organization holds and relays as a root. */
function rootStanding({ owner, maker, makerMay }: Roots, organization: number): Standing {
	if (organization === owner) return standingOf(allPermissions, allPermissions);
	return organization === maker ? standingOf(makerMay, makerMay) : 0;
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
