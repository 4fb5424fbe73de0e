import type * as Y from 'yjs';
import type { Stored, Taking } from './api';
import { readUnread, settleRows, type GuardedRows } from './guarded-rows';
import { PlainRows } from './plain-rows';
import type { Provider } from './provider';
import { isWhole } from './rows';

interface Filling {
	provider: Provider;
	database: IDBDatabase;
	rows: GuardedRows;
	stored: Stored;
	take: Taking;
}

/**
 * Takes the rows that were read into the document. Where all of them have their seal, what they say is taken in before, as it
 * is read; and where nothing of them is missing in the document, that is noted in `stored`. Else those that were not looked
 * into are.
 */
export async function fillDocument(
	doc: Y.Doc,
	{ provider, database, rows, stored, take }: Filling
): Promise<void> {
	// Where one was not looked into, none needs to be.
	const plain = rows.unread.length > 0 ? new PlainRows(rows.updates.values()) : null;
	if (plain) await take(plain);
	try {
		const isPlain = provider.fill(rows.updates.values(), plain);
		stored.isSealed = isPlain || (plain !== null && isWhole(doc));
		if (!stored.isSealed) readUnread(rows);
	} catch {
		// It has its seal, and is no update all the same.
		readUnread(rows);
		stored.quarantined = await settleRows(database, rows);
		provider.fill(rows.updates.values(), null);
	}
}
