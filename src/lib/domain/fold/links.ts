import { noRepetitions, repetitionPlace, repetitions } from '../permissions/links';
import { kinds, type Permission } from '../permissions/permissions';
import { dropDelegation, putDelegation, withDelegation } from '../permissions/delegations';
import { noPermissions, only, permissionsOfKind } from '../permissions/standing';
import type { Link, Product } from '../records';
import type { Snapshot } from '../snapshot';
import { refreshPartner } from './blockers';
import { addChangeTime, lastChangeOf, removeChangeTime } from './change-times';
import type { KnownOfLink } from './handlers';
import { writable, writablePart } from './copy-on-write';
import { dropIfEmpty, partnershipFor } from './partners';
import { productFor } from './writable-records';

/** The link between two organizations on a product, to write; made where it is missing. The product may be written. */
export function linkFor(snapshot: Snapshot, product: Product, grantor: string, grantee: string): Link {
	const links = writablePart(snapshot, product, 'links');
	let link = links.between(grantor, grantee);
	if (!link) {
		const { organizations } = snapshot.numbers;
		const place = product.delegations.length;
		product.delegations = withDelegation(
			writablePart(snapshot, product, 'delegations'),
			organizations.of(grantor),
			organizations.of(grantee)
		);
		link = {
			grantor,
			grantee,
			product: product.id,
			place,
			grants: null,
			permissions: noPermissions,
			flagged: noPermissions,
			repeated: null,
			changes: 0,
			changedAt: 0
		};
		links.put(link);
	}
	return writable(snapshot, link, (copy) => links.put(copy));
}

/** Counts a grant of the permission in or out, among the standing ones or among those that are flagged too. */
export function tally(link: Link, set: 'permissions' | 'flagged', permission: Permission, by: 1 | -1): void {
	const one = only(permission);
	if (by === 1 && !(link[set] & one)) link[set] |= one;
	else if (by === -1 && repetitions(link, set, permission) === 0) link[set] &= ~one;
	else {
		const repeated = [...(link.repeated ?? noRepetitions)];
		repeated[repetitionPlace(set, permission)]! += by;
		link.repeated = repeated.some((each) => each > 0) ? repeated : null;
	}
}

/** Removes a link about which nothing is stated any more from a product that may be written. */
export function dropLink(snapshot: Snapshot, product: Product, { grantor, grantee, place }: Link): void {
	writablePart(snapshot, product, 'links').delete(grantor, grantee);
	dropDelegation(writablePart(snapshot, product, 'delegations'), place);
}

/** Brings what the product's delegations and the partnership keep of a link up to date. */
export function refreshLink(snapshot: Snapshot, link: Link, known: KnownOfLink): void {
	const product = productFor(snapshot, link.product);
	if (product?.links.between(link.grantor, link.grantee) === link)
		putDelegation(writablePart(snapshot, product, 'delegations'), link.place, link.permissions, link.flagged);
	const partnership = partnershipFor(snapshot, link.grantor, link.grantee);
	const changedAt = lastChangeOf(link);
	if (changedAt !== known.changedAt) {
		if (known.changedAt !== undefined) removeChangeTime(snapshot, partnership, known.changedAt);
		if (changedAt !== undefined) addChangeTime(snapshot, partnership, changedAt);
	}
	const counts = writablePart(snapshot, partnership, 'counts');
	for (const kind of kinds) {
		const was = known.permissions & permissionsOfKind[kind] ? 1 : 0;
		const is = link.permissions & permissionsOfKind[kind] ? 1 : 0;
		counts[kind] += is - was;
	}
	const authorized = writablePart(snapshot, partnership, 'authorized');
	if (link.permissions) authorized.set(link.product, link);
	else authorized.delete(link.product);
	refreshPartner(snapshot, partnership);
	dropIfEmpty(snapshot, partnership);
}
