import type { EntryCheck } from '../ledger/verdict';
import type { Stored } from './api';
import { readRows, settleRows, type GuardedRows } from './guarded-rows';
import { resetClients } from './reset-clients';
import { mostClients } from './rewrite';
import type { SharedLock } from './shared-lock';
import { kindOfDatabase } from './workspace-database';

interface Guarding {
	check: EntryCheck;
	progress: (done: number, total: number) => void;
	/** Whether nothing of the workspace is open yet. What is open takes in nothing that is not checked. */
	isFirst: boolean;
	openLock: SharedLock;
	/** Called with the key of a row that holds nothing but what is in the others. */
	passOver: (key: number) => void;
}

export interface Guarded {
	/** Null where the database is of a newer app: nothing may be written there. */
	rows: GuardedRows | null;
	/** Called when the document is filled, or could not be: writes what can be written while it is open. Never rejects. */
	finish: (database: IDBDatabase | null) => Promise<void>;
}

/** Reads a database, puts what is wrong in it out of the way, and notes the rest in `stored`. Rejects where it is not ours. */
export async function guardDatabase(
	database: IDBDatabase,
	stored: Stored,
	{ check, progress, isFirst, openLock, passOver }: Guarding
): Promise<Guarded> {
	const finish = () => Promise.resolve();
	const kind = await kindOfDatabase(database);
	if (kind === 'foreign') throw new Error('the database is not one of this app');
	const mostUnread = kind === 'ours' ? mostClients : 0;
	const options = isFirst ? { mostUnread } : { most: Number.POSITIVE_INFINITY };
	const rows = await readRows(database, check, progress, options);
	Object.assign(stored, { sealed: rows.sealed, unsealed: rows.unsealed });
	if (kind === 'newer') return { rows: null, finish };
	stored.quarantined = await settleRows(database, rows);
	const reset = isFirst ? await resetClients(database, rows, openLock, passOver) : null;
	if (!reset) return { rows, finish };
	stored.sealed = reset.rows.sealed;
	return { rows: reset.rows, finish: reset.store };
}
