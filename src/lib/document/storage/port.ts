import type * as Y from 'yjs';
import type { Quarantined, StorageState } from '../port';

/** What stands in a workspace's document: texts under entry ids, believed by nobody yet. */
export const rootName = 'entries';

export interface Stored {
	quarantined: Quarantined[];
	/**
	 * Every text found in a readable row, by the id it stands under. The document itself may lack some of them:
	 * what came after a lost row, or what a stray update has overwritten.
	 */
	found: Map<string, string[]>;
	readOnly: boolean;
}

/** Where one workspace's document is kept. */
export interface Storage {
	/**
	 * Fills the document with what is stored, and from then on stores every update of it.
	 * Never rejects: what could not be reached is said by `onState`.
	 * @param progress called with how much of how much has been read
	 */
	open(doc: Y.Doc, progress: (done: number, total: number) => void): Promise<Stored>;
	/** Reads into the document what other tabs have stored since. Never rejects. */
	catchUp(): Promise<void>;
	/** Resolves when the document is stored as it is now; tries at once; rejects with a LedgerError while it can't be. */
	stored(): Promise<void>;
	/** Calls back with each state, from `open` on. */
	onState(listener: (state: StorageState) => void): void;
	/** The rows set aside, as one file's bytes. */
	exportQuarantine(): Promise<Uint8Array<ArrayBuffer>>;
	close(): Promise<void>;
}
