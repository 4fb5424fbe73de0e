import type { EntryCheck } from '../ledger/verdict';
import { readRows, type GuardedRows } from './guarded-rows';
import { mostClients, rewriteRows } from './rewrite';
import type { SharedLock } from './shared-lock';

/**
 * Rewrites a database to which many sessions have written as one row under one client id, for an edit costs more with
 * each of these. Only where no other tab has the workspace open, and everything is trusted.
 */
export async function resetClients(
	database: IDBDatabase,
	rows: GuardedRows,
	check: EntryCheck,
	lock: SharedLock
): Promise<GuardedRows> {
	if (rows.unread.length > 0 || rows.clients.size <= mostClients || rows.unsealed.length > 0) return rows;
	let fresh = rows;
	await lock.alone(async () => {
		const again = () => readRows(database, check, () => undefined);
		const { last, sealed, unsealed, bad } = await again();
		if (unsealed.length + bad.length > 0) return;
		await rewriteRows(database, last, sealed);
		fresh = await again();
	});
	return fresh;
}
