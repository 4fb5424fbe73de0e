import type { OrganizationId, ProductId } from './facts';
import {
	allPermissions,
	attenuate,
	bitOf,
	kindOf,
	noPermissions,
	type Permission,
	type PermissionSet,
	relayedBy,
	withImplied
} from './permissions';
import type { Link, Product, Standing } from './records';
import type { Snapshot } from './snapshot';

const standingOf = (holds: PermissionSet, relays: PermissionSet): Standing => holds | (relays << 4);

export const heldIn = (standing: Standing): PermissionSet => standing & 15;
export const relayedIn = (standing: Standing): PermissionSet => standing >> 4;

/** The maker of an OEM/ODM product, until the owner ends its standing. A proprietary product has none, whatever it names. */
export const standingMaker = ({ making, makerEnded }: Product): OrganizationId | null =>
	making.origin === 'proprietary' || makerEnded ? null : making.maker;

/** The organizations whose standing nobody grants: the owner, and the maker while its standing lasts. */
export function roots(product: Product): OrganizationId[] {
	const maker = standingMaker(product);
	return maker && maker !== product.owner ? [product.owner, maker] : [product.owner];
}

/** What one link passes on of what its grantor relays, and what of that it lets the grantee relay in turn. */
export function passedBy(link: Link, relayed: PermissionSet): Standing {
	const passed = attenuate(relayed, withImplied(link.permissions));
	return standingOf(passed, attenuate(passed, relayedBy(link.thirdParty)));
}

/** Does the link give the permission, if its grantor relays it? */
export const gives = (link: Link, permission: Permission): boolean =>
	(withImplied(link.permissions) & bitOf(permission)) !== 0;

/** May what the link gives of that permission be passed on? */
export const passesOn = (link: Link, permission: Permission): boolean =>
	gives(link, permission) && link.thirdParty.has(kindOf(permission));

/**
 * The least fixed point for one product, grown from its roots, so that a cycle which no root feeds gives nothing.
 * `replace` may stand another link in for a stored one, or null for none. Cost: the links that are reached.
 */
export function fixedPoint(
	product: Product,
	replace?: (link: Link) => Link | null
): Map<OrganizationId, Standing> {
	const standings = new Map<OrganizationId, Standing>();
	const reached = roots(product);
	for (const root of reached) standings.set(root, standingOf(allPermissions, allPermissions));
	while (reached.length > 0) {
		const grantor = reached.pop()!;
		const links = product.links.get(grantor);
		if (!links) continue;
		const relayed = relayedIn(standings.get(grantor)!);
		for (const stored of links.values()) {
			const link = replace ? replace(stored) : stored;
			if (!link || link.permissions === noPermissions) continue;
			const before = standings.get(link.grantee) ?? 0;
			const after = before | passedBy(link, relayed);
			if (after === before) continue;
			standings.set(link.grantee, after);
			if (relayedIn(after) !== relayedIn(before)) reached.push(link.grantee);
		}
	}
	return standings;
}

export const standing = (snapshot: Snapshot, organization: OrganizationId, product: ProductId): Standing =>
	snapshot.products.get(product)?.standings.get(organization) ?? 0;

/** What the organization may do on the product. */
export const held = (snapshot: Snapshot, organization: OrganizationId, product: ProductId): PermissionSet =>
	heldIn(standing(snapshot, organization, product));

/** What the organization may pass on, on the product. */
export const relayed = (
	snapshot: Snapshot,
	organization: OrganizationId,
	product: ProductId
): PermissionSet => relayedIn(standing(snapshot, organization, product));

export const holds = (
	snapshot: Snapshot,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean => (standing(snapshot, organization, product) & bitOf(permission)) !== 0;

export const relays = (
	snapshot: Snapshot,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean => (relayed(snapshot, organization, product) & bitOf(permission)) !== 0;
