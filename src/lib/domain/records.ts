import type { Stating } from './entry';
import type {
	DeviceId,
	Expected,
	ExpectationId,
	FactId,
	LogLine,
	Making,
	Operation,
	OrderId,
	OrderLine,
	OrderStatus,
	OrganizationId,
	ProductId
} from './facts';
import type { EntryId } from './facts';
import type { SmallMap } from './algorithms/small-map';
import type { Link } from './grants/link';
import type { Field } from './merge/field';
import type { ProductVersions } from './product-versions';
import type { Kind, Permission } from './permissions/permissions';
import type { AuthorizedLinks } from './permissions/authorized-links';
import type { Delegations } from './permissions/delegations';
import type { ProductLinks } from './permissions/product-links';
import type { PermissionSet } from './permissions/standing';
import type { ProductStandings } from './permissions/product-standings';

export type { Link } from './grants/link';

/** What every record has: its owner, who alone may change it, when it was added, and its tombstones. */
export interface Owned {
	id: FactId | OrganizationId;
	owner: OrganizationId;
	entry: EntryId;
	at: number;
	/** Tombstones that nobody withdrew. They count only while nothing blocks the deletion: see `deletion/deletion.ts`. */
	tombstones: Set<FactId>;
}

/** When anything that counts was stated about a record, in milliseconds since 1970, as claimed. */
export interface Dated {
	/** Every such time, in order; where all of them are the last, how many there are. */
	changes: number[] | number;
	/** The last of them. */
	changedAt: number;
}

export interface Organization extends Owned {
	name: string;
	account: string;
	/** A CSS colour as `#rrggbb`. */
	colour: string;
	/** Tombstoned, and nothing blocks it. */
	deleted: boolean;
	/** What its name looks like (`text/confusables.ts`); null while it is deleted. */
	look: string | null;
	fields: Record<'name' | 'account' | 'colour', Field<string>>;
	/** It was made for somebody else, whose browser is to take it over. */
	reserved: boolean;
	reservations: Field<boolean>;
}

/** Dated by what its owner stated about it. */
export interface Product extends Owned, Dated {
	/** Its number among the snapshot's products. */
	number: number;
	pid: string;
	name: string;
	category: string;
	making: Making;
	basedOn: ProductId | null;
	/** What the present maker holds and passes on without being granted it. */
	makerMay: PermissionSet;
	/** What its fields were given, or what stated the product, while that is all: see `versionsOf`. */
	versions: ProductVersions | Stating;
	/** For which kinds each organization holds it as long as it is the maker. */
	makerStandings: SmallMap<OrganizationId, Field<readonly Kind[]>>;
	/** What one organization passed to another on this product. */
	links: ProductLinks<Link>;
	/** The same links as the fixed point is grown from them, while no row says it: see `delegationsOf`. */
	delegations: Delegations | null;
	/** The fixed point: what each organization effectively holds and relays. */
	standings: ProductStandings;
	/** The same as though nothing were deleted, which decides what blocks a deletion: the same one where nothing is. */
	undeletedStandings: ProductStandings;
	/** Tombstoned, and nothing blocks it. */
	deleted: boolean;
	work: SmallMap<FactId, Work>;
	devices: SmallMap<DeviceId, Device>;
}

/** What `owner` stated about `partner`, and granted to it. Each of its links dates it once, by the link's last change. */
export interface Partnership extends Dated {
	owner: OrganizationId;
	partner: OrganizationId;
	/** Their numbers among the snapshot's organizations. */
	ownerNumber: number;
	partnerNumber: number;
	records: SmallMap<FactId, Owned>;
	/** Those of the records that have no tombstone. */
	undeleted: SmallMap<FactId, true>;
	names: Field<string>;
	/** The links with an unrevoked grant, by product. */
	authorized: AuthorizedLinks<Link>;
	/** How many products are authorized, by kind. */
	counts: Record<Kind, number>;
}

export interface Order extends Owned {
	id: OrderId;
	invoiceEntity: OrganizationId;
	lines: OrderLine[];
	note: string;
	statuses: Field<OrderStatus>;
}

export interface Work extends Owned {
	product: ProductId;
	operation: Operation;
	subject: string;
	value: string;
	note: string;
}

export interface Device extends Owned {
	product: ProductId;
	serial: string;
	name: string;
	logs: Map<FactId, LogBatch>;
}

export interface LogBatch extends Owned {
	device: DeviceId;
	lines: LogLine[];
}

/** A statement that its organization wants to stay true. */
export interface Expectation extends Owned {
	product: ProductId;
	permission: Permission;
	expected: Expected;
}

/** What is expected of one product, and nobody withdrew. Another object after each change. */
export interface ExpectedOfProduct {
	byOwner: Map<OrganizationId, Set<ExpectationId>>;
	count: number;
}
