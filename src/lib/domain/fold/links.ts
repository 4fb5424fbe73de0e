import { current } from '../field';
import { memberOf } from '../member-of';
import { type Kind, kindOf, kinds, noPermissions, permissionsOfKind, toSet } from '../permissions';
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
		thirdParty: new Set<Kind>(),
		flags: { develop: [], purchase: [] },
		changedAt: 0
	}));
	return owned(snapshot, known, (copy) => links.set(grantee, copy));
}

/** Brings what is derived from a link's grants and flags up to date. */
export function deriveLink(link: Link): void {
	link.permissions = toSet(link.grants.map((grant) => grant.permission));
	link.thirdParty = new Set(kinds.filter((kind) => flagCounts(link, kind)));
}

/** The same, and what the partnership counts of it. */
export function refreshLink(snapshot: Snapshot, link: Link): void {
	const before = link.permissions;
	deriveLink(link);
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

/** A flag counts while it is on and one of the grants of its kind that it was set on stands. */
function flagCounts(link: Link, kind: Kind): boolean {
	const flag = current(link.flags[kind]);
	if (!flag?.on) return false;
	return link.grants.some(({ id, permission }) => kindOf(permission) === kind && flag.grants.includes(id));
}
