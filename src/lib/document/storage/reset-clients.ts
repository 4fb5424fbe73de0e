import type { GuardedRows } from './guarded-rows';
import { mostClients, replaceRows, rewritten } from './rewrite';
import { lastRow } from './rows';
import { digestOf } from './seals';
import type { SharedLock } from './shared-lock';

interface Reset {
	/** What the document is to be filled with: one row under one client id. */
	rows: GuardedRows;
	/**
	 * Stores that row in place of the others, once the document is filled; null where it cannot be. If that fails, the old rows
	 * are there, with the same entries. To be called once; never rejects.
	 */
	store: (database: IDBDatabase | null) => Promise<void>;
}

/**
 * Rewrites a database to which many sessions have written as one row under one client id, for an edit costs more with
 * each of these. Only where no other tab has the workspace open, whose document would go on counting from the old ones,
 * and everything is trusted and can be read; null else. Other tabs cannot open it before `store` is done.
 * @param added called with the key of the row when it has one
 */
export function resetClients(
	database: IDBDatabase,
	rows: GuardedRows,
	lock: SharedLock,
	added: (key: number) => void
): Promise<Reset | null> {
	const isWhole = rows.unread.length + rows.unsealed.length === 0 && !rows.hasUnread;
	if (!isWhole || rows.clients.size <= mostClients) return Promise.resolve(null);
	return new Promise((resolve) => {
		const whole = lock.alone(async () => {
			// Another tab may have written before this one was alone.
			if ((await lastRow(database)) !== rows.last) return;
			const bytes = rewritten(rows.sealed);
			const digest = await digestOf(bytes);
			const filled = await new Promise<IDBDatabase | null>((filled) => {
				const store: Reset['store'] = (database) => {
					filled(database);
					return whole.catch(() => undefined);
				};
				resolve({ rows: onlyRow(rows, bytes), store });
			});
			if (filled) await replaceRows(filled, rows.last, { bytes, digest }, added);
		});
		// Where nothing was begun, the rows are opened as they are.
		const nothing = () => resolve(null);
		whole.then(nothing, nothing);
	});
}

/** The rows that were read, as if there were one, which has its seal. */
const onlyRow = (rows: GuardedRows, bytes: Uint8Array): GuardedRows => ({
	...rows,
	...{ sealed: new Map(), unread: [{ key: rows.last, bytes }], updates: new Map([[rows.last, bytes]]) }
});
