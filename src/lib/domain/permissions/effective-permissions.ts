import type { OrganizationId, ProductId } from '../facts';
import type { Kind, Permission } from './permissions';
import type { Delegations } from './delegations';
import { delegated, grow, type IsOff, type Losses, lossesWith, type Root, type Taken } from './fixed-point';
import { Numbering } from './numbering';
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
	const begins = numberedRoots(product, numbers);
	return new Map(new ProductStandings(numbers, grow(delegations, begins, numbers.ids.length)));
}

/**
 * The same of a product's delegations, as the fold keeps it.
 * @param isOff whether the organization of that number is off the product, whatever it was granted
 */
export const standingsOn = (
	product: Rooted & Pick<Product, 'delegations'>,
	numbers: Numbering<OrganizationId>,
	isOff?: IsOff
): ProductStandings => {
	const begins = numberedRoots(product, numbers);
	return new ProductStandings(numbers, grow(product.delegations, begins, numbers.ids.length, isOff));
};

/**
 * What follows where links of the product give less, see `lossesWith`. Cost: its links.
 * @param isOff as the product's standings were found
 */
export const lossesWithout = (
	product: Product,
	taken: readonly Taken[],
	numbers: Numbering<OrganizationId>,
	isOff?: IsOff
): Losses => {
	const roots = numberedRoots(product, numbers);
	return lossesWith(product.delegations, product.standings.cells, taken, roots, numbers.ids.length, isOff);
};

const numberedRoots = ({ owner, making, makerMay }: Rooted, numbers: Numbering<OrganizationId>): Root[] => {
	const own: Root = { organization: numbers.of(owner), may: allPermissions };
	if (makerMay === noPermissions || making.maker === null || making.maker === owner) return [own];
	return [own, { organization: numbers.of(making.maker), may: makerMay }];
};

/** What the organization holds and relays on the product; 0 where the product is unknown. */
export function standing(
	{ checks, numbers, products }: Snapshot,
	organization: OrganizationId,
	product: ProductId
): Standing {
	if (!checks) return products.get(product)?.standings.get(organization) ?? 0;
	const row = numbers.products.find(product);
	const column = numbers.organizations.find(organization);
	return row === undefined || column === undefined ? 0 : checks.at(row, column);
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
