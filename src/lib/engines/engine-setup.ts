import type { Rooted } from '../domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import { linksOn } from '../domain/permissions/links';
import { getOrInsertComputed } from '../domain/algorithms/get-or-insert';
import type { Expectation, Product } from '../domain/records';
import { noPermissions, type PermissionSet } from '../domain/permissions/standing';
import type { Snapshot } from '../domain/snapshot';

/** What one organization grants another on one product: grants of one permission count as one, `flagged` is part of `permissions`. */
export interface EngineLink {
	grantor: OrganizationId;
	grantee: OrganizationId;
	permissions: PermissionSet;
	flagged: PermissionSet;
}

/** A product, who holds it without being granted it, and its grants, those without effect too. */
export interface EngineProduct extends Rooted {
	id: ProductId;
	pid: string;
	name: string;
	links: Map<OrganizationId, Map<OrganizationId, EngineLink>>;
}

/** What of a workspace is exported: plain values that cross to another thread. Lists are in the order of ids. */
export interface EngineSetup {
	organizations: { id: OrganizationId; name: string; account: string }[];
	products: EngineProduct[];
	expectations: EngineExpectation[];
}

export type EngineExpectation = Pick<Expectation, 'product' | 'permission' | 'expected'>;

/** What of a snapshot is not exported, as it has no effect while deletions stand. */
export interface NotExported {
	organizations: OrganizationId[];
	products: ProductId[];
	/** Grants, of one permission each, to or by a deleted organization. */
	grants: number;
}

const byId = <T extends { id: string }>(one: T, other: T): number => (one.id < other.id ? -1 : 1);

/**
 * What a snapshot comes to for an engine. Deleted organizations and products drop out, with their grants and a deleted
 * maker's standing, as they do in the fixed point.
 */
export function engineSetup(snapshot: Snapshot): { setup: EngineSetup; notExported: NotExported } {
	const isDeleted = (id: OrganizationId) => snapshot.organizations.get(id)?.deleted === true;
	const notExported: NotExported = { organizations: [], products: [], grants: 0 };
	const named = new Map<OrganizationId, EngineSetup['organizations'][number]>();
	for (const { id, name, account } of snapshot.organizations.values())
		if (isDeleted(id)) notExported.organizations.push(id);
		else named.set(id, { id, name, account });

	const products: EngineProduct[] = [];
	for (const product of snapshot.products.values()) {
		if (product.deleted) {
			notExported.products.push(product.id);
			continue;
		}
		const links = linksOf(product, isDeleted, notExported);
		const gone = product.making.maker !== null && isDeleted(product.making.maker);
		products.push({
			...{ id: product.id, pid: product.pid, name: product.name, owner: product.owner, links },
			making: gone ? { ...product.making, maker: null } : product.making,
			makerMay: gone ? noPermissions : product.makerMay
		});
	}
	// Whoever is named and has not arrived holds what it was granted all the same.
	for (const product of products)
		for (const id of involvedIn(product)) if (!named.has(id)) named.set(id, { id, name: '', account: '' });
	const exported = new Set(products.map(({ id }) => id));
	const expectations = [...snapshot.expectations.values()]
		.filter(({ product, tombstones }) => tombstones.size === 0 && exported.has(product))
		.sort(byId)
		.map(({ product, permission, expected }) => ({ product, permission, expected }));
	return { setup: orderedSetup([...named.values()], products, expectations), notExported };
}

function linksOf(
	product: Product,
	isDeleted: (id: OrganizationId) => boolean,
	notExported: NotExported
): EngineProduct['links'] {
	const links: EngineProduct['links'] = new Map();
	for (const { grantor, grantee, permissions, flagged } of linksOn(product))
		if (isDeleted(grantor) || isDeleted(grantee)) notExported.grants += sizeOf(permissions);
		else addLink(links, { grantor, grantee, permissions, flagged });
	return links;
}

/** How many permissions are in the set. */
export function sizeOf(set: PermissionSet): number {
	let count = 0;
	for (let rest = set; rest; rest &= rest - 1) count += 1;
	return count;
}

/** Adds to what is granted between the two. */
export function addLink(
	links: EngineProduct['links'],
	{ grantor, grantee, permissions, flagged }: EngineLink
): void {
	const none = { grantor, grantee, permissions: noPermissions, flagged: noPermissions };
	const link = getOrInsertComputed(
		getOrInsertComputed(links, grantor, () => new Map<OrganizationId, EngineLink>()),
		grantee,
		() => none
	);
	link.permissions |= permissions;
	link.flagged |= flagged;
}

export function engineLinks({ links }: Pick<EngineProduct, 'links'>): EngineLink[] {
	const all: EngineLink[] = [];
	for (const each of links.values()) for (const link of each.values()) all.push(link);
	return all;
}

/** Every organization that the product names, in the order of ids. */
export function involvedIn(product: EngineProduct): OrganizationId[] {
	const ids = new Set([product.owner]);
	if (product.making.maker !== null) ids.add(product.making.maker);
	for (const { grantor, grantee } of engineLinks(product)) ids.add(grantor).add(grantee);
	return [...ids].sort();
}

export const orderedSetup = (
	organizations: EngineSetup['organizations'],
	products: EngineProduct[],
	expectations: EngineExpectation[]
): EngineSetup => ({ organizations: organizations.sort(byId), products: products.sort(byId), expectations });
