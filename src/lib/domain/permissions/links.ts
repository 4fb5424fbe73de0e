import { cachedPerFixedPoint } from './fixed-point-cache';
import type { OrganizationId } from '../facts';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import type { Link, Product } from '../records';

const none: readonly Link[] = [];

const byGrantee = cachedPerFixedPoint((product) => {
	const found = new Map<OrganizationId, Link[]>();
	for (const link of linksOn(product)) getOrInsertComputed(found, link.grantee, (): Link[] => []).push(link);
	return found;
});

/** Every link of the product with an unrevoked grant. */
export const linksOn = (product: Product): Link[] =>
	[...product.links.values()].flatMap((links) =>
		[...links.values()].filter((link) => link.permissions !== 0)
	);

/** Those that grant the organization anything. Cost: a look-up, once the product was looked through after a change. */
export const incomingLinks = (product: Product, organization: OrganizationId): readonly Link[] =>
	byGrantee(product).get(organization) ?? none;

/** Those that the organization grants anything by. Cost: what it grants there. */
export const outgoingLinks = (product: Product, organization: OrganizationId): Link[] =>
	[...(product.links.get(organization)?.values() ?? [])].filter((link) => link.permissions !== 0);
