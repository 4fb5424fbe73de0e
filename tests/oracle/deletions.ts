import type { FactId, OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import { reachOf, tuple, type Reach } from './permissions';
import { rootedIn, type OracleGrant, type OracleProduct, type Recorded } from './recorded';

/** What "delete organization" is refused for. */
export interface OrganizationBlocking {
	owned: ProductId[];
	partners: OrganizationId[];
	orders: OrderId[];
}

/** What "is listed as a consequence" of deleting an organization. */
export interface OrganizationMentions {
	made: ProductId[];
	partnerOf: OrganizationId[];
	invoiced: OrderId[];
}

/** What "delete product" is refused for. */
export interface ProductBlocking {
	grants: OracleGrant[];
	orders: OrderId[];
}

export interface Deletions {
	/** What stands, or would stand, in the way of each deletion. */
	productBlockers: Map<ProductId, ProductBlocking>;
	organizationBlockers: Map<OrganizationId, OrganizationBlocking>;
	mentions: Map<OrganizationId, OrganizationMentions>;
	deletedProducts: Set<ProductId>;
	deletedOrganizations: Set<OrganizationId>;
	/** Whom each organization has as partners now. */
	partners: Map<OrganizationId, Set<OrganizationId>>;
	/** By `owner partner`: a deletion that was asked for and waits for the products still authorized. */
	waitingPartnerDeletions: Set<string>;
}

/** "A's partners are the organizations that A has added and not deleted, and any to which a standing grant by A exists." */
function partnersIn({ partnerRecords, grants, tombstones }: Recorded): Deletions['partners'] {
	const partners: Deletions['partners'] = new Map();
	const add = (owner: OrganizationId, partner: OrganizationId) =>
		partners.set(owner, new Set([...(partners.get(owner) ?? []), partner]));
	for (const { id, owner, partner } of partnerRecords) if (!tombstones.has(id)) add(owner, partner);
	for (const { grantor, grantee } of grants) add(grantor, grantee);
	return partners;
}

/** "B is still there, with its name, its deletion shown as *waiting* for those products" */
const waitingPartners = (
	{ partnerRecords, tombstones }: Recorded,
	partners: Deletions['partners']
): Set<string> =>
	new Set(
		partnerRecords
			.filter(({ owner, partner }) => partners.get(owner)?.has(partner))
			.filter(({ owner, partner }) =>
				partnerRecords
					.filter((each) => each.owner === owner && each.partner === partner)
					.every(({ id }) => tombstones.has(id))
			)
			.map(({ owner, partner }) => `${owner} ${partner}`)
	);

/** "What blocks is judged by holdings computed as though nothing were deleted, so that there is one answer" */
const undeleted = ({ products, grants }: Recorded): Map<ProductId, Reach> =>
	new Map(
		[...products.values()].map((product) => [
			product.id,
			reachOf(
				rootedIn(product),
				grants.filter((grant) => grant.product === product.id)
			)
		])
	);

/** What is deleted, what waits, and what blocks it. */
export function deletionsIn(recorded: Recorded): Deletions {
	const { products, organizations, grants, orders, tombstones } = recorded;
	const reach = undeleted(recorded);
	const buys = (organization: OrganizationId, product: ProductId) =>
		reach.get(product)?.holds.has(tuple(organization, 'purchase')) ?? false;
	// "Open = neither cancelled nor completed."
	const open = [...orders.values()].filter(({ status }) => status !== 'cancelled' && status !== 'completed');

	// "Its owner has authorized anyone on it, or an open order has a covered line for it (grants that others made … never block)"
	const blockersOf = ({ id, owner }: OracleProduct): ProductBlocking => ({
		grants: grants.filter((grant) => grant.product === id && grant.grantor === owner),
		orders: open
			.filter(({ author, lines }) => lines.some(({ product }) => product === id && buys(author, id)))
			.map((order) => order.id)
	});
	const productBlockers = new Map([...products.values()].map((each) => [each.id, blockersOf(each)]));

	// "deleted(x) = tombstoned(x) and nothing that blocks the deletion is there"
	const isDeleted = (id: FactId, ...blocking: unknown[][]) =>
		tombstones.has(id) && blocking.every((list) => list.length === 0);
	const deletedProducts = new Set(
		[...productBlockers].filter(([id, each]) => isDeleted(id, each.grants, each.orders)).map(([id]) => id)
	);
	// "A deleted product or partner blocks nothing"
	const there = [...products.values()].filter(({ id }) => !deletedProducts.has(id));
	const partners = partnersIn(recorded);

	// "It owns a product, has partners, or has open orders of its own with a covered line"
	const organizationBlockers: Deletions['organizationBlockers'] = new Map(
		[...organizations.keys()].map((id) => [
			id,
			{
				owned: there.filter(({ owner }) => owner === id).map((product) => product.id),
				partners: [...(partners.get(id) ?? [])],
				orders: open
					.filter(({ author, lines }) => author === id && lines.some(({ product }) => buys(id, product)))
					.map((order) => order.id)
			}
		])
	);
	const deletedOrganizations = new Set(
		[...organizationBlockers]
			.filter(([id, each]) => isDeleted(id, each.owned, each.partners, each.orders))
			.map(([id]) => id)
	);

	// "Being somebody's partner, maker or invoice entity is listed as a consequence."
	const mentions: Deletions['mentions'] = new Map(
		[...organizations.keys()].map((id) => [
			id,
			{
				made: there
					.filter(
						({ owner, making }) => owner !== id && making.origin !== 'proprietary' && making.maker === id
					)
					.map((product) => product.id),
				partnerOf: [...partners].filter(([, theirs]) => theirs.has(id)).map(([owner]) => owner),
				invoiced: open
					.filter(({ author, invoiceEntity }) => author !== id && invoiceEntity === id)
					.map((order) => order.id)
			}
		])
	);
	return {
		...{ productBlockers, organizationBlockers, mentions, deletedProducts, deletedOrganizations, partners },
		waitingPartnerDeletions: waitingPartners(recorded, partners)
	};
}

/** Every deletion that was asked for and counts; those of partners as `owner partner`. */
export const deletionsDone = ({ partnerRecords }: Recorded, deletions: Deletions): Set<string> =>
	new Set([
		...deletions.deletedProducts,
		...deletions.deletedOrganizations,
		...partnerRecords
			.filter(({ owner, partner }) => !deletions.partners.get(owner)?.has(partner))
			.map(({ owner, partner }) => `${owner} ${partner}`)
	]);
