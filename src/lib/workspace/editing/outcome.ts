import type { Refusal } from '$lib/commands/refusal';
import type { Entry } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';

/** Why an edit failed: the rules refuse it, or this browser cannot write it. */
export type Failure =
	| Refusal
	| { code: 'read-only' }
	| { code: 'no-key'; organization: OrganizationId }
	| { code: 'locked' }
	/** A past moment is open, and cannot be changed. */
	| { code: 'past' }
	/** The draft does not exist any more. */
	| { code: 'no-draft' }
	/** The draft has the maximum number of steps. */
	| { code: 'draft-full' }
	/** Commands about keys cannot be part of a draft. */
	| { code: 'not-in-draft' }
	| { code: 'no-signing' }
	| { code: 'not-written'; detail: string };

/**
 * The result of a command: the entries written, the action to undo, and how many items were skipped because they would
 * change nothing; or why it failed.
 */
export type Outcome =
	| { done: true; action: string; entries: Entry[]; skipped: number }
	| { done: false; refusal: Failure };
