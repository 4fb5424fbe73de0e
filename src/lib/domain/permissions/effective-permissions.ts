import type { OrganizationId, ProductId } from '../facts';
import type { Kind, Permission } from './permissions';
import type { Delegations } from './delegations';
import { delegated, grow, type IsOff } from './fixed-point';
import { Numbering } from './numbering';
import type { Roots } from './product-rows';
import { ProductStandings } from './product-standings';
import {
	allPermissions,
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
import type { Link, Product } from '../records';
import { relationsOf, type Snapshot } from '../snapshot';

/** What of a product its fixed point is grown from, beside its links. */
export type Rooted = Pick<Product, 'owner' | 'making' | 'makerMay'>;
/** What of a link counts for it. */
export type Delegating = Pick<Link, 'grantor' | 'grantee' | 'permissions' | 'flagged'>;

/** The maker that holds anything by its standing; null where there is none. */
export const standingMaker = ({ making, makerMay }: Product): OrganizationId | null =>
	makerMay === noPermissions ? null : making.maker;

/**
 * What an organization holds and relays as a root, without any grant: everything as the owner, the kinds of its
 * standing as the maker, otherwise nothing.
 */
export function rootPermissions(product: Rooted, organization: OrganizationId): PermissionSet {
	if (organization === product.owner) return allPermissions;
	return organization === product.making.maker ? product.makerMay : noPermissions;
}

/**
 * The product's roots: the owner, and the maker where its standing covers anything, or the one permission asked for.
 */
export function roots(product: Rooted, permission?: Permission): OrganizationId[] {
	const wanted = permission ? only(permission) : allPermissions;
	const { owner } = product;
	const { maker } = product.making;
	return maker && maker !== owner && product.makerMay & wanted ? [owner, maker] : [owner];
}

/** What a link gives of what its grantor relays, and what of that the grantee may relay in turn. */
export const delegatedBy = (link: Pick<Link, 'permissions' | 'flagged'>, relayed: PermissionSet): Standing =>
	delegated(standingOf(link.permissions, link.flagged), relayed);

/** Whether the link gives the permission, provided that its grantor relays it. */
export const gives = (link: Link, permission: Permission): boolean =>
	includes(withImplied(link.permissions), permission);

/** Whether the grantee may pass on the permission as the link gives it. */
export const passesOn = (link: Link, permission: Permission): boolean =>
	includes(withImplied(link.flagged), permission);

/**
 * What each organization holds and relays on a product: the least fixed point of docs/rules.md, Effective permissions,
 * as `grow` finds it. Cost: the links.
 */
export function fixedPoint(product: Rooted, links: Iterable<Delegating>): Map<OrganizationId, Standing> {
	const numbers = new Numbering<OrganizationId>();
	const delegations: Delegations = [];
	for (const { grantor, grantee, permissions, flagged } of links)
		delegations.push(numbers.of(grantor), numbers.of(grantee), standingOf(permissions, flagged));
	const roots = numberedRoots(product, numbers);
	return new Map(new ProductStandings(numbers, grow(delegations, roots, numbers.ids.length)));
}

/** What the fixed point of a product is grown from. Not to be written. Cost: the links. */
export const delegationsOf = (
	{ baseRows }: Snapshot,
	{ delegations, number }: Product
): Readonly<Delegations> => delegations ?? baseRows.delegations(number);

/**
 * The same of a product's delegations, as the fold keeps it.
 * @param isOff whether the organization of that number is off the product, whatever it was granted
 */
export const standingsOn = (
	delegations: Readonly<Delegations>,
	roots: Roots,
	numbers: Numbering<OrganizationId>,
	isOff?: IsOff
): ProductStandings => new ProductStandings(numbers, grow(delegations, roots, numbers.ids.length, isOff));

/** The product's roots, by their numbers. */
export function numberedRoots(
	{ owner, making: { maker }, makerMay }: Rooted,
	numbers: Numbering<OrganizationId>
): Roots {
	const number = numbers.of(owner);
	if (makerMay === noPermissions || maker === null || maker === owner)
		return { owner: number, maker: number, makerMay: noPermissions };
	return { owner: number, maker: numbers.of(maker), makerMay };
}

/** What the organization holds and relays on the product; 0 where the product is unknown. */
export function standing(
	{ rows, numbers, products }: Snapshot,
	organization: OrganizationId,
	product: ProductId
): Standing {
	if (!rows) return products.get(product)?.standings.get(organization) ?? 0;
	const row = numbers.products.find(product);
	const column = numbers.organizations.find(organization);
	return row === undefined || column === undefined ? 0 : rows.standing(row, column);
}

/** The third-party switch of one kind over all that a link grants of it: `mixed` where some grants are flagged. */
export function thirdPartyOf(link: Link, kind: Kind): 'on' | 'off' | 'mixed' {
	const granted = link.permissions & permissionsOfKind[kind];
	const flagged = link.flagged & granted;
	if (flagged === noPermissions) return 'off';
	return flagged === granted ? 'on' : 'mixed';
}

/** What the organization holds on the product. */
export const held = (snapshot: Snapshot, organization: OrganizationId, product: ProductId): PermissionSet =>
	heldIn(standing(snapshot, organization, product));

/** What the organization relays on the product, that is, may pass on. */
export const relayed = (
	snapshot: Snapshot,
	organization: OrganizationId,
	product: ProductId
): PermissionSet => relayedIn(standing(snapshot, organization, product));

/** Whether the organization holds the permission on the product. */
export const holds = (
	snapshot: Snapshot,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean => includes(held(snapshot, organization, product), permission);

/** Whether the organization relays the permission on the product. */
export const relays = (
	snapshot: Snapshot,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean => includes(relayed(snapshot, organization, product), permission);

/** The products on which the organization holds the permission, or anything: the same list until that changes. */
export const heldProducts = (
	snapshot: Snapshot,
	organization: OrganizationId,
	permission?: Permission
): readonly ProductId[] => relationsOf(snapshot, organization).holding.products(permission);
