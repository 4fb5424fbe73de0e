import { toBase64Url } from '../entries/base64url';
import { completed, result } from './database';
import type { Quarantined } from '../ledger/api';
import type { Row } from './rows';
import { deleteRow } from './seals';
import { stores } from './workspace-database';

interface Kept extends Quarantined {
	value: unknown;
}

export interface BadRow extends Row {
	reason: string;
}

const sizeOf = (value: unknown): number => (value instanceof Uint8Array ? value.length : 0);

/**
 * Moves rows out of the way of opening, in one transaction: each is always in one of the two places.
 * @param also what belongs into the same transaction, of all stores
 */
export async function setAside(
	database: IDBDatabase,
	rows: BadRow[],
	also: (transaction: IDBTransaction) => void = () => undefined
): Promise<void> {
	if (rows.length === 0) return;
	const transaction = database.transaction([stores.updates, stores.quarantine, stores.meta], 'readwrite');
	for (const { key, value, reason } of rows) {
		const kept: Kept = { row: key, bytes: sizeOf(value), reason, at: Date.now(), value };
		transaction.objectStore(stores.quarantine).add(kept);
		deleteRow(transaction, key);
	}
	also(transaction);
	await completed(transaction);
}

const readAll = (database: IDBDatabase): Promise<Kept[]> =>
	result(
		database.transaction(stores.quarantine).objectStore(stores.quarantine).getAll() as IDBRequest<Kept[]>
	);

/** What has been set aside so far, in this opening or an earlier one. */
export const listQuarantine = async (database: IDBDatabase): Promise<Quarantined[]> =>
	(await readAll(database)).map(({ row, bytes, reason, at }) => ({ row, bytes, reason, at }));

/** The rows set aside as one JSON file. */
export const quarantineFile = async (
	workspace: string,
	database: IDBDatabase
): Promise<Uint8Array<ArrayBuffer>> =>
	new TextEncoder().encode(quarantineText(workspace, await readAll(database)));

/** Rows set aside as the text of a file, their bytes in base64url. */
export function quarantineText(workspace: string, kept: readonly Kept[]): string {
	const rows = kept.map(({ value, ...about }) => ({
		...about,
		value: value instanceof Uint8Array ? toBase64Url(value) : String(value)
	}));
	return JSON.stringify({ grantbook: 'set-aside', v: 1, workspace, rows });
}
