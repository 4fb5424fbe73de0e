import type { Entry } from '$lib/domain/entry';
import type { FactId, OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions';
import { kindOfPermission, reachOf, shareOf, tuple, type Link, type Reach, type Root } from './permissions';
import { record, type OracleGrant, type OracleOrder, type OracleProduct, type Recorded } from './recorded';

export interface OrganizationBlocking {
	owned: ProductId[];
	partners: OrganizationId[];
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

export const rootedIn = ({ owner, standingMaker, makerKinds }: OracleProduct): Root[] => [
	{ organization: owner, kinds: ['develop', 'purchase'] },
	...(standingMaker === null ? [] : [{ organization: standingMaker, kinds: makerKinds }])
];

/** Those whose standing nobody grants, of all or of one permission. */
export const rootsOf = (product: OracleProduct, permission?: Permission): OrganizationId[] =>
	rootedIn(product)
		.filter(({ kinds }) => permission === undefined || kinds.includes(kindOfPermission(permission)))
		.map(({ organization }) => organization);

/** Nobody that is deleted holds anything. */
type Off = ReadonlySet<OrganizationId>;

/** The links of one product to those that are not off. */
const linksOn = (recorded: Recorded, product: ProductId, off: Off): Link[] =>
	recorded.grants
		.filter((grant) => grant.product === product && !off.has(grant.grantee))
		.map(({ grantor, grantee, permission }) => ({
			grantor,
			grantee,
			permission,
			thirdParty: recorded.flags.some(
				(flag) =>
					flag.grantor === grantor &&
					flag.grantee === grantee &&
					flag.product === product &&
					flag.permission === permission
			)
		}));

const reachOn = (recorded: Recorded, product: OracleProduct, off: Off): Reach =>
	reachOf(
		rootedIn(product).filter(({ organization }) => !off.has(organization)),
		linksOn(recorded, product.id, off)
	);

const without = (recorded: Recorded, grant: OracleGrant): Recorded => ({
	...recorded,
	grants: recorded.grants.filter((each) => each !== grant)
});

function stateOf(judged: Recorded & Pick<Judged, 'reach' | 'deletedOrganizations'>, grant: OracleGrant) {
	const off = judged.deletedOrganizations;
	if (off.has(grant.grantee)) return 'dormant';
	if (!isRelayed(judged, grant.grantor, grant.product, grant.permission)) return 'dormant';
	const less = without(judged, grant);
	const reach = reachOn(less, judged.products.get(grant.product)!, off);
	const same = shareOf(judged.reach.get(grant.product)!, grant.grantee) === shareOf(reach, grant.grantee);
	return same && !completes(judged, less) ? 'redundant' : 'active';
}

/** Whether a deletion takes effect that waits while the grant is there. */
function completes(recorded: Recorded, less: Recorded): boolean {
	if (recorded.tombstones.size === 0) return false;
	const now = new Set(deletionsIn(recorded).done);
	return deletionsIn(less).done.some((each) => !now.has(each));
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
		partners: [...(judged.partners.get(id) ?? [])],
		orders: openOrders(judged)
			.filter((order) => order.author === id)
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

/** What is deleted and what blocks it, judged by holdings as though nothing were deleted. */
function deletionsIn(recorded: Recorded) {
	const { products, organizations, partnerRecords, tombstones } = recorded;
	const reach: Judged['reach'] = new Map();
	for (const product of products.values()) reach.set(product.id, reachOn(recorded, product, new Set()));

	const productBlockers: Judged['productBlockers'] = new Map();
	for (const product of products.values())
		productBlockers.set(product.id, blockersOfProduct({ ...recorded, reach }, product));
	const deletedProducts = new Set<FactId>();
	for (const [id, { grants, orders }] of productBlockers)
		if (tombstones.has(id) && grants.length + orders.length === 0) deletedProducts.add(id);

	const { partners, waiting } = partnersIn(recorded);
	const organizationBlockers: Judged['organizationBlockers'] = new Map();
	const deletedOrganizations = new Set<OrganizationId>();
	for (const id of organizations.keys()) {
		const blockers = blockersOfOrganization({ ...recorded, reach, deletedProducts, partners }, id);
		organizationBlockers.set(id, blockers);
		if (tombstones.has(id) && Object.values(blockers).every((list: unknown[]) => list.length === 0))
			deletedOrganizations.add(id);
	}
	const gone = partnerRecords.filter(({ owner, partner }) => !partners.get(owner)?.has(partner));
	return {
		...{ productBlockers, organizationBlockers, deletedProducts, deletedOrganizations, partners, waiting },
		done: [
			...deletedProducts,
			...deletedOrganizations,
			...gone.map(({ owner, partner }) => `${owner} ${partner}`)
		]
	};
}

/** Everything that the rules say, computed anew and without cleverness. */
export function judge(entries: readonly Entry[]): Judged {
	const recorded = record(entries);
	const found = deletionsIn(recorded);
	const { productBlockers, organizationBlockers, deletedProducts, deletedOrganizations, partners } = found;
	const deletions = {
		productBlockers,
		organizationBlockers,
		deletedProducts,
		deletedOrganizations,
		partners
	};
	const reach: Judged['reach'] = new Map();
	for (const product of recorded.products.values())
		reach.set(
			product.id,
			deletions.deletedProducts.has(product.id)
				? nobody
				: reachOn(recorded, product, deletions.deletedOrganizations)
		);
	const judged = { ...recorded, ...deletions, reach, waitingPartnerDeletions: found.waiting };
	return {
		...judged,
		grantStates: new Map(recorded.grants.map((grant) => [grant, stateOf(judged, grant)]))
	};
}
