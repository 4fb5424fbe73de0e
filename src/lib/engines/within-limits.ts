import { roots } from '../domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import type { Permission } from '../domain/permissions/permissions';
import {
	includes,
	noPermissions,
	type PermissionSet,
	toList,
	withImplied
} from '../domain/permissions/standing';
import { circlesIn } from './circles';
import { addLink, engineLinks, type EngineLink, type EngineProduct, type EngineSetup } from './engine-setup';
import { families, familySet, type Levels, levelsOf, type Places, cutOrder } from './levels';

/** What an engine bears on one product and permission. */
export interface EngineLimits {
	/** Grants from a root to a holder. */
	hops: number;
	/** Ways up from one organization, for an engine that walks every one of them. */
	ways: number;
}

/**
 * Why a grant is not carried as it is: it closes a circle, it makes a chain too long or ways too many for the engine, or
 * it goes to who needs none. `passing`: it is carried, and in the engine it may not be passed on.
 */
export interface Cut {
	product: ProductId;
	grantor: OrganizationId;
	grantee: OrganizationId;
	permissions: Permission[];
	why: 'circle' | 'too-long' | 'to-owner' | 'to-itself';
	lost: 'passing' | 'grant';
}

/**
 * The setup as an engine with these limits can hold it: what is passed on forms no circle. Every cut is listed. Cuts of
 * circles take nothing from anybody as things are; they would matter once the way that is left is revoked. Where
 * chains are too long, who is beyond loses what came down there.
 */
export function withinLimits(whole: EngineSetup, limits: EngineLimits): { setup: EngineSetup; cuts: Cut[] } {
	const { setup, cuts } = withoutCircles(whole);
	const more: Cut[] = [];
	const products = setup.products.map((product) => {
		const links = engineLinks(product);
		const beyond = families.filter((family) => {
			const own = linksOfFamily(links, familySet(family));
			return own.length > 0 && !isWithin(product, family, own, limits);
		});
		if (beyond.length === 0) return product;
		const copy = copyOf(product);
		for (const family of beyond) shorten(copy, family, limits, more);
		return copy;
	});
	// Where no limit is met, engines share one setup, and whatever is found out about it.
	return more.length === 0 ? { setup, cuts } : { setup: { ...setup, products }, cuts: [...cuts, ...more] };
}

const known = new WeakMap<EngineSetup, { setup: EngineSetup; cuts: Cut[] }>();

/** What is exported to every engine: circles are cut, and grants in vain are left out. */
function withoutCircles(setup: EngineSetup): { setup: EngineSetup; cuts: Cut[] } {
	const before = known.get(setup);
	if (before) return before;
	const cuts: Cut[] = [];
	const products = setup.products.map((product) => {
		const copy = withoutVain(product, cuts);
		const links = engineLinks(copy);
		for (const family of families) cutCircles(copy, linksOfFamily(links, familySet(family)), family, cuts);
		return copy;
	});
	const found = { setup: { ...setup, products }, cuts };
	known.set(setup, found);
	return found;
}

function copyOf(product: EngineProduct): EngineProduct {
	const links: EngineProduct['links'] = new Map();
	for (const link of engineLinks(product)) addLink(links, link);
	return { ...product, links };
}

/** A copy of the product without grants to its owner, or to who grants. */
function withoutVain(product: EngineProduct, cuts: Cut[]): EngineProduct {
	const links: EngineProduct['links'] = new Map();
	for (const link of engineLinks(product)) {
		const why =
			link.grantee === product.owner ? 'to-owner' : link.grantee === link.grantor ? 'to-itself' : null;
		if (why === null) addLink(links, link);
		else cuts.push(cutOf(product, link, link.permissions, why, 'grant'));
	}
	return { ...product, links };
}

const cutOf = (
	{ id: product }: EngineProduct,
	{ grantor, grantee }: EngineLink,
	permissions: PermissionSet,
	why: Cut['why'],
	lost: Cut['lost']
): Cut => ({ product, grantor, grantee, permissions: toList(permissions), why, lost });

/** The grant stays, and what it grants of the family may not be passed on. */
function demote(product: EngineProduct, link: EngineLink, set: PermissionSet, why: Cut['why'], cuts: Cut[]) {
	cuts.push(cutOf(product, link, link.flagged & set, why, 'passing'));
	link.flagged &= ~set;
}

const passingOf = (links: readonly EngineLink[], set: PermissionSet): EngineLink[] =>
	links.filter(({ flagged }) => (flagged & set) !== noPermissions);

/** Cuts flags of one family that close a circle; `links` are all that grant anything of it. */
function cutCircles(
	product: EngineProduct,
	links: readonly EngineLink[],
	family: readonly Permission[],
	cuts: Cut[]
): void {
	const set = familySet(family);
	const passing = passingOf(links, set);
	const circles = circlesIn(passedAlong(passing));
	const inCircle = passing.filter(({ grantor, grantee }) => circles.get(grantor) === circles.get(grantee));
	if (inCircle.length === 0) return;
	const places = cutOrder(
		product,
		family.map((each) => levelsOf(product, each))
	);
	for (const link of inCircle)
		if (places.get(link.grantor)! > places.get(link.grantee)!) demote(product, link, set, 'circle', cuts);
}

/** Cuts flags of one family until no chain is too long, and ways are not too many. */
function shorten(
	product: EngineProduct,
	family: readonly Permission[],
	limits: EngineLimits,
	cuts: Cut[]
): void {
	const set = familySet(family);
	const links = linksOfFamily(engineLinks(product), set);
	const passing = () => passingOf(links, set);
	const levels = family.map((each) => levelsOf(product, each));
	const places = cutOrder(product, levels);
	const kept = treeOf(links, family, levels, places);
	for (const link of passing()) if (!kept.has(link)) demote(product, link, set, 'too-long', cuts);
	const depths = rootDepths(product, family);
	const granting = new Set(links.map(({ grantor }) => grantor));
	for (const link of downwards(passing())) {
		// What is not reached leads nowhere, however long it is.
		const depth = depths.get(link.grantor);
		if (depth === undefined) continue;
		const reached = depth + (granting.has(link.grantee) ? 2 : 1);
		if (reached > limits.hops) demote(product, link, set, 'too-long', cuts);
		else depths.set(link.grantee, depth + 1);
	}
}

const linksOfFamily = (links: readonly EngineLink[], set: PermissionSet): EngineLink[] =>
	links.filter(({ permissions }) => (permissions & set) !== noPermissions);

function passedAlong(links: readonly EngineLink[]): Map<OrganizationId, OrganizationId[]> {
	const passed = new Map<OrganizationId, OrganizationId[]>();
	for (const { grantor, grantee } of links) {
		const own = passed.get(grantor);
		if (own) own.push(grantee);
		else passed.set(grantor, [grantee]);
	}
	return passed;
}

/** The links, each behind those that lead to its grantor; without circles there is such an order. */
function downwards(links: readonly EngineLink[]): EngineLink[] {
	const left = new Map<OrganizationId, number>();
	const from = new Map<OrganizationId, EngineLink[]>();
	for (const link of links) {
		left.set(link.grantee, (left.get(link.grantee) ?? 0) + 1);
		const own = from.get(link.grantor);
		if (own) own.push(link);
		else from.set(link.grantor, [link]);
	}
	const sorted: EngineLink[] = [];
	const free = [...from.keys()].filter((id) => !left.has(id));
	for (const id of free)
		for (const link of from.get(id) ?? []) {
			sorted.push(link);
			const rest = left.get(link.grantee)! - 1;
			left.set(link.grantee, rest);
			if (rest === 0) free.push(link.grantee);
		}
	return sorted;
}

/** The longest chain of what is passed on, from a root to each organization that is reached. */
function depthsOf(
	product: EngineProduct,
	family: readonly Permission[],
	links: readonly EngineLink[]
): Map<OrganizationId, number> {
	const depths = rootDepths(product, family);
	for (const { grantor, grantee } of downwards(links)) {
		const depth = depths.get(grantor);
		if (depth !== undefined) depths.set(grantee, Math.max(depths.get(grantee) ?? 0, depth + 1));
	}
	return depths;
}

const rootDepths = (product: EngineProduct, family: readonly Permission[]): Map<OrganizationId, number> =>
	new Map(family.flatMap((each) => roots(product, each)).map((root) => [root, 0]));

/** The longest chain of these grants of the family, from a root to a holder, once circles are cut. */
function longestOf(
	product: EngineProduct,
	links: readonly EngineLink[],
	family: readonly Permission[]
): number {
	const set = familySet(family);
	const depths = depthsOf(product, family, passingOf(links, set));
	return links.reduce((longest, { grantor }) => Math.max(longest, (depths.get(grantor) ?? -1) + 1), 0);
}

/** The longest chain of grants in a setup within limits. */
export function longestChain({ products }: EngineSetup): number {
	let longest = 0;
	for (const product of products) {
		const links = engineLinks(product);
		for (const family of families) {
			const own = linksOfFamily(links, familySet(family));
			if (own.length > 0) longest = Math.max(longest, longestOf(product, own, family));
		}
	}
	return longest;
}

function isWithin(
	product: EngineProduct,
	family: readonly Permission[],
	links: readonly EngineLink[],
	limits: EngineLimits
): boolean {
	// No chain is longer than all its grants.
	if (links.length > limits.hops && longestOf(product, links, family) > limits.hops) return false;
	if (limits.ways === Infinity) return true;
	const ways = new Map<OrganizationId, number>();
	const set = familySet(family);
	for (const { grantor, grantee } of downwards(passingOf(links, set)))
		ways.set(grantee, (ways.get(grantee) ?? 1) + (ways.get(grantor) ?? 1));
	return [...ways.values()].every((each) => each <= limits.ways);
}

/** Of what leads to each organization that is reached, one link: the shortest way, for the whole where it is reached for that. */
function treeOf(
	links: readonly EngineLink[],
	family: readonly Permission[],
	levels: readonly Levels[],
	places: Places
): Set<EngineLink> {
	const kept = new Map<OrganizationId, EngineLink>();
	for (const link of links) {
		const at = levels.findIndex((each) => each.has(link.grantee));
		const level = levels[at]?.get(link.grantee);
		if (level === undefined || level === 0 || levels[at]!.get(link.grantor) !== level - 1) continue;
		if (!includes(withImplied(link.flagged), family[at]!)) continue;
		const known = kept.get(link.grantee);
		if (!known || places.get(link.grantor)! < places.get(known.grantor)!) kept.set(link.grantee, link);
	}
	return new Set(kept.values());
}
