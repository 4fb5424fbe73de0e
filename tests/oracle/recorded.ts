import type { Entry } from '$lib/domain/entry';
import type {
	DeviceId,
	Expected,
	FactId,
	GrantId,
	KeyId,
	Making,
	Operation,
	OrderId,
	OrderLine,
	OrderStatus,
	OrganizationId,
	ProductId
} from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import { everyKind, kindOfPermission, type Link, type Root } from './permissions';
import { latest, ofTable, statementsOf, type Statement } from './statements';
import { oracleAuthorities, type OracleMember } from './authorities';

export interface OracleOrganization {
	id: OrganizationId;
	name: string;
	account: string;
	colour: string;
}

export interface OracleProduct {
	id: ProductId;
	owner: OrganizationId;
	pid: string;
	name: string;
	category: string;
	making: Making;
	basedOn: ProductId | null;
	/** The kinds that were stated last for each organization as its maker. */
	statedKinds: Map<OrganizationId, readonly Kind[]>;
}

/** A partner record: one act of adding, which a tombstone can delete. */
export interface OraclePartnerRecord {
	id: FactId;
	owner: OrganizationId;
	partner: OrganizationId;
}

/** "Grants of the same permission on the same product between the same two organizations count as one" */
export interface OracleGrant extends Link {
	product: ProductId;
	/** Those that stand: at least one. */
	records: GrantId[];
}

export interface OracleOrder {
	id: OrderId;
	author: OrganizationId;
	invoiceEntity: OrganizationId;
	lines: OrderLine[];
	status: OrderStatus;
}

export interface OracleExpectation {
	author: OrganizationId;
	product: ProductId;
	permission: Permission;
	expected: Expected;
}

/** Everything that is recorded, before anything is derived from it. */
export interface Recorded {
	organizations: Map<OrganizationId, OracleOrganization>;
	products: Map<ProductId, OracleProduct>;
	partnerRecords: OraclePartnerRecord[];
	/** The name that an organization chose for a partner, by `owner partner`. */
	partnerNames: Map<string, string>;
	grants: OracleGrant[];
	/** Grants that were revoked: history only. */
	ended: Set<GrantId>;
	orders: Map<OrderId, OracleOrder>;
	work: Map<FactId, { author: OrganizationId; product: ProductId; operation: Operation }>;
	devices: Map<DeviceId, { owner: OrganizationId; product: ProductId; serial: string }>;
	logs: Map<FactId, { owner: OrganizationId; device: DeviceId }>;
	expectations: Map<FactId, OracleExpectation>;
	/** Organizations that are kept for somebody to take over. */
	reserved: Set<OrganizationId>;
	members: Map<OrganizationId, Map<KeyId, OracleMember>>;
	/** Tombstones that their organization set on a record of its own and has not withdrawn, by record. */
	tombstones: Map<string, FactId[]>;
}

/** "Every field that two people could change at once merges by itself": the latest of all it was given counts. */
const latestValue = <T>(first: { of: Statement; value: T }, changes: { of: Statement; value: T }[]): T => {
	const all = [first, ...changes];
	const last = latest(all.map((each) => each.of));
	return all.find((each) => each.of === last)!.value;
};

function organizationsIn(statements: Statement[]) {
	const result: Recorded['organizations'] = new Map();
	const changes = ofTable(statements, 'organization-fields');
	for (const founded of ofTable(statements, 'organizations')) {
		if (!founded.founding || result.has(founded.author)) continue;
		const field = (name: 'name' | 'account' | 'colour') =>
			latestValue<string>(
				{ of: founded, value: founded.fact[name] },
				changes
					.filter((each) => each.author === founded.author && each.fact.field === name)
					.map((each) => ({ of: each, value: each.fact.value }))
			);
		const id = founded.author;
		result.set(id, { id, name: field('name'), account: field('account'), colour: field('colour') });
	}
	return result;
}

function productsIn(statements: Statement[]) {
	const result: Recorded['products'] = new Map();
	for (const added of ofTable(statements, 'products')) {
		const { id, author: owner, fact } = added;
		const said = statements.filter(
			(each) => each.author === owner && 'product' in each.fact && each.fact.product === id
		);
		const field = (name: 'pid' | 'name' | 'category') =>
			latestValue<string>(
				{ of: added, value: fact[name] },
				ofTable(said, 'product-fields')
					.filter((each) => each.fact.field === name)
					.map((each) => ({ of: each, value: each.fact.value }))
			);
		const making = latestValue(
			{ of: added, value: fact.making },
			ofTable(said, 'product-makings').map((each) => ({ of: each, value: each.fact.making }))
		);
		const basedOn = latestValue(
			{ of: added, value: fact.basedOn },
			ofTable(said, 'product-bases').map((each) => ({ of: each, value: each.fact.basedOn }))
		);
		// "A field of product and maker together; the owner may change them at any time": the latest by stamp counts.
		const words = ofTable(said, 'maker-standings');
		const statedKinds = new Map(
			words.map(({ fact: { maker } }) => [
				maker,
				latest(words.filter((each) => each.fact.maker === maker))!.fact.kinds
			])
		);
		result.set(id, {
			...{ id, owner, making, basedOn, statedKinds },
			...{ pid: field('pid'), name: field('name'), category: field('category') }
		});
	}
	return result;
}

/** "For which kinds … the maker holds an OEM/ODM product without being granted it … Where none are stated, it has none." */
export const makerKinds = ({ making, statedKinds }: OracleProduct): Kind[] => {
	const { origin, maker } = making;
	if (origin === 'proprietary' || maker === null) return [];
	return everyKind.filter((kind) => statedKinds.get(maker)?.includes(kind));
};

/** "root(o, p, x): o owns p; or p is OEM/ODM, o is its maker, and the maker's standing covers kind(x)" */
export const rootedIn = (product: OracleProduct): Root[] => {
	const kinds = makerKinds(product);
	const owner = { organization: product.owner, kinds: everyKind };
	return kinds.length > 0 ? [owner, { organization: product.making.maker!, kinds }] : [owner];
};

/** The roots of a product: for anything, or for one permission. */
export const rootsOf = (product: OracleProduct, permission?: Permission): OrganizationId[] =>
	rootedIn(product)
		.filter(({ kinds }) => permission === undefined || kinds.includes(kindOfPermission(permission)))
		.map(({ organization }) => organization);

/** Grants by what counts as one; a grant counts once its product is known: before, nobody can be told what it is about. */
function grantsIn(statements: Statement[], products: Recorded['products']) {
	const ended = new Set<GrantId>();
	const standing = new Map<string, OracleGrant>();
	const revocations = ofTable(statements, 'revocations');
	const words = ofTable(statements, 'flags');
	for (const { id, author: grantor, fact } of ofTable(statements, 'grants')) {
		const { grantee, product, permission } = fact;
		if (!products.has(product)) continue;
		// "Revoking [is] for good": any revocation by its grantor ends it, whatever its stamp.
		if (revocations.some((each) => each.author === grantor && each.fact.grant === id)) {
			ended.add(id);
			continue;
		}
		// "A yes or no of each grant, the latest by stamp"
		const said = latest(words.filter((each) => each.author === grantor && each.fact.grants.includes(id)));
		const key = `${grantor} ${grantee} ${product} ${permission}`;
		const grant = standing.get(key) ?? {
			...{ grantor, grantee, product, permission },
			...{ flagged: false, records: [] }
		};
		// "It stands while any of them stands, relays while a standing one is flagged, ends with the last"
		grant.records.push(id);
		grant.flagged ||= said?.fact.on === true;
		standing.set(key, grant);
	}
	return { grants: [...standing.values()], ended };
}

function ordersIn(statements: Statement[]) {
	const result: Recorded['orders'] = new Map();
	for (const placed of ofTable(statements, 'orders')) {
		const { id, author, fact } = placed;
		const status = latestValue<OrderStatus>(
			{ of: placed, value: 'open' },
			ofTable(statements, 'order-statuses')
				.filter((each) => each.fact.order === id && each.author === author)
				.map((each) => ({ of: each, value: each.fact.status }))
		);
		result.set(id, { id, author, invoiceEntity: fact.invoiceEntity, lines: fact.lines, status });
	}
	return result;
}

function partnerNamesIn(statements: Statement[]) {
	const named = [...ofTable(statements, 'partners'), ...ofTable(statements, 'partner-names')];
	const result: Recorded['partnerNames'] = new Map();
	for (const { author, fact } of named) {
		const said = named.filter((each) => each.author === author && each.fact.partner === fact.partner);
		result.set(`${author} ${fact.partner}`, latest(said)!.fact.name);
	}
	return result;
}

/** "Every record belongs to exactly one organization, and only a command that acts as that organization may write it." */
export function record(entries: readonly Entry[]): Recorded {
	const statements = statementsOf(entries);
	const products = productsIn(statements);
	const recorded: Recorded = {
		organizations: organizationsIn(statements),
		products,
		partnerRecords: ofTable(statements, 'partners').map(({ id, author, fact }) => ({
			...{ id, owner: author, partner: fact.partner }
		})),
		partnerNames: partnerNamesIn(statements),
		...grantsIn(statements, products),
		orders: ordersIn(statements),
		work: new Map(),
		devices: new Map(),
		logs: new Map(),
		expectations: new Map(),
		reserved: new Set(),
		members: new Map(),
		tombstones: new Map()
	};
	const { membersOf } = oracleAuthorities(entries);
	for (const id of recorded.organizations.keys()) {
		recorded.members.set(id, membersOf(id));
		const said = ofTable(statements, 'reservations').filter(({ author }) => author === id);
		if (latest(said)?.fact.reserved) recorded.reserved.add(id);
	}
	for (const { id, author, fact } of ofTable(statements, 'work'))
		if (products.has(fact.product)) {
			const { product, operation } = fact;
			recorded.work.set(id, { author, product, operation });
		}
	for (const { id, author, fact } of ofTable(statements, 'devices'))
		if (products.get(fact.product)?.owner === author)
			recorded.devices.set(id, { owner: author, product: fact.product, serial: fact.serial });
	for (const { id, author, fact } of ofTable(statements, 'logs'))
		if (recorded.devices.get(fact.device)?.owner === author)
			recorded.logs.set(id, { owner: author, device: fact.device });

	for (const { id, author, fact } of ofTable(statements, 'expectations')) {
		const { product, permission, expected } = fact;
		if (products.has(product)) recorded.expectations.set(id, { author, product, permission, expected });
	}

	const withdrawals = ofTable(statements, 'withdrawals');
	for (const { id, author, fact } of ofTable(statements, 'tombstones')) {
		if (ownerOf(recorded, fact.record) !== author) continue;
		if (withdrawals.some((each) => each.fact.tombstone === id && each.author === author)) continue;
		recorded.tombstones.set(fact.record, [...(recorded.tombstones.get(fact.record) ?? []), id]);
	}
	return recorded;
}

/** "The only organization whose actions change it" */
const ownerOf = (recorded: Recorded, id: string): OrganizationId | undefined =>
	recorded.organizations.get(id)?.id ??
	recorded.products.get(id)?.owner ??
	recorded.partnerRecords.find((each) => each.id === id)?.owner ??
	recorded.work.get(id)?.author ??
	recorded.devices.get(id)?.owner ??
	recorded.logs.get(id)?.owner ??
	recorded.expectations.get(id)?.author;
