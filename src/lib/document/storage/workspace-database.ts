import { openDatabase, result } from './database';
import { LedgerError } from '../ledger/ledger-error';
import { workspaceDatabase } from './names';

/** The form of what is stored. It is local: never read from anybody else. */
export const schemaVersion = 1;

export const stores = {
	updates: 'updates',
	custom: 'custom',
	meta: 'meta',
	quarantine: 'quarantine'
} as const;

/**
 * Opens a workspace's database, with the stores of y-indexeddb (`updates`, `custom`) and our own beside them:
 * `meta`, and `quarantine` for rows that could not be read. Rejects where that fails.
 */
export const openWorkspaceDatabase = (workspace: string, waiting?: () => void): Promise<IDBDatabase> =>
	openDatabase(
		workspaceDatabase(workspace),
		(database) => {
			database.createObjectStore(stores.updates, { autoIncrement: true });
			database.createObjectStore(stores.custom);
			database.createObjectStore(stores.meta).put(schemaVersion, 'schema');
			database.createObjectStore(stores.quarantine, { autoIncrement: true });
		},
		waiting
	);

/** The same, however long it takes, until somebody closes it: then it rejects with a LedgerError (`closed`). */
export async function openUnless(
	closing: Promise<void>,
	workspace: string,
	waiting: () => void
): Promise<IDBDatabase> {
	const opening = openWorkspaceDatabase(workspace, waiting);
	const database = await Promise.race([opening, closing]);
	if (database) return database;
	void opening.then(
		(late) => late.close(),
		() => undefined
	);
	throw new LedgerError('closed', workspace);
}

/** Whether an app of this version may write here: `newer` is for reading, `foreign` not even for that. */
export async function kindOfDatabase(database: IDBDatabase): Promise<'ours' | 'newer' | 'foreign'> {
	const has = (name: string) => database.objectStoreNames.contains(name);
	if (!has(stores.meta) || !has(stores.updates)) return 'foreign';
	const meta = database.transaction(stores.meta).objectStore(stores.meta);
	const schema: unknown = await result(meta.get('schema'));
	if (typeof schema === 'number' && schema > schemaVersion) return 'newer';
	return schema === schemaVersion && has(stores.quarantine) && has(stores.custom) ? 'ours' : 'foreign';
}

/** A transaction that writes rows with what is kept beside them, and is complete when that is really on the disk. */
export const writing = (database: IDBDatabase): IDBTransaction =>
	database.transaction([stores.updates, stores.meta], 'readwrite', { durability: 'strict' });
