import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { organizationDeletion, partnerDeletion, productDeletion } from '../deletion/deletion';
import { putDelegation } from '../permissions/delegations';
import { delegationsOf, numberedRoots, standingsOn } from '../permissions/effective-permissions';
import { type IsOff, type Losses, lossesWith, type Taken } from '../permissions/fixed-point';
import { isRepetitionOf } from '../permissions/links';
import {
	delegationsBegin,
	hasStandings,
	grantedAt,
	placeBetween,
	type PackedProduct,
	rowOf
} from '../permissions/product-rows';
import { noPermissions, type PermissionSet } from '../permissions/standing';
import type { OrganizationId, ProductId } from '../facts';
import type { Link, Product } from '../records';
import { partnershipBetween, type Snapshot } from '../snapshot';

/** Permissions that a link grants and is to give no more, found in the row of its product: until the snapshot is next written. */
export interface TakenGrants extends Taken {
	product: ProductId;
	row: PackedProduct;
}

/** A product without some of its grants, and who loses what by that; all else of it stays as it is. */
export interface Remainder {
	product: ProductId;
	row: PackedProduct;
	taken: readonly TakenGrants[];
	losses: Losses;
}

/**
 * Those of some permissions that the one grants the other on a product, to be taken; undefined where that is none of them.
 * Cost: the links of the product.
 */
export function grantsToTake(
	snapshot: Snapshot,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId,
	wanted: PermissionSet
): TakenGrants | undefined {
	const { organizations } = snapshot.numbers;
	const row = rowIn(snapshot, product);
	const from = organizations.find(grantor);
	const to = organizations.find(grantee);
	if (row === undefined || from === undefined || to === undefined) return undefined;
	const place = placeBetween(row, from, to);
	const permissions = place === undefined ? noPermissions : wanted & grantedAt(row, place);
	return permissions === noPermissions ? undefined : { product, row, place: place!, permissions };
}

/** The row of a product; undefined where that is not here. */
function rowIn(snapshot: Snapshot, id: ProductId): PackedProduct | undefined {
	const { rows, numbers, products } = snapshot;
	if (rows) {
		const number = numbers.products.find(id);
		return number === undefined ? undefined : rows.row(number);
	}
	const product = products.get(id);
	if (!product) return undefined;
	const { standings } = product;
	const delegations = delegationsOf(snapshot, product);
	return rowOf({ standings, delegations }, numberedRoots(product, numbers.organizations));
}

/**
 * What would be left of products without these grants: what `simulate` finds once they are revoked, asked of the numbers of
 * the products' links alone. Null where more may follow: a deletion waits that may take effect then, or an earlier one is
 * still to change what organizations may do. Cost: the links of the products.
 */
export function withoutGrants(snapshot: Snapshot, taken: readonly TakenGrants[]): Remainder[] | null {
	if (mayDelete(snapshot, taken)) return null;
	const isOff = deletedIn(snapshot);
	const count = snapshot.numbers.organizations.ids.length;
	const remainderOf = (of: readonly TakenGrants[]): Remainder => {
		const { product, row } = of[0]!;
		return { product, row, taken: of, losses: lossesWith(row, of, count, isOff) };
	};
	// Of a deleted product nobody has anything to lose.
	if (taken.length === 1) return hasStandings(taken[0]!.row) ? [remainderOf(taken)] : [];
	return byProduct(taken.filter(({ row }) => hasStandings(row))).map(remainderOf);
}

/** Whether the end of the grants may let a deletion take effect, or one is still to be settled. */
function mayDelete(snapshot: Snapshot, taken: readonly TakenGrants[]): boolean {
	if (snapshot.unsettledProducts.size > 0) return true;
	if (snapshot.tombstones.size === 0) return false;
	for (const id of snapshot.tombstonedOrganizations)
		if (organizationDeletion(snapshot, id) === 'waits') return true;
	return taken.some((each) => {
		const [grantor, grantee] = endsAt(snapshot, each.row, each.place);
		return (
			productDeletion(snapshot, each.product) === 'waits' ||
			partnerDeletion(partnershipBetween(snapshot, grantor, grantee)) === 'waits'
		);
	});
}

/** The grantor and the grantee of the link at a place of a row. */
export function endsAt(
	{ numbers }: Snapshot,
	row: PackedProduct,
	place: number
): [grantor: OrganizationId, grantee: OrganizationId] {
	const { ids } = numbers.organizations;
	const at = delegationsBegin(row) + place;
	return [ids[row.cells[at]!]!, ids[row.cells[at + 1]!]!];
}

/** Who is off every product; undefined where nobody is. */
function deletedIn({ tombstonedOrganizations, organizations, numbers }: Snapshot): IsOff | undefined {
	if (tombstonedOrganizations.size === 0) return undefined;
	return (organization) => organizations.get(numbers.organizations.ids[organization]!)?.deleted ?? false;
}

/** What is taken, product by product. */
function byProduct(taken: readonly TakenGrants[]): TakenGrants[][] {
	const found = new Map<ProductId, TakenGrants[]>();
	for (const each of taken) getOrInsertComputed(found, each.product, (): TakenGrants[] => []).push(each);
	return [...found.values()];
}

/** The product as it would be, for who looks at all of it. Cost: its links. */
export function productWithout(snapshot: Snapshot, { product: id, taken }: Remainder): Product {
	const product = snapshot.products.get(id)!;
	const links = product.links.copy((map) => new Map(map));
	const delegations = delegationsOf(snapshot, product).slice();
	const { organizations } = snapshot.numbers;
	const { ids } = organizations;
	for (const { permissions, place } of taken) {
		const [grantor, grantee] = [ids[delegations[place]!]!, ids[delegations[place + 1]!]!];
		const left = linkWithout(links.between(grantor, grantee)!, permissions);
		links.put(left);
		putDelegation(delegations, place, left.permissions, left.flagged);
	}
	const without = { ...product, links, delegations };
	const roots = numberedRoots(product, organizations);
	return { ...without, standings: standingsOn(delegations, roots, organizations, deletedIn(snapshot)) };
}

function linkWithout(link: Link, gone: PermissionSet): Link {
	const left = link.copy();
	left.permissions &= ~gone;
	left.flagged &= ~gone;
	const repeated = link.repeated?.map((count, place) => (isRepetitionOf(gone, place) ? 0 : count));
	left.repeated = repeated?.some((count) => count > 0) ? repeated : null;
	return left;
}
