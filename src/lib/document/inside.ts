import type { Entry } from '../domain/entry';
import type { EntryId } from '../domain/facts';
import type { KeyBook } from '../domain/keys';
import type { Opened } from './port';
import type { Fault } from './verdict';

/** The ledger's side door, for what works beside it in its own thread and has checked whatever it brings. */
export interface LedgerInside {
	readonly workspace: string;
	readonly opened: Promise<Opened>;
	/** Resolves when all that was stored without a seal has been checked. */
	readonly proven: Promise<void>;
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
	/** As the ledger's own `onEntries`, but for what is believed: what was stored without a seal once it is checked. */
	onProven(listener: (entries: Entry[]) => void): () => void;
	/** Calls back with why something that another tab has sent or stored was not taken in. */
	onRefused(listener: (fault: Fault) => void): () => void;
}

/** What works beside the ledger: takes what a page says to it, and says things back. */
export type Beside = (inside: LedgerInside, say: (message: unknown) => void) => (message: unknown) => void;
