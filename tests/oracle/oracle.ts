import type { Entry } from '$lib/domain/entry';
import type { FactId, OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions';
import { kindOfPermission, reachOf, shareOf, tuple, type Link, type Reach } from './permissions';
import { record, type OracleGrant, type OracleOrder, type OracleProduct, type Recorded } from './recorded';

export interface OrganizationBlocking {
	owned: ProductId[];
	made: ProductId[];
	partners: OrganizationId[];
	partnerOf: OrganizationId[];
	orders: OrderId[];
}

/** What the rules say about a set of entries. */
export interface Judged extends Recorded {
	/** Who holds and relays what now, by product: nobody anything on a deleted one. */
	reach: Map<ProductId, Reach>;
	/** What stands, or would stand, in the way of each deletion. */
	productBlockers: Map<ProductId, { grants: OracleGrant[]; orders: OrderId[] }>;
	organizationBlockers: Map<OrganizationId, OrganizationBlocking>;
	deletedProducts: Set<ProductId>;
	deletedOrganizations: Set<OrganizationId>;
	/** Whom each organization has as partners now. */
	partners: Map<OrganizationId, Set<OrganizationId>>;
	/** By `owner partner`: a deletion that was asked for and waits for the products still authorized. */
	waitingPartnerDeletions: Set<string>;
	grantStates: Map<OracleGrant, 'active' | 'dormant' | 'redundant'>;
}

const nobody: Reach = { holds: new Set(), relays: new Set() };

export const isHeld = (
	{ reach }: Pick<Judged, 'reach'>,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
) => (reach.get(product) ?? nobody).holds.has(tuple(organization, permission));

export const isRelayed = (
	{ reach }: Pick<Judged, 'reach'>,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
) => (reach.get(product) ?? nobody).relays.has(tuple(organization, permission));

export const rootsOf = (product: OracleProduct): OrganizationId[] =>
	product.standingMaker === null ? [product.owner] : [product.owner, product.standingMaker];

/** The links of one product, leaving out one grant if asked: its flag stays on whatever else it was set for. */
const linksOn = (recorded: Recorded, product: ProductId, without?: OracleGrant): Link[] =>
	recorded.grants
		.filter((grant) => grant.product === product && grant !== without)
		.map(({ grantor, grantee, permission }) => ({
			grantor,
			grantee,
			permission,
			thirdParty: recorded.flags.some(
				(flag) =>
					flag.grantor === grantor &&
					flag.grantee === grantee &&
					flag.product === product &&
					flag.kind === kindOfPermission(permission)
			)
		}));

function stateOf(judged: Recorded & Pick<Judged, 'reach'>, grant: OracleGrant) {
	if (!isRelayed(judged, grant.grantor, grant.product, grant.permission)) return 'dormant';
	const product = judged.products.get(grant.product)!;
	const without = reachOf(rootsOf(product), linksOn(judged, grant.product, grant));
	const same = shareOf(judged.reach.get(grant.product)!, grant.grantee) === shareOf(without, grant.grantee);
	return same ? 'redundant' : 'active';
}

const openOrders = (recorded: Recorded): OracleOrder[] =>
	[...recorded.orders.values()].filter((order) => order.status === 'open');

/** Only the owner's own grants, and open orders whose author may purchase the product, block its deletion. */
function blockersOfProduct(recorded: Recorded & Pick<Judged, 'reach'>, product: OracleProduct) {
	return {
		grants: recorded.grants.filter(
			(grant) => grant.product === product.id && grant.grantor === product.owner
		),
		orders: openOrders(recorded)
			.filter((order) => order.lines.some((line) => line.product === product.id))
			.filter((order) => isHeld(recorded, order.author, product.id, 'purchase'))
			.map((order) => order.id)
	};
}

function blockersOfOrganization(
	judged: Recorded & Pick<Judged, 'reach' | 'deletedProducts' | 'partners'>,
	id: OrganizationId
): OrganizationBlocking {
	const there = [...judged.products.values()].filter((product) => !judged.deletedProducts.has(product.id));
	return {
		owned: there.filter((product) => product.owner === id).map((product) => product.id),
		made: there.filter((product) => product.standingMaker === id).map((product) => product.id),
		partners: [...(judged.partners.get(id) ?? [])],
		partnerOf: [...judged.partners].filter(([, theirs]) => theirs.has(id)).map(([owner]) => owner),
		orders: openOrders(judged)
			.filter((order) => order.author === id || order.invoiceEntity === id)
			.filter((order) => order.lines.some((line) => isHeld(judged, order.author, line.product, 'purchase')))
			.map((order) => order.id)
	};
}

/** An organization's partners: those it added and did not delete, and any to which a grant by it stands. */
function partnersIn({ partnerRecords, grants, tombstones }: Recorded) {
	const partners: Judged['partners'] = new Map();
	const waiting = new Set<string>();
	const add = (owner: OrganizationId, partner: OrganizationId) =>
		partners.set(owner, new Set([...(partners.get(owner) ?? []), partner]));
	for (const { id, owner, partner } of partnerRecords) if (!tombstones.has(id)) add(owner, partner);
	for (const { grantor, grantee } of grants) add(grantor, grantee);
	for (const { owner, partner } of partnerRecords) {
		const records = partnerRecords.filter((each) => each.owner === owner && each.partner === partner);
		if (records.every((each) => tombstones.has(each.id)) && partners.get(owner)?.has(partner))
			waiting.add(`${owner} ${partner}`);
	}
	return { partners, waiting };
}

/** Everything that the rules say, computed anew and without cleverness. */
export function judge(entries: readonly Entry[]): Judged {
	const recorded = record(entries);
	const { products, organizations, grants, tombstones } = recorded;

	const reach: Judged['reach'] = new Map();
	for (const product of products.values())
		reach.set(product.id, reachOf(rootsOf(product), linksOn(recorded, product.id)));

	// What an order or a grant is worth before the deletion of its product counts is what can block it.
	const productBlockers: Judged['productBlockers'] = new Map();
	for (const product of products.values())
		productBlockers.set(product.id, blockersOfProduct({ ...recorded, reach }, product));
	const deletedProducts = new Set<FactId>();
	for (const [id, { grants, orders }] of productBlockers)
		if (tombstones.has(id) && grants.length + orders.length === 0) deletedProducts.add(id);
	for (const id of deletedProducts) reach.set(id, nobody);

	const { partners, waiting } = partnersIn(recorded);
	const organizationBlockers: Judged['organizationBlockers'] = new Map();
	const deletedOrganizations = new Set<OrganizationId>();
	for (const id of organizations.keys()) {
		const blockers = blockersOfOrganization({ ...recorded, reach, deletedProducts, partners }, id);
		organizationBlockers.set(id, blockers);
		if (tombstones.has(id) && Object.values(blockers).every((list: unknown[]) => list.length === 0))
			deletedOrganizations.add(id);
	}
	return {
		...recorded,
		...{ reach, productBlockers, organizationBlockers, deletedProducts, deletedOrganizations, partners },
		waitingPartnerDeletions: waiting,
		grantStates: new Map(grants.map((grant) => [grant, stateOf({ ...recorded, reach }, grant)]))
	};
}
