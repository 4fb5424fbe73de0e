import { relayedIn, roots } from '../domain/effective-permissions';
import type { OrganizationId } from '../domain/facts';
import { memberOf } from '../domain/member-of';
import { bitOf, type Permission, permissions } from '../domain/permissions';
import type { Link, Product } from '../domain/records';
import { besideFixedPoint } from './beside';
import { depths, gives, passesOn } from './why-paths';

/** The links of a product by who receives and by who gives, those of which nothing is left granted aside. */
interface Ends {
	into: Map<OrganizationId, Link[]>;
	outOf: Map<OrganizationId, Link[]>;
}

/** Every link of the product with an unrevoked grant. */
export const linksOn = (product: Product): Link[] =>
	[...product.links.values()].flatMap((links) =>
		[...links.values()].filter((link) => link.permissions !== 0)
	);

const endsOf = besideFixedPoint((product): Ends => {
	const ends: Ends = { into: new Map(), outOf: new Map() };
	for (const link of linksOn(product)) {
		memberOf(ends.into, link.grantee, (): Link[] => []).push(link);
		memberOf(ends.outOf, link.grantor, (): Link[] => []).push(link);
	}
	return ends;
});

/** Every link of the product that grants the organization anything. */
export const linksTo = (product: Product, organization: OrganizationId): readonly Link[] =>
	endsOf(product).into.get(organization) ?? [];

/**
 * The links that lie on a path through the organization: what feeds it, link by link, and what hangs on it. Followed
 * for each permission apart: an effective link is fed by effective links that let their grantee pass it on, and by
 * nothing else; a dormant one by whatever grants its grantor the permission, for there the path is broken.
 * Cost: the product's links, once for each permission.
 */
export function linksThrough(product: Product, organization: OrganizationId): Set<Link> {
	const { into, outOf } = endsOf(product);
	const rooted = new Set(roots(product));
	const found = new Set<Link>();

	for (const permission of permissions) {
		const bit = bitOf(permission);
		const grants = (link: Link) => gives(link, permission);
		const isEffective = (link: Link) =>
			grants(link) && (relayedIn(product.standings.get(link.grantor) ?? 0) & bit) !== 0;
		const feeds = (link: Link, next: Link) =>
			grants(link) &&
			(!isEffective(next) || (!rooted.has(next.grantor) && isEffective(link) && passesOn(link, permission)));

		const walk = (
			first: readonly Link[] | undefined,
			nextOf: (link: Link) => readonly Link[] | undefined,
			joins: (link: Link, next: Link) => boolean
		) => {
			const seen = new Set(first?.filter(grants));
			// A set hands out what is added to it while it is walked.
			for (const link of seen) {
				found.add(link);
				for (const next of nextOf(link) ?? []) if (joins(link, next)) seen.add(next);
			}
		};
		walk(
			into.get(organization),
			(link) => (link.grantor === organization ? undefined : into.get(link.grantor)),
			(link, next) => feeds(next, link)
		);
		walk(
			outOf.get(organization),
			(link) => (link.grantee === organization ? undefined : outOf.get(link.grantee)),
			(link, next) => grants(next) && feeds(link, next)
		);
	}
	return found;
}

/**
 * The fewest effective links by which each organization holds the permission: 0 for those whose standing nobody
 * grants; those that do not hold it are left out. Cost: the product's effective links.
 */
export function stepsOf(product: Product, permission: Permission): Map<OrganizationId, number> {
	const steps = new Map<OrganizationId, number>();
	if (product.deleted) return steps;
	for (const root of roots(product)) steps.set(root, 0);
	// Whoever relays it, the nearest first.
	for (const [grantor, depth] of depths(product, permission))
		for (const link of product.links.get(grantor)?.values() ?? [])
			if (gives(link, permission) && !steps.has(link.grantee)) steps.set(link.grantee, depth + 1);
	return steps;
}
