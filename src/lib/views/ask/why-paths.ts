import { gives, passesOn, roots } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId } from '$lib/domain/facts';
import { linksOn } from '$lib/domain/permissions/links';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';

/** As many paths as a person would read. */
const mostPaths = 24;
/** As many beginnings of paths as are looked at in no time. At least one path is always found. */
const mostTries = 20_000;

/** The links that give the permission, by grantee, provided that their grantor relays it. Cost: the product's links. */
export function linksByGrantee(product: Product, permission: Permission): Map<OrganizationId, Link[]> {
	const into = new Map<OrganizationId, Link[]>();
	for (const link of linksOn(product))
		if (gives(link, permission)) getOrInsertComputed(into, link.grantee, (): Link[] => []).push(link);
	return into;
}

/** The distance from the nearest root, in links, of every organization that relays the permission. */
export function relayDepths(product: Product, permission: Permission): Map<OrganizationId, number> {
	const depth = new Map<OrganizationId, number>(roots(product, permission).map((root) => [root, 0]));
	// What is added while it is walked is walked too, the nearest first.
	for (const [grantor, steps] of depth)
		for (const link of product.links.from(grantor))
			if (passesOn(link, permission) && !depth.has(link.grantee)) depth.set(link.grantee, steps + 1);
	return depth;
}

/** The end of a path that is being grown backwards. */
interface Growing {
	link: Link;
	rest: Growing | null;
	length: number;
}

/**
 * The paths by which the permission reaches an organization that holds it, each link by link from a root: no
 * organization twice in one, and the shortest first. A root itself has an empty one. Grown backwards towards the
 * nearest root, so that the first is found without a search.
 */
export function pathsTo(
	product: Product,
	organization: OrganizationId,
	permission: Permission
): { paths: Link[][]; more: boolean } {
	const into = linksByGrantee(product, permission);
	const depth = relayDepths(product, permission);
	const paths: Link[][] = depth.get(organization) === 0 ? [[]] : [];
	if (organization === product.owner) return { paths, more: false };

	/** By the length that a path at least will have. */
	const waiting: Growing[][] = [];
	let tries = 0;
	const grow = (start: OrganizationId, rest: Growing | null) => {
		for (const link of into.get(start) ?? []) {
			const steps = depth.get(link.grantor);
			// All but the last link must be passed on.
			if (steps === undefined || (rest && !passesOn(link, permission))) continue;
			if (link.grantor === organization || isOn(rest, link.grantor)) continue;
			const length = (rest?.length ?? 0) + 1;
			(waiting[length + steps] ??= []).push({ link, rest, length });
			tries += 1;
		}
	};
	grow(organization, null);
	for (let estimate = 0; estimate < waiting.length; estimate++)
		for (let next = waiting[estimate]?.pop(); next; next = waiting[estimate]!.pop()) {
			if (paths.length === mostPaths || (tries > mostTries && paths.length > 0)) return { paths, more: true };
			if (depth.get(next.link.grantor) === 0) paths.push(wholeOf(next));
			else grow(next.link.grantor, next);
		}
	return { paths, more: false };
}

function isOn(path: Growing | null, grantor: OrganizationId): boolean {
	for (let each = path; each; each = each.rest) if (each.link.grantor === grantor) return true;
	return false;
}

function wholeOf(path: Growing): Link[] {
	const links: Link[] = [];
	for (let each: Growing | null = path; each; each = each.rest) links.push(each.link);
	return links;
}

/**
 * The cut edges of a path: the links that every other path uses too, so that without one of them none is left. Cost:
 * the product's links, once.
 */
export function cutLinksOn(product: Product, permission: Permission, path: readonly Link[]): Set<Link> {
	const needed = new Set<Link>();
	const [first] = path;
	const last = path.at(-1);
	if (!first || !last) return needed;
	/** Where on the path an organization is; the one asked about is at its end. */
	const placeOf = new Map(path.map(({ grantor }, place) => [grantor, place]));
	placeOf.set(last.grantee, path.length);
	const own = new Set(path);
	const seen = new Set<OrganizationId>();
	let furthest = 0;
	const explore = (from: readonly OrganizationId[]) => {
		const reached = from.filter((each) => !seen.has(each));
		for (const each of reached) seen.add(each);
		while (reached.length > 0) {
			for (const link of product.links.from(reached.pop()!)) {
				if (own.has(link) || !gives(link, permission)) continue;
				const isLast = link.grantee === last.grantee;
				if (!isLast && !passesOn(link, permission)) continue;
				furthest = Math.max(furthest, placeOf.get(link.grantee) ?? 0);
				if (isLast || placeOf.has(link.grantee) || seen.has(link.grantee)) continue;
				seen.add(link.grantee);
				reached.push(link.grantee);
			}
		}
	};
	const begins = roots(product, permission);
	for (const root of begins) furthest = Math.max(furthest, placeOf.get(root) ?? 0);
	explore(begins.filter((root) => !placeOf.has(root)));
	path.forEach((link, place) => {
		explore([link.grantor]);
		if (furthest <= place) needed.add(link);
		furthest = Math.max(furthest, place + 1);
	});
	return needed;
}
