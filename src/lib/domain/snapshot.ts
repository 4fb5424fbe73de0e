import type { Entry } from './entry';
import type {
	DeviceId,
	EntryId,
	ExpectationId,
	Fact,
	FactId,
	GrantId,
	OrderId,
	OrganizationId,
	ProductId
} from './facts';
import type { Field } from './merge/field';
import { KeyBook } from './keys';
import type {
	Device,
	Expectation,
	Grant,
	Link,
	LogBatch,
	Order,
	Organization,
	Owned,
	Partnership,
	Product,
	Work
} from './records';

/** Where one organization occurs, to find without a search; there for any id that was ever named. */
export interface Relations {
	owned: Set<ProductId>;
	/** Products that name it as their maker, whatever it may do as that. */
	made: Set<ProductId>;
	/** The products on which it has any effective standing. */
	holding: Set<ProductId>;
	/** From its side, and the other organizations' sides about it. */
	partners: Map<OrganizationId, Partnership>;
	partnerOf: Map<OrganizationId, Partnership>;
	orders: Set<OrderId>;
	invoiced: Set<OrderId>;
}

/** Who states a fact, and where: the entry, and the fact's index in it. */
export interface Source {
	entry: EntryId;
	author: OrganizationId;
	stamp: number;
	at: number;
	index: number;
}

/** A fact that is to be stated as soon as the record that it speaks of is there. */
export interface Waiting {
	fact: Fact;
	source: Source;
}

/** Facts that speak of one record, the last that came first. Never changed, so that forks share it. */
export interface Resting {
	entry: Entry;
	index: number;
	next: Resting | undefined;
}

/** A grant, whose it is and on what; `standing` as long as no revocation by its grantor counts. */
export interface GrantRecord extends Grant {
	grantor: OrganizationId;
	grantee: OrganizationId;
	product: ProductId;
	standing: boolean;
	/** How many revocations count. */
	revocations: number;
}

/** A deletion that was asked for; `withdrawn` as soon as a withdrawal by its owner counts. */
export interface Tombstone {
	record: FactId | OrganizationId;
	owner: OrganizationId;
	at: number;
	withdrawn: boolean;
	/** How many withdrawals count. */
	withdrawals: number;
}

/**
 * The state of a workspace: a fold over a set of entries, the same for any order of them. Everything but `fold.ts`
 * only reads it. Nothing here is stored; dormant, redundant, deleted are derived.
 */
export interface Snapshot {
	entries: Map<EntryId, Entry>;
	/** The entries of each act, in no particular order. */
	actions: Map<string, Entry[]>;
	organizations: Map<OrganizationId, Organization>;
	/** The organizations of which a deletion was asked that was not taken back: those that are deleted, and those that wait. */
	leaving: Set<OrganizationId>;
	products: Map<ProductId, Product>;
	grants: Map<GrantId, GrantRecord>;
	/** What was said of letting third parties be authorized, by the grant it was said of. */
	flags: Map<GrantId, Field<boolean>>;
	orders: Map<OrderId, Order>;
	work: Map<FactId, Work>;
	devices: Map<DeviceId, Device>;
	logs: Map<FactId, LogBatch>;
	expectations: Map<ExpectationId, Expectation>;
	/** Partner records by their own id, the partnership they belong to beside them. */
	partners: Map<FactId, Owned & { partnership: Partnership }>;
	tombstones: Map<FactId, Tombstone>;
	relations: Map<OrganizationId, Relations>;
	ordersByProduct: Map<ProductId, Set<OrderId>>;
	/** By the folded account or PID (`text.ts`); more than one only after a merge. */
	organizationsByAccount: Map<string, Set<OrganizationId>>;
	productsByPid: Map<string, Set<ProductId>>;
	/** Facts about a record that has not arrived yet, or does not count, by its id; each by its own. */
	waiting: Map<string, Map<FactId, Waiting>>;
	/** Every fact about a record, by the record's id: those that do not count, too. */
	resting: Map<string, Resting>;
	/** Which keys speak for whom, and how far. */
	keys: KeyBook;
	/** Entries whose key does not speak for their organization: kept, and stating nothing, by organization. */
	uncounted: Map<OrganizationId, Set<EntryId>>;
	/** Entries that may say more or less than what is stated of them, as long as there are too many to be done at once. */
	unsettled: Set<Entry>;
	/** Entries of recovery keys, of which nothing counts but the keys that they add, by organization. */
	recoveries: Map<OrganizationId, Set<EntryId>>;
}

/** The state of a workspace without entries. */
export function emptySnapshot(): Snapshot {
	const entries = new Map<EntryId, Entry>();
	return {
		entries,
		actions: new Map(),
		organizations: new Map(),
		leaving: new Set(),
		products: new Map(),
		grants: new Map(),
		flags: new Map(),
		orders: new Map(),
		work: new Map(),
		devices: new Map(),
		logs: new Map(),
		expectations: new Map(),
		partners: new Map(),
		tombstones: new Map(),
		relations: new Map(),
		ordersByProduct: new Map(),
		organizationsByAccount: new Map(),
		productsByPid: new Map(),
		waiting: new Map(),
		resting: new Map(),
		keys: new KeyBook((id) => entries.get(id)),
		uncounted: new Map(),
		unsettled: new Set(),
		recoveries: new Map()
	};
}

const none: Relations = emptyRelations();

/** The relations of an organization of which nothing was said. */
export function emptyRelations(): Relations {
	return {
		owned: new Set(),
		made: new Set(),
		holding: new Set(),
		partners: new Map(),
		partnerOf: new Map(),
		orders: new Set(),
		invoiced: new Set()
	};
}

/** Where the organization occurs, to read; empty where it does not. */
export const relationsOf = (snapshot: Snapshot, organization: OrganizationId): Readonly<Relations> =>
	snapshot.relations.get(organization) ?? none;

/**
 * What `grantor` granted `grantee` on the product, revoked grants included; undefined where it never granted
 * anything.
 */
export const linkBetween = (
	snapshot: Snapshot,
	grantor: OrganizationId,
	grantee: OrganizationId,
	product: ProductId
): Link | undefined => snapshot.products.get(product)?.links.get(grantor)?.get(grantee);

/** What `owner` said of `partner`, and authorized to it; see `isPartner` for whether it is a partner now. */
export const partnershipBetween = (
	snapshot: Snapshot,
	owner: OrganizationId,
	partner: OrganizationId
): Partnership | undefined => snapshot.relations.get(owner)?.partners.get(partner);
