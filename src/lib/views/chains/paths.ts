import { gives, passesOn, roots } from '$lib/domain/permissions/effective-permissions';
import { includes, relayedIn } from '$lib/domain/permissions/standing';
import type { OrganizationId } from '$lib/domain/facts';
import { type Permission, permissions } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';
import { outgoingLinks, incomingLinks } from '$lib/domain/permissions/links';
import { relayDepths } from '../ask/why-paths';

/**
 * The links on paths through the organization, for each permission apart. An effective link continues effective links
 * that let their grantee pass it on, and nothing else; a dormant one continues whatever grants its grantor the
 * permission, since there the path is broken. Cost: the product's links, once for each permission.
 */
export function linksOnPathsThrough(product: Product, organization: OrganizationId): Set<Link> {
	const found = new Set<Link>();

	for (const permission of permissions) {
		const rooted = new Set(roots(product, permission));
		const grants = (link: Link) => gives(link, permission);
		const isEffective = (link: Link) =>
			grants(link) && includes(relayedIn(product.standings.get(link.grantor) ?? 0), permission);
		const feeds = (link: Link, next: Link) =>
			grants(link) &&
			(!isEffective(next) || (!rooted.has(next.grantor) && isEffective(link) && passesOn(link, permission)));

		/** At each organization the links of a kind go on alike: they are gone on from once. */
		const walk = (
			first: readonly Link[],
			atOf: (link: Link) => OrganizationId,
			nextOf: (at: OrganizationId) => readonly Link[],
			isKind: (link: Link) => boolean,
			joins: (link: Link, next: Link) => boolean
		) => {
			const [done, doneOfKind] = [
				new Set<OrganizationId>([organization]),
				new Set<OrganizationId>([organization])
			];
			const seen = new Set(first.filter(grants));
			// A set hands out what is added to it while it is walked.
			for (const link of seen) {
				found.add(link);
				const at = atOf(link);
				const there = isKind(link) ? doneOfKind : done;
				if (there.has(at)) continue;
				there.add(at);
				for (const next of nextOf(at)) if (joins(link, next)) seen.add(next);
			}
		};
		walk(
			incomingLinks(product, organization),
			(link) => link.grantor,
			(at) => incomingLinks(product, at),
			isEffective,
			(link, next) => feeds(next, link)
		);
		walk(
			outgoingLinks(product, organization),
			(link) => link.grantee,
			(at) => outgoingLinks(product, at),
			(link) => isEffective(link) && passesOn(link, permission),
			(link, next) => grants(next) && feeds(link, next)
		);
	}
	return found;
}

/**
 * The length of the shortest path of effective links to each organization that holds the permission; 0 for roots.
 * Cost: the product's effective links.
 */
export function stepsFromRoot(product: Product, permission: Permission): Map<OrganizationId, number> {
	const steps = new Map<OrganizationId, number>();
	if (product.deleted) return steps;
	for (const root of roots(product, permission)) if (product.standings.has(root)) steps.set(root, 0);
	// Whoever relays it, the nearest first.
	for (const [grantor, depth] of relayDepths(product, permission))
		for (const link of product.links.from(grantor))
			if (gives(link, permission) && product.standings.has(link.grantee) && !steps.has(link.grantee))
				steps.set(link.grantee, depth + 1);
	return steps;
}
