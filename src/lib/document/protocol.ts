import type { EntryDraft } from '../domain/entry';
import type { EntryId, KeyId, OrganizationId } from '../domain/facts';
import type { LedgerProblem } from './ledger/ledger-error';
import type { Checks, HeldKey, Opened, StorageState } from './ledger/api';
import type { LockState } from './keys/keys';
import type { PresenceProof } from './keys/presence-proof';

/** What crosses between a page and the ledger's Worker. Entries cross as text: parsing is quicker than cloning. */
export interface Calls {
	open: { ask: { workspace: string; storedAs: string }; answer: Opened };
	append: { ask: { drafts: EntryDraft[] }; answer: EntryId[] };
	held: { ask: object; answer: HeldKey[] };
	seatKey: { ask: { organization: OrganizationId }; answer: KeyId };
	prove: { ask: { organization: OrganizationId; challenge: string }; answer: PresenceProof };
	lockState: { ask: object; answer: LockState };
	lock: { ask: { passphrase: string }; answer: void };
	unlock: { ask: { passphrase: string }; answer: boolean };
	renewKey: { ask: { organization: OrganizationId }; answer: void };
	stored: { ask: object; answer: void };
	exportQuarantine: { ask: object; answer: Uint8Array<ArrayBuffer> };
	exportEntries: { ask: object; answer: string };
	close: { ask: object; answer: void };
	copy: { ask: { from: string; storedAs: string; to: string }; answer: Copied };
}

/** What became of a workspace that was copied. */
export interface Copied {
	entries: number;
	/** The copy's organizations by those they were made from. */
	organizations: [from: OrganizationId, to: OrganizationId][];
	/** Entries that were not copied: of a newer form, or not readable. */
	left: number;
}

export type Call = keyof Calls;

/** A call, numbered, so that its answer finds back. */
export type Ask =
	| { [C in Call]: { number: number; call: C; ask: Calls[C]['ask'] } }[Call]
	/** To what works beside the ledger. */
	| { beside: unknown };

export type Told =
	| { ready: true }
	| { number: number; answer: Calls[Call]['answer'] }
	| { number: number; problem: LedgerProblem; detail: string }
	/** How many drafts of an `append` are signed so far. */
	| { number: number; signed: number }
	| { entries: [id: EntryId, text: string][] }
	/** Nothing of these was delivered, from now on. */
	| { withdrawn: OrganizationId[] }
	| { storage: StorageState }
	| { checks: Checks }
	| { beside: unknown }
	| { crashed: string };

/** One end of the line between a page and its ledger. */
export interface Line<Out, In> {
	send(message: Out): void;
	receive(listener: (message: In) => void): void;
}
