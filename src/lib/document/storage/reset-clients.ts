import type { EntryCheck } from '../ledger/verdict';
import { readRows, type GuardedRows } from './guarded-rows';
import { mostClients, rewriteRows } from './rewrite';
import type { SharedLock } from './shared-lock';

/** Cures what many openings have left behind, if no other tab is looking and everything is believed. */
export async function resetClients(
	database: IDBDatabase,
	rows: GuardedRows,
	judge: EntryCheck,
	lock: SharedLock
): Promise<GuardedRows> {
	if (rows.clients.size <= mostClients || rows.unsealed.length > 0) return rows;
	let fresh = rows;
	await lock.alone(async () => {
		const again = () => readRows(database, judge, () => undefined);
		const { last, sealed, unsealed, bad } = await again();
		if (unsealed.length + bad.length > 0) return;
		await rewriteRows(database, last, sealed);
		fresh = await again();
	});
	return fresh;
}
