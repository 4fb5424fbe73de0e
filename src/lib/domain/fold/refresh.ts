import { isOrganizationBlocked, isProductBlocked } from '../deletion/deletion';
import { standingsOn } from '../permissions/effective-permissions';
import { eachChange, ProductStandings } from '../permissions/product-standings';
import type { OrganizationId, ProductId } from '../facts';
import type { Product } from '../records';
import type { Standing } from '../permissions/standing';
import { relationsOf, type Snapshot } from '../snapshot';
import { refreshOpenLines } from './blockers';
import type { Folding } from './handlers';
import { refreshLink } from './links';
import { relationFor } from './relations';
import { organizationFor, productFor } from './writable-records';

/**
 * Derives anew whatever follows from what was written: partnerships, fixed points, deletions. Answers with each
 * organization's earlier standing on the products touched. Cost: the grants on those products and, for organizations
 * whose deletion takes effect or no longer does, what touches them.
 */
export function refresh(folding: Folding): Map<ProductId, ReadonlyMap<OrganizationId, Standing>> {
	const { snapshot, links, touched, concerned, gone } = folding;
	for (const [link, known] of links) {
		refreshLink(snapshot, link, known);
		concerned.add(link.grantor);
	}
	const before = new Map<ProductId, ReadonlyMap<OrganizationId, Standing>>();
	for (const { id, standings } of gone.values()) before.set(id, standings);
	const find = (id: ProductId) => {
		const product = productFor(snapshot, id);
		if (!product) return;
		if (!before.has(id)) before.set(id, product.standings);
		refreshProduct(folding, product);
	};
	for (const id of touched) find(id);
	if (snapshot.tombstonedOrganizations.size === 0) return before;
	for (const id of before.keys()) concerned.add((snapshot.products.get(id) ?? gone.get(id)!).owner);
	// What blocks one organization never depends on whether another is deleted: each is looked at once.
	for (const id of concerned)
		if (snapshot.tombstonedOrganizations.has(id) && refreshOrganization(snapshot, id))
			for (const product of touching(snapshot, id)) find(product);
	return before;
}

/** Finds one product's fixed point anew, and moves it between the organizations' lists by difference. */
function refreshProduct(folding: Folding, product: Product): void {
	const { snapshot } = folding;
	const { standings: before, undeletedStandings: undeletedBefore, deleted: wasDeleted } = product;
	product.undeletedStandings = standingsOn(product, snapshot.numbers.organizations);
	refreshOpenLines(folding, product, undeletedBefore);
	product.deleted = product.tombstones.size > 0 && !isProductBlocked(snapshot, product);
	if (product.deleted !== wasDeleted) {
		const undeleted = relationFor(snapshot, product.owner, 'undeletedProducts');
		if (product.deleted) undeleted.delete(product.id);
		else undeleted.add(product.id);
	}
	product.standings = withoutDeleted(snapshot, product);
	snapshot.checks?.put(product.number, product.standings);
	const { ids } = snapshot.numbers.organizations;
	eachChange(before, product.standings, (organization, _, is) =>
		relationFor(snapshot, ids[organization]!, 'holding').put(product.number, is)
	);
}

/** What is left of a product's fixed point where it, or an organization, is deleted: off it, whatever was granted. */
function withoutDeleted(
	{ tombstonedOrganizations: tombstoned, organizations, numbers }: Snapshot,
	product: Product
): ProductStandings {
	const { undeletedStandings: all } = product;
	if (product.deleted) return new ProductStandings(numbers.organizations);
	if (tombstoned.size === 0) return all;
	const looked = tombstoned.size < all.size ? tombstoned : all.keys();
	const deleted = [...looked].filter((id) => all.has(id) && organizations.get(id)?.deleted);
	if (deleted.length === 0) return all;
	const off = new Set(deleted.map((id) => numbers.organizations.of(id)));
	return standingsOn(product, numbers.organizations, (organization) => off.has(organization));
}

/** Answers whether it became deleted, or no longer is. */
function refreshOrganization(snapshot: Snapshot, id: OrganizationId): boolean {
	const organization = organizationFor(snapshot, id)!;
	const before = organization.deleted;
	const isLeaving = organization.tombstones.size > 0;
	if (!isLeaving) snapshot.tombstonedOrganizations.delete(id);
	organization.deleted = isLeaving && !isOrganizationBlocked(snapshot, id);
	return organization.deleted !== before;
}

/**
 * The products that an organization owns, makes, or was granted anything on: on each its standing may change with its
 * deletion. Not those that are deleted: nobody has any standing on them.
 */
function touching(snapshot: Snapshot, id: OrganizationId): ProductId[] {
	const { undeletedProducts, made, partnerOf } = relationsOf(snapshot, id);
	const granted = [...partnerOf.values()].flatMap(({ authorized }) => [...authorized.keys()]);
	const all = new Set([...undeletedProducts, ...made, ...granted]);
	return [...all].filter((product) => snapshot.products.get(product)?.deleted !== true);
}
