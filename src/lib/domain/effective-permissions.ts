import type { OrganizationId, ProductId } from './facts';
import type { Kind, Permission } from './permissions';
import {
	allPermissions,
	attenuate,
	heldIn,
	includes,
	noPermissions,
	only,
	type PermissionSet,
	permissionsOfKind,
	relayedIn,
	type Standing,
	standingOf,
	withImplied
} from './standing';
import type { Link, Product } from './records';
import type { Snapshot } from './snapshot';

/** What of a product its fixed point is grown from; links are by grantor, then by grantee. */
export interface Rooted<L extends Passing = Link> extends Pick<Product, 'owner' | 'making' | 'makerMay'> {
	links: ReadonlyMap<OrganizationId, ReadonlyMap<OrganizationId, L>>;
}
/** What of a link counts for it. */
export type Passing = Pick<Link, 'grantee' | 'permissions' | 'flagged'>;

type Roots = Omit<Rooted, 'links'>;

/** The maker that holds anything of the product without being granted it; null where there is none. */
export const standingMaker = ({ making, makerMay }: Product): OrganizationId | null =>
	makerMay === noPermissions ? null : making.maker;

/** What the organization holds and passes on without anybody's grant: the owner everything, the maker by its standing. */
export function rooted(product: Roots, organization: OrganizationId): PermissionSet {
	if (organization === product.owner) return allPermissions;
	return organization === product.making.maker ? product.makerMay : noPermissions;
}

/** The organizations that hold anything, or one permission, without anybody's grant. */
export function roots(product: Roots, permission?: Permission): OrganizationId[] {
	const wanted = permission ? only(permission) : allPermissions;
	const { owner } = product;
	const { maker } = product.making;
	return maker && maker !== owner && product.makerMay & wanted ? [owner, maker] : [owner];
}

/** What one link passes on of what its grantor relays, and what of that it lets the grantee relay in turn. */
export const passedBy = (link: Passing, relayed: PermissionSet): Standing =>
	standingOf(
		attenuate(relayed, withImplied(link.permissions)),
		attenuate(relayed, withImplied(link.flagged))
	);

/** Does the link give the permission, if its grantor relays it? */
export const gives = (link: Link, permission: Permission): boolean =>
	includes(withImplied(link.permissions), permission);

/** May what the link gives of that permission be passed on? */
export const passesOn = (link: Link, permission: Permission): boolean =>
	includes(withImplied(link.flagged), permission);

/**
 * The least fixed point for one product, grown from its roots, so that a cycle which no root feeds gives nothing.
 * `replace` may stand another link in for a stored one, or null for none. Cost: the links that are reached.
 */
export function fixedPoint<L extends Passing>(
	product: Rooted<L>,
	replace?: (link: L) => L | null
): Map<OrganizationId, Standing> {
	const standings = new Map<OrganizationId, Standing>();
	const reached = roots(product);
	for (const root of reached) {
		const may = rooted(product, root);
		standings.set(root, standingOf(may, may));
	}
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

/** The switch of one kind over all that a link grants of it: grants that differ are neither on nor off. */
export function thirdPartyOf(link: Link, kind: Kind): 'on' | 'off' | 'mixed' {
	const granted = link.permissions & permissionsOfKind[kind];
	const flagged = link.flagged & granted;
	if (flagged === noPermissions) return 'off';
	return flagged === granted ? 'on' : 'mixed';
}

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
): boolean => includes(held(snapshot, organization, product), permission);

export const relays = (
	snapshot: Snapshot,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean => includes(relayed(snapshot, organization, product), permission);
