import type { Deletable } from '$lib/domain/deletion/deletables';
import type {
	DeviceId,
	Expected,
	ExpectationId,
	FactId,
	KeyId,
	LogLine,
	Operation,
	OrderId,
	OrderLine,
	OrderStatus,
	OrganizationId,
	Origin,
	ProductId
} from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';

/** One product's part of an authorization: what to grant, and the third-party flags to switch on with it. */
export interface AuthorizeItem {
	product: ProductId;
	permissions: Permission[];
	thirdParty: Kind[];
}

/** One product's part of an adjustment: any mix of what single commands do, decided by the same rules. */
export interface AdjustItem {
	product: ProductId;
	grant?: Permission[];
	revoke?: Permission[];
	/** The third-party flags to switch on, and those to switch off. */
	flag?: Permission[];
	unflag?: Permission[];
}

/** A product's origin with its maker, and the kinds of the maker's standing: naming a maker states both. */
export type StatedMaking =
	| { origin: Origin; maker: null }
	| { origin: Origin; maker: OrganizationId; kinds: Kind[] };

/**
 * What the acting organization wants done. Ids are complete, quantities are positive integers, and texts are as a
 * person typed them.
 */
export type Command =
	| { command: 'add-organization'; name: string; account: string; colour: string }
	| { command: 'edit-organization'; name?: string; account?: string; colour?: string }
	| { command: 'delete-organization' }
	| {
			command: 'add-product';
			pid: string;
			name: string;
			category: string;
			making: StatedMaking;
			basedOn: ProductId | null;
	  }
	| {
			command: 'edit-product';
			product: ProductId;
			pid?: string;
			name?: string;
			category?: string;
			making?: StatedMaking;
			basedOn?: ProductId | null;
	  }
	| { command: 'delete-product'; product: ProductId }
	/** Sets the kinds for which a product's maker holds it without anybody's grant, down to none. */
	| { command: 'set-maker-standing'; product: ProductId; kinds: Kind[] }
	/** `organization` chooses where two organizations have the account. */
	| { command: 'add-partner'; account: string; organization?: OrganizationId; name: string }
	| { command: 'rename-partner'; partner: OrganizationId; name: string }
	| { command: 'delete-partner'; partner: OrganizationId }
	| { command: 'authorize'; grantee: OrganizationId; items: AuthorizeItem[] }
	/** Sets the develop permissions of each product to exactly these. */
	| { command: 'change-scope'; grantee: OrganizationId; products: ProductId[]; permissions: Permission[] }
	| { command: 'set-third-party'; grantee: OrganizationId; products: ProductId[]; kind: Kind; on: boolean }
	| {
			command: 'revoke';
			grantee: OrganizationId;
			items: { product: ProductId; permissions: Permission[] }[];
	  }
	/** The general form of the four above: undo restores a link in one step with it. */
	| { command: 'adjust'; grantee: OrganizationId; items: AdjustItem[] }
	/** Takes back every tombstone that the actor set on a record of its own (a partner by its organization's id). */
	| {
			command: 'withdraw-deletion';
			of: Deletable;
			id: FactId | OrganizationId;
	  }
	| { command: 'place-order'; invoiceEntity: OrganizationId; lines: OrderLine[]; note: string }
	| { command: 'cancel-order'; order: OrderId }
	| { command: 'complete-order'; order: OrderId }
	/** For undo: gives an order its earlier status back. */
	| { command: 'restore-order'; order: OrderId; status: OrderStatus }
	| {
			command: 'record-work';
			product: ProductId;
			operation: Operation;
			subject: string;
			value: string;
			note: string;
	  }
	| { command: 'retract-work'; work: FactId }
	| { command: 'register-device'; product: ProductId; serial: string; name: string }
	| { command: 'remove-device'; device: DeviceId }
	| { command: 'add-logs'; device: DeviceId; lines: LogLine[] }
	| { command: 'remove-logs'; logs: FactId }
	/** States what somebody wants to stay true; it refuses nothing. */
	| { command: 'add-expectation'; product: ProductId; permission: Permission; expected: Expected }
	| { command: 'delete-expectation'; expectation: ExpectationId }
	/**
	 * Lets somebody's browser act for the organization. `by` is the key that signs; the keys in `retire` end in the same
	 * act. Claiming a reserved organization retires the reserving key, which is `by`, and ends the reservation.
	 */
	| { command: 'add-key'; key: KeyId; name: string; retire: KeyId[]; by: KeyId }
	| { command: 'add-recovery-key'; key: KeyId; name: string }
	| { command: 'rename-key'; key: KeyId; name: string }
	| { command: 'retire-key'; key: KeyId; by: KeyId }
	/** Made for somebody else, whose browser is to take it over. */
	| { command: 'set-reserved'; reserved: boolean };

export type CommandName = Command['command'];
export type CommandOf<N extends CommandName> = Extract<Command, { command: N }>;

/** A command, and who acts: null only where it founds an organization. */
export interface Step {
	actor: OrganizationId | null;
	command: Command;
}
