import type * as Y from 'yjs';
import type { Fault, EntryCheck } from '../ledger/verdict';
import type { Quarantined, StorageState } from '../ledger/api';

/** What stands in a workspace's document: texts under entry ids, believed by nobody yet. */
export const rootName = 'entries';

/** How far a row is checked: with `all` and nothing unread, it has its seal. */
export interface Checked {
	/** How many of its texts were looked at, from the first on. */
	checked: number | 'all';
	/** Whether some of them are of a form that could not be read, and are not vouched for. */
	hasUnread: boolean;
}

/** A stored row without its seal: what it holds is believed once it was checked. */
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
	 * Every text found in a row that is believed, by the id it stands under. The document itself may lack some of them:
	 * what came after a lost row, or what a stray update has overwritten.
	 */
	sealed: Map<string, string[]>;
	/** Rows that are to be checked after opening, and to be told of by `keepCheck`. */
	unsealed: UnsealedRow[];
	readOnly: boolean;
}

/** What a storage asks of who knows what is believed. */
export interface Trust {
	check: EntryCheck;
	/** Something that another tab, or another page, has written is not believed, and set aside. */
	refused: (fault: Fault) => void;
	/** Whether everything in the document is believed. */
	isClean: () => boolean;
}

/** Where one workspace's document is kept. */
export interface Storage {
	/**
	 * Fills the document with what is stored, and from then on stores every update of it, with a seal.
	 * Never rejects: what could not be reached is said by `onState`.
	 * @param progress called with how much of how much has been read
	 */
	open(doc: Y.Doc, trust: Trust, progress: (done: number, total: number) => void): Promise<Stored>;
	/** Reads into the document what other tabs have stored since, as far as it is believed. Never rejects. */
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
