import type { Fault, EntryCheck } from '../ledger/verdict';
import type { Quarantined, StorageState } from '../ledger/api';
import type { LazyDocument } from './lazy-document';
import type { TrustedTexts } from './trusted-texts';

/** How far a row is checked: with `all` and nothing unread, it has its seal. */
export interface Checked {
	/** How many of its texts were looked at, from the first on. */
	checked: number | 'all';
	/** Whether some of them are of a form that could not be read, and are not vouched for. */
	hasUnread: boolean;
}

/** A stored row without its seal: what it holds is trusted once it was checked. */
export interface UnsealedRow {
	key: number;
	bytes: Uint8Array;
	/** SHA-256 of the bytes. */
	digest: Uint8Array;
	/** The texts that it sets, by the ids under which it sets them. */
	texts: [id: string, text: string][];
	/** Whether setting texts is all that it does. */
	isPlain: boolean;
	/** How far it was checked in an earlier opening. */
	before: Checked;
}

/** What became of checking a row. */
export type RowCheck =
	/** Where it is gone on from. */
	| Checked
	/** It is set aside, and what is good in it is kept. */
	| { fault: string; good: UnsealedRow['texts'] };

export interface Stored {
	quarantined: Quarantined[];
	/**
	 * Every text found in a row that is trusted, by the id it stands under. The document itself may lack some of them:
	 * what came after a lost row, or what a stray update has overwritten.
	 */
	sealed: Map<string, string[]>;
	/** Rows to be checked after opening; `keepCheck` takes the result. */
	unsealed: UnsealedRow[];
	readOnly: boolean;
	/** Everything in the document is trusted, and nothing else is stored: `sealed` is left empty then. */
	isSealed?: boolean;
}

/** What a storage needs to know about what is trusted. */
export interface Trust {
	check: EntryCheck;
	/** Called when something that another tab or page has written is not trusted, and set aside. */
	refused: (fault: Fault) => void;
	/** Whether everything in the document is trusted. */
	isClean: () => boolean;
}

/** Takes texts in; it may leave some. */
export type Taking = (texts: TrustedTexts) => Promise<void>;

/** Where one workspace's document is kept. */
export interface Storage {
	/**
	 * Gives the document what is stored, and from then on stores every update of it, with a seal.
	 * Never rejects: `onState` reports what could not be reached.
	 * @param progress called with how much of how much has been read
	 * @param take takes texts that are trusted in before the document has them, where they can be read without it: they
	 * may not be all that there is
	 */
	open(
		document: LazyDocument,
		trust: Trust,
		progress: (done: number, total: number) => void,
		take: Taking
	): Promise<Stored>;
	/** Reads into the document what other tabs have stored since, as far as it is trusted. Never rejects. */
	catchUp(): Promise<void>;
	/** How far a row is checked by now, in whichever tab. Never rejects. */
	checkedOf(row: UnsealedRow): Promise<Checked>;
	/** Keeps what became of checking a row, where it can be kept. Never rejects. */
	keepCheck(row: UnsealedRow, check: RowCheck): Promise<void>;
	/** Resolves when the document is stored as it is now; tries at once; rejects with a LedgerError while it can't be. */
	stored(): Promise<void>;
	/** Calls back with each state, from `open` on. */
	onState(listener: (state: StorageState) => void): void;
	/** The rows set aside, as one file's bytes. */
	exportQuarantine(): Promise<Uint8Array<ArrayBuffer>>;
	close(): Promise<void>;
}
