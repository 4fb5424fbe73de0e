import { relayedIn, roots } from '../domain/effective-permissions';
import type { OrganizationId } from '../domain/facts';
import { bitOf, kindOf, type Permission, permissions, withImplied } from '../domain/permissions';
import type { Link, Product } from '../domain/records';
import { besideFixedPoint } from './beside';

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
	const put = (map: Map<OrganizationId, Link[]>, at: OrganizationId, link: Link) => {
		const there = map.get(at);
		if (there) there.push(link);
		else map.set(at, [link]);
	};
	for (const link of linksOn(product)) {
		put(ends.into, link.grantee, link);
		put(ends.outOf, link.grantor, link);
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
		const grants = (link: Link) => (withImplied(link.permissions) & bit) !== 0;
		const isEffective = (link: Link) =>
			grants(link) && (relayedIn(product.standings.get(link.grantor) ?? 0) & bit) !== 0;
		const feeds = (link: Link, next: Link) =>
			grants(link) &&
			(!isEffective(next) ||
				(!rooted.has(next.grantor) && isEffective(link) && link.thirdParty.has(kindOf(permission))));

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
	const bit = bitOf(permission);
	const steps = new Map<OrganizationId, number>();
	let relaying = new Set(product.deleted ? [] : roots(product));
	const relayed = new Set<OrganizationId>();
	for (let step = 0; relaying.size > 0; step++) {
		const next = new Set<OrganizationId>();
		for (const organization of relaying) {
			relayed.add(organization);
			if (!steps.has(organization)) steps.set(organization, step);
		}
		for (const grantor of relaying)
			for (const link of product.links.get(grantor)?.values() ?? []) {
				if (!(withImplied(link.permissions) & bit)) continue;
				if (!steps.has(link.grantee)) steps.set(link.grantee, step + 1);
				if (link.thirdParty.has(kindOf(permission)) && !relayed.has(link.grantee)) next.add(link.grantee);
			}
		relaying = next;
	}
	return steps;
}
