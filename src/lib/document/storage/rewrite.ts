import { textToEntry } from '../entries/codec';
import { completed } from './database';
import { updateOf } from './plain-update';
import { addSealed, deleteUpTo, digestOf } from './seals';
import { schemaVersion, stores, writing } from './workspace-database';

/** Documents that wrote to one database beyond this number make every edit slow. */
export const mostClients = 200;

/**
 * Begins to replace the rows up to a key by one row, in one transaction: interrupted, the old rows are still there.
 * Whatever is begun later on the database waits for it.
 * @param bytes all that they hold, which is trusted
 * @param added called with the key of the one row, once it is stored: of a transaction that fails, another row gets the key
 * @returns resolves with how many rows there are then, once that is stored
 */
export function replaceRows(
	database: IDBDatabase,
	upTo: number,
	{ bytes, digest }: { bytes: Uint8Array; digest: Uint8Array },
	added?: (key: number) => void
): Promise<number> {
	const transaction = writing(database);
	let row: number | undefined;
	addSealed(transaction, bytes, digest, (key) => (row = key));
	deleteUpTo(transaction, upTo);
	const counting = transaction.objectStore(stores.updates).count();
	return completed(transaction).then(() => {
		if (row !== undefined) added?.(row);
		return counting.result;
	});
}

/** All that was found in rows, as small and as quick as it gets. */
export const rewritten = (found: Map<string, string[]>): Uint8Array =>
	updateOf([...found].map(([id, texts]) => [id, trueText(id, texts)]));

/** Where several texts stand under one id, the one that belongs there; else whatever there is, nothing is dropped. */
const trueText = (id: string, texts: string[]): string =>
	(texts.length > 1 ? texts.find((text) => 'entry' in textToEntry(id, text)) : undefined) ?? texts[0]!;

/** Fills a database that nobody has open yet with a whole workspace. */
export async function fillDatabase(
	database: IDBDatabase,
	texts: Iterable<[id: string, text: string]>
): Promise<void> {
	const bytes = updateOf(texts);
	const digest = await digestOf(bytes);
	const transaction = writing(database);
	addSealed(transaction, bytes, digest);
	transaction.objectStore(stores.meta).put(schemaVersion, 'schema');
	await completed(transaction);
}
