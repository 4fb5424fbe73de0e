import { cachedPerFixedPoint } from './fixed-point-cache';
import type { OrganizationId } from '../facts';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { type Permission, permissions } from './permissions';
import type { Link, Product } from '../records';
import { includes, type PermissionSet } from './standing';

const none: readonly Link[] = [];

const byGrantee = cachedPerFixedPoint((product) => {
	const found = new Map<OrganizationId, Link[]>();
	for (const link of linksOn(product)) getOrInsertComputed(found, link.grantee, (): Link[] => []).push(link);
	return found;
});

/** Every link of the product with an unrevoked grant. */
export const linksOn = (product: Product): Link[] =>
	[...product.links].filter((link) => link.permissions !== 0);

/**
 * The links that grant the organization anything. Cost: a look-up, once the product's links were walked after a
 * change.
 */
export const incomingLinks = (product: Product, organization: OrganizationId): readonly Link[] =>
	byGrantee(product).get(organization) ?? none;

/** The links by which the organization grants anything. Cost: what it grants on the product. */
export const outgoingLinks = (product: Product, organization: OrganizationId): Link[] =>
	[...product.links.from(organization)].filter((link) => link.permissions !== 0);

/** What `repeated` of a link is while no permission was granted twice. */
export const noRepetitions: readonly number[] = [...permissions, ...permissions].map(() => 0);

/** The place of a permission in `repeated`, among the unrevoked grants or among those with the flag on. */
export const repetitionPlace = (set: 'permissions' | 'flagged', permission: Permission): number =>
	permissions.indexOf(permission) + (set === 'flagged' ? permissions.length : 0);

/** Whether a place in `repeated` is one of a permission in the set. */
export const isRepetitionOf = (set: PermissionSet, place: number): boolean =>
	includes(set, permissions[place % permissions.length]!);

/** How many unrevoked grants of the permission the link has beyond one, or how many of those with the flag on. */
export const repetitions = (link: Link, set: 'permissions' | 'flagged', permission: Permission): number =>
	link.repeated?.[repetitionPlace(set, permission)] ?? 0;
