import { noRepetitions, repetitionPlace, repetitions } from '../permissions/links';
import { isPartner } from '../partners';
import { delegationsOf } from '../permissions/effective-permissions';
import { kinds, type Permission } from '../permissions/permissions';
import {
	type Delegations,
	dropDelegation,
	perLink,
	putDelegation,
	withRoom,
	writeDelegation
} from '../permissions/delegations';
import { includes, noPermissions, only, permissionsOfKind, standingOf } from '../permissions/standing';
import { Link, unplaced } from '../grants/link';
import type { Partnership, Product } from '../records';
import type { Snapshot } from '../snapshot';
import { refreshPartner } from './blockers';
import { addChangeTime, lastChangeOf, removeChangeTime } from './change-times';
import { concern, type Folding, type KnownOfLink } from './handlers';
import { ownNew, ownOf, ownPart, writable, writablePart } from './copy-on-write';
import { dropIfEmpty, partnershipFor } from './partners';
import { productFor } from './writable-records';

/** The link between two organizations on a product, to write; made where it is missing. The product may be written. */
export function linkFor(snapshot: Snapshot, product: Product, grantor: string, grantee: string): Link {
	const links = (product.links = ownPart(snapshot, product.links));
	const known = links.between(grantor, grantee);
	if (known) {
		const own = ownOf(snapshot, known);
		if (own !== known) links.put(own);
		return own;
	}
	const link = ownNew(snapshot, new Link(grantor, grantee, product.id));
	links.add(link);
	return link;
}

/** Counts a grant of the permission in or out, among the standing ones or among those that are flagged too. */
export function tally(link: Link, set: 'permissions' | 'flagged', permission: Permission, by: 1 | -1): void {
	const isFirst = by === 1 && !includes(set === 'flagged' ? link.flagged : link.permissions, permission);
	const isLast = by === -1 && repetitions(link, set, permission) === 0;
	if (isFirst || isLast) {
		if (set === 'flagged') link.flagged ^= only(permission);
		else link.permissions ^= only(permission);
	} else {
		const repeated = [...(link.repeated ?? noRepetitions)];
		repeated[repetitionPlace(set, permission)]! += by;
		link.repeated = repeated.some((each) => each > 0) ? repeated : null;
	}
}

/** Removes a link about which nothing is stated any more from a product that may be written. */
export function dropLink(snapshot: Snapshot, product: Product, link: Link): void {
	writablePart(snapshot, product, 'links').delete(link.grantor, link.grantee);
	if (link.place >= 0) dropDelegation(delegationsFor(snapshot, product), link.place);
	link.place = dropped;
}

/** The place of one that is no link of its product any more. */
const dropped = -2;

/** Whether it is new. */
export const isUnplaced = ({ place }: Link): boolean => place === unplaced;

/** The delegations of a product that may be written, to write: its own until its row is written again. */
function delegationsFor(snapshot: Snapshot, product: Product): Delegations {
	const { delegations } = product;
	if (delegations) return writable(snapshot, delegations, (copy) => (product.delegations = copy));
	return (product.delegations = ownNew(snapshot, snapshot.baseRows.delegations(product.number)));
}

/**
 * Gives the new links of a product that may be written their places among its delegations, and their partnerships what
 * these keep of them.
 * @param most how many in one call
 */
export function placeLinks(folding: Folding, product: Product, most = Number.POSITIVE_INFINITY): void {
	if (product.links.added === 0) return;
	const { snapshot } = folding;
	const links = product.links.takeAdded(most);
	const before = delegationsOf(snapshot, product);
	const delegations = (product.delegations = ownNew(snapshot, withRoom(before, links.length)));
	const isLeaving = snapshot.tombstonedOrganizations.size > 0;
	let place = before.length;
	for (let at = 0; at < links.length; at++) {
		const link = links[at]!;
		// One that was dropped meanwhile gets none.
		if (!isUnplaced(link)) continue;
		const partnership = partnershipFor(snapshot, link.grantor, link.grantee);
		const { ownerNumber, partnerNumber } = partnership;
		const granted = standingOf(link.permissions, link.flagged);
		writeDelegation(delegations, place, ownerNumber, partnerNumber, granted);
		link.place = place;
		place += perLink;
		refreshPartnership(snapshot, partnership, link, nothingKnown);
		if (isLeaving) concern(folding, link.grantor);
	}
	delegations.length = place;
}

/** Brings what the product's delegations and the partnership keep of a link up to date. */
export function refreshLink(snapshot: Snapshot, link: Link, known: KnownOfLink): void {
	if (link.place >= 0) {
		const product = productFor(snapshot, link.product)!;
		putDelegation(delegationsFor(snapshot, product), link.place, link.permissions, link.flagged);
	}
	refreshPartnership(snapshot, partnershipFor(snapshot, link.grantor, link.grantee), link, known);
}

/** What is known of a new link. */
const nothingKnown: KnownOfLink = { permissions: noPermissions, changedAt: undefined };

/** Brings what a partnership that may be written keeps of a link up to date. */
function refreshPartnership(
	snapshot: Snapshot,
	partnership: Partnership,
	link: Link,
	known: KnownOfLink
): void {
	const wasPartner = isPartner(partnership);
	const changedAt = lastChangeOf(link);
	if (changedAt !== known.changedAt) {
		if (known.changedAt !== undefined) removeChangeTime(snapshot, partnership, known.changedAt);
		if (changedAt !== undefined) addChangeTime(snapshot, partnership, changedAt);
	}
	const counts = (partnership.counts = ownPart(snapshot, partnership.counts));
	// Asked for all that is written: an iterator would be one more object each time.
	for (let at = 0; at < kinds.length; at++) {
		const kind = kinds[at]!;
		const was = known.permissions & permissionsOfKind[kind] ? 1 : 0;
		const is = link.permissions & permissionsOfKind[kind] ? 1 : 0;
		counts[kind] += is - was;
	}
	const authorized = (partnership.authorized = ownPart(snapshot, partnership.authorized));
	if (link.permissions === noPermissions) authorized.delete(link.product);
	else if (known.permissions === noPermissions) authorized.add(link);
	else authorized.replace(link);
	if (isPartner(partnership) !== wasPartner) refreshPartner(snapshot, partnership);
	dropIfEmpty(snapshot, partnership);
}
