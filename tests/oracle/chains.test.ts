import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixedPoint, roots } from '$lib/domain/permissions/effective-permissions';
import { relayedIn, toList } from '$lib/domain/permissions/standing';
import type { OrganizationId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';
import { organizationChain, productChain } from '$lib/views/chains/chains';
import { linksOn } from '$lib/domain/permissions/links';
import { linksOnPathsThrough, stepsFromRoot } from '$lib/views/chains/paths';
import { rebuilt } from './agreement';
import { isHeld, isRelayed, judge, type Judged, rootsOf } from './oracle';
import { everyPermission } from './permissions';
import { chains, crowds } from './plan';
import { everything } from './play';
import { enough, histories } from './seed';

const gives = (granted: Permission, wanted: Permission) =>
	granted === wanted || (granted === 'product-development' && wanted === 'panel-development');

/** The fewest links of a path from a root to the organization, by trying every path. */
function fewest(
	world: Judged,
	organization: OrganizationId,
	product: string,
	permission: Permission,
	past: readonly OrganizationId[] = []
): number {
	if (world.deletedOrganizations.has(organization)) return Infinity;
	const found = world.products.get(product)!;
	if (rootsOf(found, permission).includes(organization)) return 0;
	const ways = world.grants
		.filter((grant) => grant.product === product && grant.grantee === organization)
		.filter((grant) => gives(grant.permission, permission) && !past.includes(grant.grantor))
		.filter(({ flagged }) => past.length === 0 || flagged)
		.map(({ grantor }) => 1 + fewest(world, grantor, product, permission, [...past, organization]));
	return Math.min(Infinity, ...ways);
}

/** What lies on a path through the organization, said as a set that grows until nothing is new. */
function through(product: Product, organization: OrganizationId): Set<Link> {
	const links = linksOn(product);
	const found = new Set<Link>();
	for (const permission of everyPermission) {
		const grants = (link: Link) => toList(link.permissions).some((each) => gives(each, permission));
		const relays = (id: OrganizationId) =>
			toList(relayedIn(product.standings.get(id) ?? 0)).includes(permission);
		/** May `next` rest on `link`? */
		const joins = (link: Link, next: Link) => {
			if (link.grantee !== next.grantor || !grants(link) || !grants(next)) return false;
			if (!relays(next.grantor)) return true;
			const isEffective =
				relays(link.grantor) && toList(link.flagged).some((each) => gives(each, permission));
			return isEffective && !roots(product, permission).includes(next.grantor);
		};
		const [before, after] = [new Set<Link>(), new Set<Link>()];
		for (let size = -1; size !== before.size + after.size;) {
			size = before.size + after.size;
			for (const link of links.filter(grants)) {
				if (link.grantee === organization) before.add(link);
				if (link.grantor === organization) after.add(link);
				if ([...before].some((next) => next.grantor !== organization && joins(link, next))) before.add(link);
				if ([...after].some((last) => last.grantee !== organization && joins(last, link))) after.add(link);
			}
		}
		for (const link of [...before, ...after]) found.add(link);
	}
	return found;
}

const isSame = (one: ReadonlySet<Link>, other: ReadonlySet<Link>) =>
	one.size === other.size && [...one].every((link) => other.has(link));

test('the chains of a product are its grants as the rules judge them', { timeout: 120_000 }, () => {
	let [dormant, redundant, deep, long] = [0, 0, 0, 0];
	fc.assert(
		fc.property(fc.oneof(crowds(50).map(everything), chains(16).map(everything)), (entries) => {
			const world = judge(entries);
			const snapshot = rebuilt(entries);
			for (const [id, product] of snapshot.products) {
				const chain = productChain(snapshot, id)!;
				const states = chain.edges.flatMap(({ grantor, grantee, parts }) =>
					parts.map((part) => {
						const state = part.dormant ? 'dormant' : part.redundant ? 'redundant' : 'active';
						// What is dormant would be free to pass on, and is not.
						const passesOn = state === 'dormant' ? part.dormantPassesOn : part.passesOn;
						expect(part.passesOn + part.dormantPassesOn).toBe(passesOn);
						return `${grantor} ${grantee} ${part.permission} ${state} ${passesOn}`;
					})
				);
				const judged = world.grants
					.filter((grant) => grant.product === id)
					.map((grant) => {
						const state = world.grantStates.get(grant)!;
						if (state === 'dormant') dormant++;
						if (state === 'redundant') redundant++;
						// "panel-development also follows from product-development, for … grant and flag alike"
						const passesOn = world.grants.some(
							({ grantor, grantee, product, permission, flagged }) =>
								flagged &&
								grantor === grant.grantor &&
								grantee === grant.grantee &&
								product === id &&
								gives(permission, grant.permission)
						);
						return `${grant.grantor} ${grant.grantee} ${grant.permission} ${state} ${Number(passesOn)}`;
					});
				expect(states.sort()).toEqual(judged.sort());

				for (const node of chain.nodes)
					for (const permission of everyPermission) {
						expect(toList(node.held).includes(permission)).toBe(isHeld(world, node.id, id, permission));
						expect(toList(node.relayed).includes(permission)).toBe(isRelayed(world, node.id, id, permission));
						if (world.deletedProducts.has(id)) continue;
						const steps = stepsFromRoot(product, permission).get(node.id) ?? Infinity;
						expect(steps).toBe(fewest(world, node.id, id, permission));
						if (steps > 2 && steps < Infinity) deep++;
					}

				for (const organization of chain.nodes.map((node) => node.id)) {
					const found = linksOnPathsThrough(product, organization);
					expect(isSame(found, through(product, organization))).toBe(true);
					if (found.size > 2) long++;
					if (product.deleted || world.deletedOrganizations.has(organization)) continue;
					// What feeds it is all there, and whatever hangs on what it granted is, too.
					const grown = (isThere: (link: Link) => boolean) =>
						fixedPoint(
							product,
							[...product.links].filter((link) => {
								const isOff = [link.grantor, link.grantee].some((id) => world.deletedOrganizations.has(id));
								return !isOff && isThere(link);
							})
						);
					const fed = grown((link) => found.has(link));
					expect(fed.get(organization)).toBe(product.standings.get(organization));
					const without = grown((link) => link.grantor !== organization);
					for (const [other, standing] of product.standings)
						if (without.get(other) !== standing && other !== organization)
							expect([...found].some((link) => link.grantee === other)).toBe(true);
				}
			}

			for (const organization of snapshot.organizations.keys()) {
				const wanted = [...snapshot.products.values()]
					.filter(({ deleted }) => !deleted)
					.flatMap((product) => [...linksOnPathsThrough(product, organization)]);
				const links = organizationChain(snapshot, organization)!.edges.flatMap((edge) => edge.links);
				expect(isSame(new Set(links), new Set(wanted))).toBe(true);
				expect(links).toHaveLength(wanted.length);
			}
		}),
		histories(25)
	);
	// Each of these has to be met for the agreement to mean anything.
	for (const met of [dormant, redundant, deep, long]) expect(met).toBeGreaterThan(enough(5));
});
