import type { Kind, Permission } from './permissions/permissions';

/** SHA-256 of an entry's canonical form without the signature, as 43 characters of base64url. */
export type EntryId = string;
/** The id of the fact that added a record: `<entry id>:<index of the fact in its entry>`. */
export type FactId = string;
/** The id of the organization's founding entry. */
export type OrganizationId = EntryId;
export type ProductId = FactId;
export type GrantId = FactId;
export type OrderId = FactId;
export type DeviceId = FactId;
export type ExpectationId = FactId;
/** An Ed25519 public key, 32 bytes as 43 characters of base64url. */
export type KeyId = string;

/** Where a product comes from: it is its owner's alone, or a maker makes it. */
export const origins = ['proprietary', 'oem', 'odm'] as const;
export type Origin = (typeof origins)[number];

/** Who makes a product: OEM and ODM products name their maker, proprietary ones have none. */
export interface Making {
	origin: Origin;
	maker: OrganizationId | null;
}

/** The operations that leave a work entry, as they are stored. */
export const operations = [
	'product-development',
	'product-configuration',
	'panel-development',
	'tscc'
] as const;
/** An operation that leaves a work entry; reading device logs leaves none. */
export type Operation = (typeof operations)[number];

/** The statuses of a purchase order; it begins as open. */
export const orderStatuses = ['open', 'cancelled', 'completed'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** The types of a device's log lines. */
export const logTypes = ['info', 'warning', 'error', 'report', 'command'] as const;
export type LogType = (typeof logTypes)[number];

export interface OrderLine {
	product: ProductId;
	/** Pieces: a positive integer. */
	quantity: number;
}

/** The longest chain that an expectation can allow, in grants. */
export const mostSteps = 99;

/** What is expected of one permission on one product. */
export type Expected =
	/** The only holder has it, and nobody else, but for the owner and a maker whose standing lasts. */
	| { kind: 'holds' | 'lacks' | 'only-holder'; organization: OrganizationId }
	/** Nobody has it further than so many grants from the owner or maker: from 1 to `mostSteps`. */
	| { kind: 'within-steps'; steps: number };

/** `time` in milliseconds since 1970. */
export interface LogLine {
	time: number;
	type: LogType;
	message: string;
}

/**
 * A fact is one row about one table. An entry's organization may only state facts that belong to it; any other
 * is ignored, the same way on every replica. Records are identified by the id of the fact that added them
 * (an organization by its founding entry), and later facts name that id.
 */
export type Fact =
	| { table: 'organizations'; name: string; account: string; colour: string }
	| { table: 'organization-fields'; field: 'name' | 'account' | 'colour'; value: string }
	/** Adds a key that acts for the organization, or names it anew. */
	| { table: 'keys'; key: KeyId; name: string }
	/** Adds a key that can do nothing but add a key. */
	| { table: 'recovery-keys'; key: KeyId; name: string }
	/** Ends a key: what it signed counts up to `last`, and, of two entries with one `seq`, the one on the way to `head`. */
	| { table: 'key-retirements'; key: KeyId; last: number; head: EntryId | '' }
	/** The organization was made for somebody else, whose browser is to take it over. */
	| { table: 'reservations'; reserved: boolean }
	| {
			table: 'products';
			pid: string;
			name: string;
			category: string;
			making: Making;
			basedOn: ProductId | null;
	  }
	| { table: 'product-fields'; product: ProductId; field: 'pid' | 'name' | 'category'; value: string }
	| { table: 'product-makings'; product: ProductId; making: Making }
	| { table: 'product-bases'; product: ProductId; basedOn: ProductId | null }
	/** The kinds for which the maker holds the product without being granted it; stated whenever a maker is named. */
	| { table: 'maker-standings'; product: ProductId; maker: OrganizationId; kinds: Kind[] }
	| { table: 'partners'; partner: OrganizationId; name: string }
	| { table: 'partner-names'; partner: OrganizationId; name: string }
	| { table: 'grants'; product: ProductId; grantee: OrganizationId; permission: Permission }
	| { table: 'revocations'; grant: GrantId }
	/** Whether third parties may be authorized by each of the grants that it names, at least one. */
	| { table: 'flags'; on: boolean; grants: GrantId[] }
	| { table: 'tombstones'; record: FactId | OrganizationId }
	| { table: 'withdrawals'; tombstone: FactId }
	| { table: 'orders'; invoiceEntity: OrganizationId; lines: OrderLine[]; note: string }
	| { table: 'order-statuses'; order: OrderId; status: OrderStatus }
	| {
			table: 'work';
			product: ProductId;
			operation: Operation;
			/** What was worked on, the value or version it got, and a note. */
			subject: string;
			value: string;
			note: string;
	  }
	| { table: 'devices'; product: ProductId; serial: string; name: string }
	| { table: 'logs'; device: DeviceId; lines: LogLine[] }
	| { table: 'expectations'; product: ProductId; permission: Permission; expected: Expected };

export type Table = Fact['table'];
export type FactOf<T extends Table> = Extract<Fact, { table: T }>;

/**
 * A reference to another fact of the same entry, by its index. The entry's id is a hash of its facts, so none of them
 * can name it; `resolveRef` does once the id is known.
 */
export const localRef = (index: number): FactId => lowRefs[index] ?? `#${index}`;

/** Those that nearly all are. */
const lowRefs: readonly FactId[] = Array.from({ length: 16 }, (_, index) => `#${index}`);

/** Whether it names a fact of the same entry. */
export const isLocal = (id: FactId): boolean => id.charCodeAt(0) === 0x23;

/** The ids of facts of one entry that were asked for last: what rests on a fact asks for the same id, and it is one text. */
let latest: { entry: EntryId; ids: FactId[] } = { entry: '', ids: [] };

/**
 * The id of the fact with that index in an entry. It is joined, not a template: that would keep its parts, which a map looks
 * through at each comparison.
 */
export function factIdIn(entry: EntryId, index: number): FactId {
	if (latest.entry !== entry) latest = { entry, ids: [] };
	return (latest.ids[index] ??= [entry, index].join(':'));
}

/** The id that a reference in an entry stands for: a local one (`#<index>`) becomes `<entry id>:<index>`. */
export const resolveRef = (id: FactId, entry: EntryId): FactId =>
	isLocal(id) ? factIdIn(entry, Number(id.slice(1))) : id;
