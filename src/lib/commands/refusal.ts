import type { OrganizationBlockers, ProductBlockers } from '$lib/domain/deletion/deletion';
import type { Fact, FactId, KeyId, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';

/** Permissions on a product that the actor does not relay. */
export interface Lacking {
	product: ProductId;
	permissions: Permission[];
	/** What the actor may pass on there instead. */
	relayed: Permission[];
}

/** Permissions on a product that a refusal names. */
export interface NamedGrants {
	product: ProductId;
	permissions: Permission[];
}

/** Why a command was refused: a code, and the ids that stand in the way. The interface puts it into words. */
export type Refusal =
	| { code: 'empty-name' }
	| { code: 'account-malformed'; account: string }
	/** It has an invisible character inside, and would look like another account. */
	| { code: 'account-invisible'; account: string; sign: string }
	| { code: 'account-taken'; account: string; organizations: OrganizationId[] }
	| { code: 'unknown-organization'; organization: OrganizationId }
	| { code: 'organization-in-use'; organization: OrganizationId; blockers: OrganizationBlockers }
	| { code: 'pid-empty' }
	| { code: 'pid-invisible'; pid: string; sign: string }
	| { code: 'pid-taken'; pid: string; products: ProductId[] }
	| { code: 'maker-missing' }
	| { code: 'maker-is-owner' }
	| { code: 'maker-not-allowed' }
	| { code: 'no-maker'; product: ProductId }
	| { code: 'based-on-itself' }
	| { code: 'unknown-product'; products: ProductId[] }
	| { code: 'not-own-product'; product: ProductId; owner: OrganizationId }
	| { code: 'product-in-use'; product: ProductId; blockers: ProductBlockers }
	| { code: 'account-unknown'; account: string }
	| { code: 'account-ambiguous'; account: string; organizations: OrganizationId[] }
	| { code: 'account-own' }
	| { code: 'already-partner'; partner: OrganizationId }
	| { code: 'not-a-partner'; partner: OrganizationId }
	| { code: 'partner-has-products'; partner: OrganizationId; products: Record<Kind, ProductId[]> }
	| { code: 'grantee-is-actor' }
	| { code: 'grantee-is-owner'; products: ProductId[] }
	| { code: 'no-permission-chosen' }
	| { code: 'no-product-chosen' }
	/** The actor may not pass this on: attenuation, and kinds are not mixed. */
	| { code: 'not-relayed'; lacking: Lacking[] }
	| { code: 'already-authorized'; items: NamedGrants[] }
	| { code: 'no-such-grant'; items: NamedGrants[] }
	| { code: 'nothing-changes' }
	| { code: 'no-deletion-waiting' }
	| { code: 'not-own-record' }
	| { code: 'order-empty' }
	| { code: 'quantity-invalid'; products: ProductId[] }
	| { code: 'product-twice'; products: ProductId[] }
	| { code: 'not-purchasable'; products: ProductId[] }
	| { code: 'invoice-entity-invalid'; invoiceEntity: OrganizationId; products: ProductId[] }
	| { code: 'order-not-open'; order: FactId }
	| { code: 'permission-not-held'; product: ProductId; permission: Permission }
	| { code: 'serial-empty' }
	| { code: 'serial-taken'; serial: string }
	| { code: 'subject-empty' }
	| { code: 'logs-empty' }
	| { code: 'steps-invalid' }
	/** The actor has stated the same expectation. */
	| { code: 'expectation-known'; expectation: FactId }
	| { code: 'unknown-record'; id: string }
	/** The key speaks for the organization, or did: a retired key never comes back. */
	| { code: 'key-known'; organization: OrganizationId; key: KeyId; retired: boolean }
	| { code: 'unknown-key'; key: KeyId }
	/** A key may be retired by itself and by those above it: `could` names the ones that act. */
	| { code: 'key-not-below'; organization: OrganizationId; key: KeyId; could: KeyId[] }
	/** Nobody could act for the organization any more. */
	| { code: 'last-key'; organization: OrganizationId };

export type RefusalCode = Refusal['code'];

/**
 * What `decide` answers: the facts to write (`founding` where they found an organization), or why not. `skipped`
 * counts the items of a command that would change nothing.
 */
export type Decision =
	| { accepted: true; founding: boolean; facts: Fact[]; skipped: number }
	| { accepted: false; refusal: Refusal };

/** Accepts a command, with the facts to write. */
export const accept = (...facts: Fact[]): Decision => acceptSome(facts, 0);

/** Accepts a command of which `skipped` items would change nothing. */
export const acceptSome = (facts: Fact[], skipped: number): Decision => ({
	...{ accepted: true, founding: false },
	...{ facts, skipped }
});

/** Refuses a command. */
export const refuse = (refusal: Refusal): Decision => ({ accepted: false, refusal });
