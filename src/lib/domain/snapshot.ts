import type { SmallSet } from './algorithms/small-set';
import type { Entry, Stating } from './entry';
import type {
	DeviceId,
	EntryId,
	ExpectationId,
	Fact,
	FactId,
	OrderId,
	OrganizationId,
	ProductId
} from './facts';
import { ActionIndex } from './fold/action-index';
import { blanks } from './fold/copy-on-write';
import { Dependents } from './fold/dependents';
import { NotedEntries } from './fold/noted-entries';
import { GrantIndex } from './grants/grant-index';
import { KeyRegistry } from './keys/key-registry';
import { OrganizationHoldings } from './permissions/organization-holdings';
import { Numbering } from './permissions/numbering';
import { ProductRows } from './permissions/product-rows';
import type {
	Device,
	Expectation,
	ExpectedOfProduct,
	Link,
	LogBatch,
	Order,
	Organization,
	Partnership,
	Product,
	Work
} from './records';

/** Where one organization occurs, to find without a search; there for any id that was ever named. */
export interface Relations {
	owned: Set<ProductId>;
	/** Those of `owned` that are not deleted. */
	undeletedProducts: Set<ProductId>;
	/** Products that name it as their maker, whatever it may do as that. */
	made: Set<ProductId>;
	/** The products on which it has any effective standing, and which. */
	holding: OrganizationHoldings;
	/** From its side, and the other organizations' sides about it. */
	partners: Map<OrganizationId, Partnership>;
	partnerOf: Map<OrganizationId, Partnership>;
	/** Those of `partners` that are partners now. */
	currentPartners: Set<OrganizationId>;
	orders: Set<OrderId>;
	/** How many lines of its open orders name each product. */
	openLines: Map<ProductId, number>;
	/** Those of `openLines` that block its deletion: see `isLineBlocking`. */
	blockingLines: Set<ProductId>;
	invoiced: Set<OrderId>;
}

/** Who states a fact, and where: the entry, and the fact's index in it. What the entry says is asked of that. */
export class Source {
	constructor(
		readonly of: Stating,
		readonly author: OrganizationId,
		readonly index: number
	) {}

	get entry(): EntryId {
		return this.of.id;
	}

	get stamp(): number {
		return this.of.stamp;
	}

	get at(): number {
		return this.of.at;
	}
}

/** A fact that is stated as soon as the record it is about is here. */
export interface WaitingFact {
	fact: Fact;
	source: Source;
}

/** A deletion that was asked for; `withdrawn` while a withdrawal by its owner counts. */
export interface Tombstone {
	record: FactId | OrganizationId;
	owner: OrganizationId;
	at: number;
	withdrawn: boolean;
	/** How many withdrawals count. */
	withdrawals: number;
}

/**
 * The state of a workspace: a fold over a set of entries, the same for any order of them. Only `fold/` writes it.
 * Nothing of it is stored; deleted, dormant and redundant are derived.
 */
export interface Snapshot {
	/** Numbers of organizations and products, in no order that replicas agree on; forks share them. */
	numbers: { organizations: Numbering<OrganizationId>; products: Numbering<ProductId> };
	/** What follows from the grants on each product again, to be asked fast; null in a fork, which asks the products. */
	rows: ProductRows | null;
	/** The same rows; in a fork, those it was begun from: only `delegationsOf` asks them. */
	baseRows: ProductRows;
	entries: Map<EntryId, Entry>;
	actions: ActionIndex;
	organizations: Map<OrganizationId, Organization>;
	/** The organizations with a tombstone that nobody withdrew: deleted, or waiting to be. */
	tombstonedOrganizations: Set<OrganizationId>;
	products: Map<ProductId, Product>;
	grants: GrantIndex;
	orders: Map<OrderId, Order>;
	work: Map<FactId, Work>;
	devices: Map<DeviceId, Device>;
	logs: Map<FactId, LogBatch>;
	expectations: Map<ExpectationId, Expectation>;
	/** The partnerships that partner records belong to, by the id of the record. */
	partners: Map<FactId, Partnership>;
	tombstones: Map<FactId, Tombstone>;
	relations: Map<OrganizationId, Relations>;
	/** By who placed them. */
	ordersByProduct: Map<ProductId, Map<OrganizationId, Set<OrderId>>>;
	/** Those that nobody withdrew; a product of which nothing is expected is not in it. */
	expectationsByProduct: Map<ProductId, ExpectedOfProduct>;
	/** By the folded account or PID (`text/text.ts`); more than one only after a merge. */
	organizationsByAccount: Map<string, SmallSet<OrganizationId>>;
	/** Those that are not deleted, by what their names look like (`text/confusables.ts`). */
	organizationsByLook: Map<string, SmallSet<OrganizationId>>;
	productsByPid: Map<string, SmallSet<ProductId>>;
	/** Facts that wait for a record that has not arrived or does not count: by its id, then by their own. */
	waiting: Map<string, Map<FactId, WaitingFact>>;
	/** Every fact about a record, including those that do not count. */
	dependents: Dependents;
	/** Which keys may sign for which organization. */
	keys: KeyRegistry;
	/** Entries whose key may not sign for their organization, by organization: they are kept and state nothing. */
	uncounted: Map<OrganizationId, Set<EntryId>>;
	/** Entries of which more or less may count than is stated, while they are too many to settle at once. */
	unsettled: Set<Entry>;
	/** Products on which a deletion, or its end, is still to change what an organization may do: they are too many at once. */
	unsettledProducts: Set<ProductId>;
	/** Entries of recovery keys, by organization: only the keys that they add count. */
	recoveries: Map<OrganizationId, Set<EntryId>>;
}

/** The state of a workspace without entries. */
export function emptySnapshot(): Snapshot {
	const entries = new Map<EntryId, Entry>();
	const products = new Map<ProductId, Product>();
	const rows = new ProductRows();
	return {
		numbers: { organizations: new Numbering(), products: new Numbering() },
		rows,
		baseRows: rows,
		entries,
		actions: new ActionIndex(entries),
		organizations: new Map(),
		tombstonedOrganizations: new Set(),
		products,
		grants: new GrantIndex((id) => entries.get(id), products),
		orders: new Map(),
		work: new Map(),
		devices: new Map(),
		logs: new Map(),
		expectations: new Map(),
		partners: new Map(),
		tombstones: new Map(),
		relations: new Map(),
		ordersByProduct: new Map(),
		expectationsByProduct: new Map(),
		organizationsByAccount: new Map(),
		organizationsByLook: new Map(),
		productsByPid: new Map(),
		waiting: new Map(),
		dependents: new Dependents(new NotedEntries(entries)),
		keys: new KeyRegistry((id) => entries.get(id)),
		uncounted: new Map(),
		unsettled: new Set(),
		unsettledProducts: new Set(),
		recoveries: new Map()
	};
}

const none: Relations = emptyRelations(new Numbering());

/** The relations of an organization that no fact names. */
export function emptyRelations(products: Numbering<ProductId>): Relations {
	return {
		owned: blanks.set,
		undeletedProducts: blanks.set,
		made: blanks.set,
		holding: new OrganizationHoldings(products),
		partners: blanks.map,
		partnerOf: blanks.map,
		currentPartners: blanks.set,
		orders: blanks.set,
		openLines: blanks.map,
		blockingLines: blanks.set,
		invoiced: blanks.set
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
): Link | undefined => snapshot.products.get(product)?.links.between(grantor, grantee);

/** What `owner` stated about `partner`, and authorized to it; see `isPartner` for whether it is a partner now. */
export const partnershipBetween = (
	snapshot: Snapshot,
	owner: OrganizationId,
	partner: OrganizationId
): Partnership | undefined => snapshot.relations.get(owner)?.partners.get(partner);
