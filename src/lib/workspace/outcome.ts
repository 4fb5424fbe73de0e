import type { Refusal } from '../commands/refusal';
import type { Entry } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';

/** Why an edit was not made: the rules refuse it, or this browser cannot write it. */
export type Failure =
	| Refusal
	| { code: 'read-only' }
	| { code: 'no-key'; organization: OrganizationId }
	| { code: 'locked' }
	/** What was done is looked at, and stays as it was. */
	| { code: 'past' }
	/** The draft that it would go into is gone. */
	| { code: 'no-draft' }
	/** It holds as many steps as it may. */
	| { code: 'draft-full' }
	/** Keys are somebody's own, and no part of a draft. */
	| { code: 'not-in-draft' }
	| { code: 'no-signing' }
	| { code: 'not-written'; detail: string };

/**
 * What came of a command: the entries written, under the action that undo takes, and how many of its items were so already
 * and are skipped; or why not.
 */
export type Outcome =
	| { done: true; action: string; entries: Entry[]; skipped: number }
	| { done: false; refusal: Failure };
