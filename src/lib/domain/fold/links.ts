import { current } from '../field';
import { memberOf } from '../member-of';
import { kinds, noPermissions, permissionsOfKind, toSet } from '../permissions';
import type { Link, Product } from '../records';
import type { Snapshot } from '../snapshot';
import { owned, ownPart } from './own';
import { partnershipFor } from './partners';

/** The link of a product that may be written, to write. */
export function linkFor(snapshot: Snapshot, product: Product, grantor: string, grantee: string): Link {
	const byGrantor = ownPart(snapshot, product, 'links');
	const links = owned(
		snapshot,
		memberOf(byGrantor, grantor, () => new Map<string, Link>()),
		(copy) => byGrantor.set(grantor, copy)
	);
	const known = memberOf(links, grantee, () => ({
		grantor,
		grantee,
		product: product.id,
		grants: [],
		permissions: noPermissions,
		flagged: noPermissions,
		changedAt: 0
	}));
	return owned(snapshot, known, (copy) => links.set(grantee, copy));
}

/** Brings what is derived from a link's grants and flags up to date, and what the partnership counts of it. */
export function refreshLink(snapshot: Snapshot, link: Link): void {
	const before = link.permissions;
	// Here, once for all that were revoked together.
	link.grants = link.grants.filter(({ id }) => snapshot.grants.get(id)!.standing);
	link.permissions = toSet(link.grants.map(({ permission }) => permission));
	const flagged = link.grants.filter(({ id }) => current(snapshot.flags.get(id) ?? []));
	link.flagged = toSet(flagged.map(({ permission }) => permission));
	const partnership = partnershipFor(snapshot, link.grantor, link.grantee);
	partnership.changedAt = Math.max(partnership.changedAt, link.changedAt);
	const counts = ownPart(snapshot, partnership, 'counts');
	for (const kind of kinds) {
		const was = before & permissionsOfKind[kind] ? 1 : 0;
		const is = link.permissions & permissionsOfKind[kind] ? 1 : 0;
		counts[kind] += is - was;
	}
	const authorized = ownPart(snapshot, partnership, 'authorized');
	if (link.permissions) authorized.set(link.product, link);
	else authorized.delete(link.product);
}
