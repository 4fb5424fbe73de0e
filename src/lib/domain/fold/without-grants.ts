import { organizationDeletion, partnerDeletion, productDeletion } from '../deletion/deletion';
import { putDelegation } from '../permissions/delegations';
import { lossesWithout, standingsOn } from '../permissions/effective-permissions';
import type { IsOff, Losses } from '../permissions/fixed-point';
import { isRepetitionOf } from '../permissions/links';
import type { PermissionSet } from '../permissions/standing';
import type { Link, Product } from '../records';
import { partnershipBetween, type Snapshot } from '../snapshot';

/** Permissions that a link gives no more: every grant of them is gone. */
export interface TakenGrants {
	product: Product;
	link: Link;
	permissions: PermissionSet;
}

/** A product without some of its grants, and who loses what by that; all else of it stays as it is. */
export interface Remainder {
	product: Product;
	taken: readonly TakenGrants[];
	losses: Losses;
}

/**
 * What would be left of products without these grants: what `simulate` finds once they are revoked, asked of the numbers of
 * the products' links alone. Null where more may follow: a deletion waits that may take effect then, or an earlier one is
 * still to change what organizations may do. Cost: the links of the products.
 */
export function withoutGrants(snapshot: Snapshot, taken: readonly TakenGrants[]): Remainder[] | null {
	if (mayDelete(snapshot, taken)) return null;
	const isOff = deletedIn(snapshot);
	const { organizations } = snapshot.numbers;
	const remainders: Remainder[] = [];
	for (const of of byProduct(taken)) {
		const { product } = of[0];
		if (product.deleted) continue;
		remainders.push({ product, taken: of, losses: lossesWithout(product, of, organizations, isOff) });
	}
	return remainders;
}

/** Whether the end of the grants may let a deletion take effect, or one is still to be settled. */
function mayDelete(snapshot: Snapshot, taken: readonly TakenGrants[]): boolean {
	if (snapshot.unsettledProducts.size > 0) return true;
	if (snapshot.tombstones.size === 0) return false;
	for (const id of snapshot.tombstonedOrganizations)
		if (organizationDeletion(snapshot, id) === 'waits') return true;
	return taken.some(
		({ product, link: { grantor, grantee } }) =>
			productDeletion(snapshot, product.id) === 'waits' ||
			partnerDeletion(partnershipBetween(snapshot, grantor, grantee)) === 'waits'
	);
}

/** Who is off every product; undefined where nobody is. */
function deletedIn({ tombstonedOrganizations, organizations, numbers }: Snapshot): IsOff | undefined {
	if (tombstonedOrganizations.size === 0) return undefined;
	return (organization) => organizations.get(numbers.organizations.ids[organization]!)?.deleted ?? false;
}

type Some<T> = [T, ...T[]];

/** What is taken, product by product. */
function byProduct(taken: readonly TakenGrants[]): Some<TakenGrants>[] {
	if (taken.length === 1) return [[taken[0]!]];
	const found = new Map<Product, Some<TakenGrants>>();
	for (const each of taken) {
		const known = found.get(each.product);
		if (known) known.push(each);
		else found.set(each.product, [each]);
	}
	return [...found.values()];
}

/** The product as it would be, for who looks at all of it. Cost: its links. */
export function productWithout(snapshot: Snapshot, { product, taken }: Remainder): Product {
	const links = product.links.copy((map) => new Map(map));
	const delegations = product.delegations.slice();
	for (const { permissions, link } of taken) {
		const left = linkWithout(links.between(link.grantor, link.grantee)!, permissions);
		links.put(left);
		putDelegation(delegations, link.place, left.permissions, left.flagged);
	}
	const without = { ...product, links, delegations };
	return { ...without, standings: standingsOn(without, snapshot.numbers.organizations, deletedIn(snapshot)) };
}

function linkWithout(link: Link, gone: PermissionSet): Link {
	const repeated = link.repeated?.map((count, place) => (isRepetitionOf(gone, place) ? 0 : count));
	return {
		...link,
		permissions: link.permissions & ~gone,
		flagged: link.flagged & ~gone,
		repeated: repeated?.some((count) => count > 0) ? repeated : null
	};
}
