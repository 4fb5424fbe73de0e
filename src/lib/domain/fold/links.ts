import { noRepetitions, repetitionPlace, repetitions } from '../permissions/links';
import { isPartner } from '../partners';
import { kinds, type Permission } from '../permissions/permissions';
import { type Delegations, dropDelegation, putDelegation, withDelegations } from '../permissions/delegations';
import { includes, noPermissions, only, permissionsOfKind, standingOf } from '../permissions/standing';
import type { ProductId } from '../facts';
import { Link, unplaced } from '../grants/link';
import type { Product } from '../records';
import type { Snapshot } from '../snapshot';
import { refreshPartner } from './blockers';
import { addChangeTime, lastChangeOf, removeChangeTime } from './change-times';
import type { KnownOfLink } from './handlers';
import { ownNew, ownPart, writable, writablePart } from './copy-on-write';
import { dropIfEmpty, partnershipFor } from './partners';
import { productFor } from './writable-records';

/** The link between two organizations on a product, to write; made where it is missing. The product may be written. */
export function linkFor(snapshot: Snapshot, product: Product, grantor: string, grantee: string): Link {
	const links = (product.links = ownPart(snapshot, product.links));
	const known = links.between(grantor, grantee);
	if (known) return writable(snapshot, known, (copy) => links.put(copy));
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

/** Gives the new links of a product their places among its delegations, and their partnerships what these keep of them. */
export function placeLinks(snapshot: Snapshot, id: ProductId, links: readonly Link[]): void {
	const product = productFor(snapshot, id);
	const { organizations } = snapshot.numbers;
	const more: Delegations = [];
	const before = product ? delegationsFor(snapshot, product) : [];
	for (const link of links) {
		if (isUnplaced(link)) {
			link.place = before.length + more.length;
			const [grantor, grantee] = [organizations.of(link.grantor), organizations.of(link.grantee)];
			more.push(grantor, grantee, standingOf(link.permissions, link.flagged));
		}
		refreshPartnership(snapshot, link, nothingKnown);
	}
	if (product) product.delegations = withDelegations(before, more);
}

/** Brings what the product's delegations and the partnership keep of a link up to date. */
export function refreshLink(snapshot: Snapshot, link: Link, known: KnownOfLink): void {
	if (link.place >= 0) {
		const product = productFor(snapshot, link.product)!;
		putDelegation(delegationsFor(snapshot, product), link.place, link.permissions, link.flagged);
	}
	refreshPartnership(snapshot, link, known);
}

/** What is known of a new link. */
const nothingKnown: KnownOfLink = { permissions: noPermissions, changedAt: undefined };

/** Brings what the partnership keeps of a link up to date. */
function refreshPartnership(snapshot: Snapshot, link: Link, known: KnownOfLink): void {
	const partnership = partnershipFor(snapshot, link.grantor, link.grantee);
	const wasPartner = isPartner(partnership);
	const changedAt = lastChangeOf(link);
	if (changedAt !== known.changedAt) {
		if (known.changedAt !== undefined) removeChangeTime(snapshot, partnership, known.changedAt);
		if (changedAt !== undefined) addChangeTime(snapshot, partnership, changedAt);
	}
	const counts = (partnership.counts = ownPart(snapshot, partnership.counts));
	for (const kind of kinds) {
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
