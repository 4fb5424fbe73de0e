import type { Refusal } from '../../commands/refusal';
import type { OrganizationId, ProductId } from '../../domain/facts';
import type { PermissionSet } from '../../domain/permissions/standing';
import type { TextPosition } from '../problem';
import type { Key, Sentence } from '../setup';

/** What a line is about; in ids where it is about what the text does not have. */
export type LineSubject =
	| { kind: 'organization'; key: Key }
	| { kind: 'product'; key: Key }
	| { kind: 'partner'; from: Key; to: Key }
	| { kind: 'grants'; from: Key; to: Key; product: Key; permissions: PermissionSet }
	| { kind: 'expectation'; sentence: Sentence };

/** What of a record is otherwise in the workspace than in the text. */
export type DifferingField =
	| 'name'
	| 'account'
	| 'pid'
	| 'category'
	| 'origin'
	| 'maker'
	| 'maker may'
	| 'based on'
	| 'as';

/**
 * What a text's line comes to:
 * new: it is made. there: it is so already. flags: it is there, and the text states what may be passed on. differs: it is there, and
 * some of it is otherwise; changed: and is made like the text. dormant: its grantor does not relay it in the text, and it is not
 * made. refused: the rules are against it.
 */
export type LineVerdict =
	| { verdict: 'new' | 'there' | 'flags' | 'dormant' }
	| { verdict: 'differs' | 'changed'; fields: DifferingField[] }
	| { verdict: 'refused'; refusal: Refusal | { code: 'rests-on-refused' } };

export type PlanLine = TextPosition & { about: LineSubject } & LineVerdict;

/** A deletion of an organization, a product, or a partner by its organization's id, and whose it is. */
export interface NamedDeletion {
	of: 'organization' | 'product' | 'partner';
	id: OrganizationId | ProductId;
	owner: OrganizationId;
}

/** What is there and not in the text, and goes. `inTheWay`: the text could not have held it, and a deletion needs it gone. */
export type Removal = (
	| { kind: 'organization'; organization: OrganizationId }
	| { kind: 'product'; product: ProductId }
	| { kind: 'partner'; from: OrganizationId; to: OrganizationId }
	| {
			kind: 'grants' | 'flags';
			from: OrganizationId;
			to: OrganizationId;
			product: ProductId;
			permissions: PermissionSet;
	  }
	| { kind: 'expectation'; expectation: string }
	| { kind: 'order'; order: string }
	/** A deletion that waits, of what the text names: it would come to its end by what else goes, and is taken back. */
	| ({ kind: 'deletion' } & NamedDeletion)
) & { inTheWay: boolean };
