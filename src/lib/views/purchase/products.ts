import { held, heldProducts, holds } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { includes, noPermissions } from '$lib/domain/permissions/standing';
import type { Product } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { searchMatcher, folded, exactMatcher } from '$lib/domain/text/text';
import { organizationShown, type OrganizationShown } from '../organizations/shown';

export interface ProductChoice {
	id: ProductId;
	name: string;
	pid: string;
	owner: OrganizationShown;
}

/** What an order may name, grouped as the interface groups products everywhere. */
export interface Purchasable {
	own: ProductChoice[];
	customers: ProductChoice[];
}

/** The products on which the organization holds `purchase`. */
export function purchasable(snapshot: Snapshot, orderer: OrganizationId): Purchasable {
	const groups: Purchasable = { own: [], customers: [] };
	for (const id of heldProducts(snapshot, orderer, 'purchase')) {
		const product = snapshot.products.get(id)!;
		groups[product.owner === orderer ? 'own' : 'customers'].push(choice(snapshot, product));
	}
	return groups;
}

/** Why a product that somebody looks for is not offered, and who could change that. */
export interface NotPurchasable extends ProductChoice {
	reason:
		/** It holds something else on it. */
		| 'develop-only'
		/** It was authorized, by those who may not pass it on any more. */
		| 'dormant'
		| 'not-authorized';
	/** Who authorized it, where that is dormant. */
	from: OrganizationShown[];
}

/**
 * The products that a search finds beside those that may be purchased: any that the organization has to do with, and
 * any other whose whole name or PID was typed.
 */
export function notPurchasable(snapshot: Snapshot, orderer: OrganizationId, query: string): NotPurchasable[] {
	if (folded(query) === '') return [];
	const [finds, isNamed] = [searchMatcher(query), exactMatcher(query)];
	const known = new Set(heldProducts(snapshot, orderer));
	for (const { authorized } of relationsOf(snapshot, orderer).partnerOf.values())
		for (const product of authorized.keys()) known.add(product);
	const found: NotPurchasable[] = [];
	for (const product of snapshot.products.values()) {
		const isMeant = (known.has(product.id) ? finds : isNamed)(product.name, product.pid);
		if (!isMeant || product.deleted || holds(snapshot, orderer, product.id, 'purchase')) continue;
		const from = dormantGrantors(product, orderer).map((id) => organizationShown(snapshot, id));
		const holdsOther = held(snapshot, orderer, product.id) !== noPermissions;
		const reason = from.length > 0 ? 'dormant' : holdsOther ? 'develop-only' : 'not-authorized';
		found.push({ ...choice(snapshot, product), reason, from });
	}
	return found;
}

const dormantGrantors = (product: Product, grantee: OrganizationId): OrganizationId[] =>
	[...product.links.to(grantee)]
		.filter(({ permissions }) => includes(permissions, 'purchase'))
		.map(({ grantor }) => grantor);

const choice = (snapshot: Snapshot, { id, name, pid, owner }: Product): ProductChoice => ({
	id,
	name,
	pid,
	owner: organizationShown(snapshot, owner)
});
