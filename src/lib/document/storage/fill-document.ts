import type { Stored, Taking } from './api';
import { readUnread, type GuardedRows } from './guarded-rows';
import type { LazyDocument } from './lazy-document';
import { PlainRows } from './plain-rows';

/** Origin of what is read from where it is stored. */
export const fromStorage = Symbol('from storage');

interface Filling {
	rows: GuardedRows;
	stored: Stored;
	take: Taking;
	/** Sets aside what `rows` says is bad, and tells of all that is. */
	settle: () => Promise<Stored['quarantined']>;
}

/**
 * Gives the document the rows that were read. Where all of them have their seal, what they say is taken in as it is read; and
 * where they are plain, that is all, and noted in `stored`. Else the document is made of them; and where something of
 * them is missing in it, those that were not looked into are.
 */
export async function fillDocument(
	document: LazyDocument,
	{ rows, stored, take, settle }: Filling
): Promise<void> {
	const isAllSealed = rows.unread.length === rows.updates.size;
	if (isAllSealed) {
		const plain = new PlainRows(rows.updates.values());
		await take(plain);
		if (plain.isWhole && isEmpty(document)) {
			document.begin(plain);
			stored.isSealed = true;
			return;
		}
	}
	const [doc, { applyAll, isWhole }] = await Promise.all([document.made(), import('./updates')]);
	try {
		applyAll(doc, rows.updates.values(), fromStorage);
		stored.isSealed = isAllSealed && isWhole(doc);
		if (!stored.isSealed) await readUnread(rows);
	} catch {
		// It has its seal, and is no update all the same.
		await readUnread(rows);
		stored.quarantined = await settle();
		applyAll(doc, rows.updates.values(), fromStorage);
	}
}

export const isEmpty = (document: LazyDocument): boolean => document.vector.size === 0;
