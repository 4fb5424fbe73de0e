import type * as Y from 'yjs';
import type { Stored } from './api';
import { readUnread, settleRows, type GuardedRows } from './guarded-rows';
import type { Provider } from './provider';
import { isWhole } from './rows';

interface Filling {
	provider: Provider;
	database: IDBDatabase;
	rows: GuardedRows;
	stored: Stored;
}

/**
 * Takes the rows that were read into the document. Where all of them have their seal and nothing of them is missing
 * there, that is noted in `stored`; else those that were not looked into are.
 */
export async function fillDocument(doc: Y.Doc, { provider, database, rows, stored }: Filling): Promise<void> {
	try {
		provider.fill(rows.updates.values());
		stored.isSealed = rows.unread.length > 0 && isWhole(doc);
		if (!stored.isSealed) readUnread(rows);
	} catch {
		// It has its seal, and is no update all the same.
		readUnread(rows);
		stored.quarantined = await settleRows(database, rows);
		provider.fill(rows.updates.values());
	}
}
