import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';

/**
 * The names of the controls that a guide leads to, as their elements say in `data-control`. An element is named itself, or
 * has the control in it; of two pages side by side each is looked for by itself.
 */
export const controls = {
	account: 'account',
	confirmPartner: 'confirm-partner',

	addProducts: (kind: Kind) => `add-products ${kind}`,
	source: (kind: Kind, source: 'mine' | 'customers') => `source ${kind} ${source}`,
	searchProducts: (kind: Kind) => `search-products ${kind}`,
	pick: (kind: Kind, product: ProductId) => `pick ${kind} ${product}`,
	scope: (permission: Permission) => `scope ${permission}`,
	thirdParty: (kind: Kind) => `third-party ${kind}`,
	authorize: (kind: Kind) => `authorize ${kind}`,

	scopeOf: (product: ProductId, permission: Permission) => `scope-of ${permission} ${product}`,
	thirdPartyOf: (product: ProductId, kind: Kind) => `third-party-of ${kind} ${product}`,
	revoke: (product: ProductId, kind: Kind) => `revoke ${kind} ${product}`,
	/** The question whether others may be affected, and the word that is typed where they lose something. */
	confirmEffects: 'confirm-effects',
	effectsWord: 'confirm-effects-word',

	invoiceEntity: 'invoice-entity',
	placeOrder: 'place-order',

	workSubject: 'work-subject',
	recordWork: 'record-work',

	registerDevice: 'register-device',
	serial: 'serial',
	saveDevice: 'save-device',
	simulateLogs: 'simulate-logs',
	writeLogs: 'write-logs'
} as const;

/** The organization as which everything in an element acts, where a window shows several. */
export const actingIn = (element: Element): OrganizationId | undefined =>
	element.closest<HTMLElement>('[data-acting]')?.dataset.acting;
