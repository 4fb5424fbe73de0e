import { besideFixedPoint } from './fixed-point-cache';
import type { OrganizationId } from '../facts';
import { memberOf } from '../algorithms/get-or-insert';
import type { Link, Product } from '../records';

const none: readonly Link[] = [];

const byGrantee = besideFixedPoint((product) => {
	const found = new Map<OrganizationId, Link[]>();
	for (const link of linksOn(product)) memberOf(found, link.grantee, (): Link[] => []).push(link);
	return found;
});

/** Every link of the product with an unrevoked grant. */
export const linksOn = (product: Product): Link[] =>
	[...product.links.values()].flatMap((links) =>
		[...links.values()].filter((link) => link.permissions !== 0)
	);

/** Those that grant the organization anything. Cost: a look-up, once the product was looked through after a change. */
export const linksTo = (product: Product, organization: OrganizationId): readonly Link[] =>
	byGrantee(product).get(organization) ?? none;

/** Those that the organization grants anything by. Cost: what it grants there. */
export const linksFrom = (product: Product, organization: OrganizationId): Link[] =>
	[...(product.links.get(organization)?.values() ?? [])].filter((link) => link.permissions !== 0);
