import type { Deletable } from '../../domain/deletion/deletables';
import type { ExpectationId, FactId, OrganizationId, ProductId } from '../../domain/facts';
import type { PermissionSet } from '../../domain/permissions/standing';

/** Why a record is not written: a text with it could not be read, or it names what is not written. */
export type LeftOutWhy =
	| 'name-empty'
	| 'account-malformed'
	| 'account-second'
	| 'pid-malformed'
	| 'pid-second'
	| 'rests-on';

/** Records that a text has no words for, by what they are. */
export const beyondText = ['orders', 'work', 'devices', 'logs', 'members', 'history', 'colours'] as const;

/** What a workspace holds and its text does not say. */
export type Unsayable =
	| { kind: 'organization'; organization: OrganizationId; why: LeftOutWhy }
	| { kind: 'product'; product: ProductId; why: LeftOutWhy }
	/** It is written as proprietary: its maker is deleted, or not written. */
	| { kind: 'maker'; product: ProductId }
	/** It is written as based on none. */
	| { kind: 'base'; product: ProductId }
	| { kind: 'partner'; from: OrganizationId; to: OrganizationId }
	/** `dormant`: what its grantor does not relay. Else one of the two, or the product, is not written. */
	| {
			kind: 'grants';
			from: OrganizationId;
			to: OrganizationId;
			product: ProductId;
			permissions: PermissionSet;
			why: 'dormant' | 'rests-on';
			/** Product development that is dormant is written as the panel development that it still gives. */
			asPanels: boolean;
	  }
	/** `author`: it is written, but not that another than the product's owner stated it. */
	| { kind: 'expectation'; expectation: ExpectationId; why: 'author' | 'rests-on' }
	| { kind: 'guide-step'; index: number }
	| { kind: 'deletion'; of: Deletable; id: FactId | OrganizationId }
	| { kind: 'records'; of: (typeof beyondText)[number]; count: number };
