import { isOrganizationBlocked, isProductBlocked } from '../deletion/deletion';
import { delegationsOf, numberedRoots, standingsOn } from '../permissions/effective-permissions';
import type { Delegations } from '../permissions/delegations';
import type { Roots } from '../permissions/product-rows';
import { eachChange, ProductStandings } from '../permissions/product-standings';
import type { OrganizationId, ProductId } from '../facts';
import type { Product } from '../records';
import type { Standing } from '../permissions/standing';
import { relationsOf, type Snapshot } from '../snapshot';
import { refreshOpenLines } from './blockers';
import { concern, type Folding } from './handlers';
import { placeLinks, refreshLink } from './links';
import { setDeleted } from './organizations';
import { relationFor } from './relations';
import { organizationFor, productFor } from './writable-records';

/**
 * Derives anew whatever follows from what was written: partnerships, fixed points, deletions. Answers with each
 * organization's earlier standing on the products touched. Cost: the grants on those products and, for organizations
 * whose deletion takes effect or no longer does, what touches them.
 * @param most in how many standings at once such organizations may gain or lose one; the rest waits in `unsettledProducts`
 */
export function refresh(folding: Folding, most = Number.POSITIVE_INFINITY): Before {
	const { snapshot, links, touched, gone } = folding;
	// One that was dropped may have been made anew: the new one, which is placed below, has the last word.
	if (links) for (const [link, known] of links) refreshLink(snapshot, link, known);
	const before: Before = new Map();
	if (gone) for (const { id, standings } of gone.values()) before.set(id, standings);
	for (const id of touched) {
		const product = productFor(snapshot, id);
		if (!product) continue;
		if (!before.has(id)) before.set(id, product.standings);
		placeLinks(folding, product);
		refreshProduct(folding, product);
	}
	if (snapshot.tombstonedOrganizations.size > 0) refreshOrganizations(folding, before);
	if (snapshot.unsettledProducts.size > 0) refreshUnsettled(snapshot, before, most);
	return before;
}

/** Each organization's earlier standing on the products touched. */
type Before = Map<ProductId, ReadonlyMap<OrganizationId, Standing>>;

/** Finds anew who is deleted, of those of whom something may now block the deletion, or no longer does. */
function refreshOrganizations(folding: Folding, before: Before): void {
	const { snapshot, links, gone } = folding;
	for (const { grantor } of links?.keys() ?? []) concern(folding, grantor);
	for (const id of before.keys()) concern(folding, (snapshot.products.get(id) ?? gone!.get(id)!).owner);
	// What blocks one organization never depends on whether another is deleted: each is looked at once.
	for (const id of folding.concerned ?? [])
		if (snapshot.tombstonedOrganizations.has(id) && refreshOrganization(snapshot, id))
			for (const product of touching(snapshot, id)) snapshot.unsettledProducts.add(product);
}

/** Lets deletions of organizations, and their ends, change standings, in no more than so many at once. */
function refreshUnsettled(snapshot: Snapshot, before: Before, most: number): void {
	let standings = 0;
	for (const id of snapshot.unsettledProducts) {
		if (standings >= most) break;
		snapshot.unsettledProducts.delete(id);
		const product = productFor(snapshot, id);
		if (!product) continue;
		if (!before.has(id)) before.set(id, product.standings);
		const roots = numberedRoots(product, snapshot.numbers.organizations);
		refreshStandings(snapshot, product, roots, delegationsOf(snapshot, product));
		standings += 1 + product.undeletedStandings.size;
	}
}

/** Finds one product's fixed point anew, and what follows from it. */
function refreshProduct(folding: Folding, product: Product): void {
	const { snapshot } = folding;
	const { undeletedStandings: undeletedBefore, deleted: wasDeleted } = product;
	const { organizations } = snapshot.numbers;
	const roots = numberedRoots(product, organizations);
	const delegations = delegationsOf(snapshot, product);
	product.undeletedStandings = standingsOn(delegations, roots, organizations);
	refreshOpenLines(folding, product, undeletedBefore);
	product.deleted = product.tombstones.size > 0 && !isProductBlocked(snapshot, product);
	if (product.deleted !== wasDeleted) {
		const undeleted = relationFor(snapshot, product.owner, 'undeletedProducts');
		if (product.deleted) undeleted.delete(product.id);
		else undeleted.add(product.id);
	}
	refreshStandings(snapshot, product, roots, delegations);
}

/** Leaves out of the fixed point who is deleted, and moves the product between the organizations' lists by difference. */
function refreshStandings(
	snapshot: Snapshot,
	product: Product,
	roots: Roots,
	delegations: Readonly<Delegations>
): void {
	const { standings: before } = product;
	product.standings = withoutDeleted(snapshot, product, roots, delegations);
	if (snapshot.rows) {
		snapshot.rows.put(product.number, { standings: product.standings, delegations }, roots);
		product.delegations = null;
	}
	const { ids } = snapshot.numbers.organizations;
	eachChange(before, product.standings, (organization, _, is) =>
		relationFor(snapshot, ids[organization]!, 'holding').put(product.number, is)
	);
}

/** What is left of a product's fixed point where it, or an organization, is deleted: off it, whatever was granted. */
function withoutDeleted(
	{ tombstonedOrganizations: tombstoned, organizations, numbers }: Snapshot,
	product: Product,
	roots: Roots,
	delegations: Readonly<Delegations>
): ProductStandings {
	const { undeletedStandings: all } = product;
	if (product.deleted) return new ProductStandings(numbers.organizations);
	if (tombstoned.size === 0) return all;
	const looked = tombstoned.size < all.size ? tombstoned : all.keys();
	const deleted = [...looked].filter((id) => all.has(id) && organizations.get(id)?.deleted);
	if (deleted.length === 0) return all;
	const off = new Set(deleted.map((id) => numbers.organizations.of(id)));
	return standingsOn(delegations, roots, numbers.organizations, (organization) => off.has(organization));
}

/** Answers whether it became deleted, or no longer is. */
function refreshOrganization(snapshot: Snapshot, id: OrganizationId): boolean {
	const organization = organizationFor(snapshot, id)!;
	const before = organization.deleted;
	const isLeaving = organization.tombstones.size > 0;
	if (!isLeaving) snapshot.tombstonedOrganizations.delete(id);
	setDeleted(snapshot, organization, isLeaving && !isOrganizationBlocked(snapshot, id));
	return organization.deleted !== before;
}

/**
 * The products that an organization owns, makes, or was granted anything on: on each its standing may change with its
 * deletion.
 */
function touching(snapshot: Snapshot, id: OrganizationId): Set<ProductId> {
	const { undeletedProducts, made, partnerOf } = relationsOf(snapshot, id);
	const touched = new Set([...undeletedProducts, ...made]);
	for (const { authorized } of partnerOf.values())
		for (const product of authorized.keys()) touched.add(product);
	return touched;
}
