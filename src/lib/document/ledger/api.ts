import type { Entry, EntryDraft } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import type { EntryProblem } from '../entries/codec';
import type { LockState, OwnKey } from '../keys/keys';
import type { PresenceProof } from '../keys/presence-proof';

/** Whether the edits are stored. */
export type StorageState =
	/** `done` of `total`, in no particular unit. */
	| { state: 'opening'; done: number; total: number }
	/** Ledger, keys and list entry are stored; `restored` where some of that was lost while it was open, and written anew. */
	| { state: 'saved'; restored?: true }
	| { state: 'saving'; pending: number }
	/**
	 * The edits are in memory only; `pending` entries are not stored, and it is tried again. `other-window`: they are
	 * not even made, because another window does not stop writing.
	 */
	| {
			state: 'failing';
			reason: 'disk-full' | 'storage-failed' | 'other-window';
			pending: number;
			detail: string;
	  }
	/** Opened to read: a newer app wrote this workspace. */
	| { state: 'read-only'; reason: 'newer-schema' }
	/**
	 * `open-failed`: what is stored could not be reached, new edits are in memory only. `blocked`: another tab
	 * holds the database, opening goes on when it lets go. `removed`: the workspace was deleted in another tab.
	 * `crashed`: what worked behind this page has stopped; reload.
	 */
	| { state: 'unavailable'; reason: 'open-failed' | 'blocked' | 'removed' | 'crashed'; detail: string };

/** Every entry, a preview's too. */
export interface ExportedEntries {
	count: number;
	/** In canonical form, one a line. A Blob crosses to the page without a copy, and goes into a file without another. */
	lines: Blob;
}

/** How far the check is of what was stored without a seal: a few at opening, many afterwards, while all is open. */
export interface Checks {
	done: number;
	/** None where there was nothing to be checked after opening. */
	total: number;
	/** How many did not pass and were set aside. What they say may be shown until the workspace is opened anew. */
	failed: number;
}

/** A stored row that could not be read, or did not pass its check: withheld, never deleted, exportable. */
export interface Quarantined {
	row: number;
	bytes: number;
	reason: string;
	/** When it was set aside, in milliseconds since 1970. */
	at: number;
}

/** Something under an entry's id that is no entry of this workspace: ignored, left where it is. */
export interface Unreadable {
	id: EntryId;
	problem: Exclude<EntryProblem, 'newer' | 'older'> | 'other-workspace';
	detail: string;
}

export interface Opened {
	entries: number;
	/** Every row set aside so far, in this opening or an earlier one. */
	quarantined: Quarantined[];
	unreadable: Unreadable[];
	/** Entries of a newer form, to be read by a newer app. */
	setAside: number;
	/** Entries that a preview wrote, in a form that is read no more: left where they are, and exported as they are. */
	older: number;
}

/**
 * One workspace's ledger. The page has it in a Worker; unit tests have it in their own thread.
 * Entries are delivered in an order in which `previous` and the organization's founding entry come before what
 * rests on them, where both are there.
 */
export interface Ledger {
	/**
	 * Calls back with entries, each once. The first listener hears all of them, those already there in slices (while
	 * opening, as they are read); a later one may hear only those that come from then on. Returns a function that ends it.
	 */
	onEntries(listener: (entries: Entry[]) => void): () => void;
	/** Calls back when organizations are withheld from now on: the listener must drop what was delivered of them. */
	onWithdrawn(listener: (organizations: OrganizationId[]) => void): () => void;
	/** Calls back with the present state at once, and with each later one. */
	onStorage(listener: (state: StorageState) => void): () => void;
	/** Calls back with the present state at once, and with each later one. */
	onChecks(listener: (checks: Checks) => void): () => void;
	/** Resolves when what was stored has been delivered, which may be before `opened`, or will not be. */
	readonly allDelivered: Promise<void>;
	/** Resolves when what was stored has been read and delivered (even where some of it had to be set aside). */
	readonly opened: Promise<Opened>;
	/**
	 * Signs the drafts and adds them, in order, all or none; they are stored together, too. Resolves with the entries
	 * after their delivery to the listeners; `onStorage` and `stored` tell when they are kept.
	 * Rejects with a LedgerError: read-only, closed, no-key, locked, unknown-organization, no-signing, malformed.
	 */
	append(drafts: EntryDraft[], progress?: (signed: number) => void): Promise<Entry[]>;
	/** Loads and makes what a first edit takes, so that it need not wait for that. Rejects where it cannot be loaded. */
	prepareEdits(): Promise<void>;
	/** The organizations that this browser can act for, each with the key that signs: its newest here that acts. */
	held(): Promise<OwnKey[]>;
	/**
	 * The key with which this browser acts, or requests to act, for an organization; made once and stored; it signs from when an entry of the
	 * organization adds it. Where this browser can act already, the key that does.
	 * Rejects with a LedgerError: no-signing, locked, not-stored.
	 */
	memberKey(organization: OrganizationId): Promise<KeyId>;
	/**
	 * Signs a challenge, never an entry, with the key that acts or, where none does, the one that access was requested
	 * for. Check it with `verifyProof`. Rejects with a LedgerError: no-key, locked, malformed.
	 */
	prove(organization: OrganizationId, challenge: string): Promise<PresenceProof>;
	/** Whether this workspace's keys are under a passphrase. `held` names them all the same. */
	lockState(): Promise<LockState>;
	/**
	 * Puts this workspace's keys under a passphrase, for where other pages can use what this browser keeps: each
	 * organization that it can act for gets a new key, which the old one adds as it ends. The passphrase holds in this
	 * tab; every later one asks for it. What was asked for and not given yet is to be asked for anew.
	 * Rejects with a LedgerError: locked (there is one already), malformed (too short), read-only, no-signing, not-stored.
	 */
	lock(passphrase: string): Promise<void>;
	/** Lets the keys sign, in this tab. False for another passphrase. Rejects as `lock` does. */
	unlock(passphrase: string): Promise<boolean>;
	/**
	 * Gives this browser a new key for an organization that it acts for, which the old one adds as it ends: where the old
	 * one was copied, the copy stops acting. What the old one signed counts as far as it is here.
	 * Rejects with a LedgerError: no-key, locked, read-only, closed, no-signing, not-stored.
	 */
	renewKey(organization: OrganizationId): Promise<void>;
	/**
	 * Resolves when everything added so far is stored. Where storing has failed it is tried again at once;
	 * rejects with a LedgerError (`not-stored`) while it can't be.
	 */
	stored(): Promise<void>;
	/** The rows set aside, as one file's bytes (JSON). */
	exportQuarantine(): Promise<Uint8Array<ArrayBuffer>>;
	/** The whole workspace, for a file, also when storage fails. */
	exportEntries(): Promise<ExportedEntries>;
	/** Waits for what is being stored (not for what can't be), then lets everything go. */
	close(): Promise<void>;
}
