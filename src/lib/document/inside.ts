import type { Entry } from '../domain/entry';
import type { EntryId } from '../domain/facts';
import type { KeyBook } from '../domain/keys';
import type { Opened } from './port';

/** The ledger's side door, for what works beside it in its own thread and has checked whatever it brings. */
export interface LedgerInside {
	readonly workspace: string;
	readonly opened: Promise<Opened>;
	/** Everything that is here. */
	readonly entries: ReadonlyMap<EntryId, Entry>;
	/** Which keys speak for whom, by those entries. */
	readonly keys: KeyBook;
	/**
	 * Takes in entries of others that passed the gate, those it lacks: stored, told to other tabs, and delivered
	 * before it returns, each behind what it rests on. To be called once `opened` has resolved.
	 * Throws a LedgerError: read-only, closed.
	 */
	insert(entries: Entry[]): void;
	/** As the ledger's own `onEntries`. */
	onEntries(listener: (entries: Entry[]) => void): () => void;
}

/** What works beside the ledger: takes what a page says to it, and says things back. */
export type Beside = (inside: LedgerInside, say: (message: unknown) => void) => (message: unknown) => void;
