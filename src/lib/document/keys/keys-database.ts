import { completed, openDatabase, result } from '../storage/database';
import { WorkspaceKeys } from './workspace-keys';
import type { KeyStore } from './key-rows';
import type { Keys } from './keys';
import { keyDatabase } from '../storage/names';

const store = 'keys';

const open = (): Promise<IDBDatabase> =>
	openDatabase(keyDatabase, (database) => {
		database.createObjectStore(store, { keyPath: ['workspace', 'organization', 'key'] });
	});

/** Everything filed under these beginnings of a key path: an empty array sorts behind every text. */
const under = (...beginning: string[]): IDBKeyRange => IDBKeyRange.bound(beginning, [...beginning, []]);

async function withStore<T>(
	mode: IDBTransactionMode,
	work: (keys: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
	const database = await open();
	try {
		const transaction = database.transaction(store, mode, { durability: 'strict' });
		const [value] = await Promise.all([result(work(transaction.objectStore(store))), completed(transaction)]);
		return value;
	} finally {
		database.close();
	}
}

const databaseStore = (workspace: string): KeyStore => ({
	all: () => withStore('readonly', (keys) => keys.getAll(under(workspace)) as IDBRequest<unknown[]>),
	lock: () => withStore('readonly', (keys) => keys.get([workspace, '', '']) as IDBRequest<unknown>),
	async put(row) {
		await withStore('readwrite', (keys) => keys.put(row));
	},
	async delete(gone) {
		await withStore('readwrite', (keys) => {
			for (const { organization, key } of gone) keys.delete([workspace, organization, key]);
			return keys.count();
		});
	}
});

/** The keys of one workspace, as IndexedDB keeps them: nobody can read them out, and under a passphrase, use them. */
export const databaseKeys = (workspace: string): Keys =>
	new WorkspaceKeys(workspace, databaseStore(workspace));

/** Deletes every key of a workspace. */
export async function deleteKeys(workspace: string): Promise<void> {
	await withStore('readwrite', (keys) => keys.delete(under(workspace)));
}
