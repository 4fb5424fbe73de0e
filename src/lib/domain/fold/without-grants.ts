import { organizationDeletion, partnerDeletion, productDeletion } from '../deletion/deletion';
import type { GrantId } from '../facts';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { putDelegation } from '../permissions/delegations';
import { standingsOn } from '../permissions/effective-permissions';
import type { ProductStandings } from '../permissions/product-standings';
import type { Link, Product } from '../records';
import { linkBetween, partnershipBetween, type Snapshot } from '../snapshot';
import { tally } from './links';

/** What would be left of a product without some grants; all else of it stays as it is. */
export interface Remainder {
	product: Product;
	/** Each link of which a grant is gone, by its place, as it would be. */
	left: ReadonlyMap<number, Link>;
	standings: ProductStandings;
}

/**
 * What would be left of products if these grants were revoked: what `simulate` finds, asked of the products' delegations
 * alone. Null where more may follow: a deletion waits that may take effect then, or an earlier one is still to change what
 * organizations may do. Cost: the links of the products.
 */
export function withoutGrants(snapshot: Snapshot, ids: readonly GrantId[]): Remainder[] | null {
	const { tombstonedOrganizations: tombstoned, organizations, numbers } = snapshot;
	if (snapshot.unsettledProducts.size > 0) return null;
	for (const id of tombstoned) if (organizationDeletion(snapshot, id) === 'waits') return null;
	const changed = linksWithout(snapshot, ids);
	if (!changed) return null;
	const isOff = (organization: number) =>
		organizations.get(numbers.organizations.ids[organization]!)?.deleted ?? false;
	const remainders: Remainder[] = [];
	for (const [product, left] of changed) {
		if (product.deleted) continue;
		const delegations = product.delegations.slice();
		for (const { place, permissions, flagged } of left.values())
			putDelegation(delegations, place, permissions, flagged);
		const { owner, making, makerMay } = product;
		const roots = { owner, making, makerMay, delegations };
		const standings = standingsOn(roots, numbers.organizations, tombstoned.size > 0 ? isOff : undefined);
		remainders.push({ product, left, standings });
	}
	return remainders;
}

/** The links without the grants, by product; null where the deletion of a product or partner among them waits. */
function linksWithout(snapshot: Snapshot, ids: readonly GrantId[]): Map<Product, Map<number, Link>> | null {
	const changed = new Map<Product, Map<number, Link>>();
	for (const id of ids.length > 1 ? new Set(ids) : ids) {
		const {
			grantor,
			grantee,
			product: productId,
			permission,
			standing,
			isFlagged
		} = snapshot.grants.get(id)!;
		if (!standing) continue;
		const product = snapshot.products.get(productId)!;
		if (productDeletion(snapshot, productId) === 'waits') return null;
		if (partnerDeletion(partnershipBetween(snapshot, grantor, grantee)) === 'waits') return null;
		const link = linkBetween(snapshot, grantor, grantee, productId)!;
		const left = getOrInsertComputed(
			getOrInsertComputed(changed, product, () => new Map<number, Link>()),
			link.place,
			() => ({ ...link })
		);
		tally(left, 'permissions', permission, -1);
		if (isFlagged) tally(left, 'flagged', permission, -1);
	}
	return changed;
}

/** The product as it would be, for who looks at all of it. Cost: its links. */
export function productWithout({ product, left, standings }: Remainder): Product {
	const links = new Map(product.links);
	for (const link of left.values()) {
		let byGrantee = links.get(link.grantor)!;
		if (byGrantee === product.links.get(link.grantor))
			links.set(link.grantor, (byGrantee = byGrantee.copy((map) => new Map(map))));
		byGrantee.set(link.grantee, link);
	}
	return { ...product, links, standings };
}
