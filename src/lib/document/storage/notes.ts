import { completed, openDatabase, result } from './database';
import { noteDatabase } from './names';

const store = 'notes';

const open = (): Promise<IDBDatabase> =>
	openDatabase(noteDatabase, (database) => database.createObjectStore(store));

const withStore = <T>(mode: IDBTransactionMode, work: (notes: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
	inStore(mode, (all) => result(work(all)));

async function inStore<T>(mode: IDBTransactionMode, work: (notes: IDBObjectStore) => Promise<T>): Promise<T> {
	const database = await open();
	try {
		const transaction = database.transaction(store, mode);
		const [value] = await Promise.all([work(transaction.objectStore(store)), completed(transaction)]);
		return value;
	} finally {
		database.close();
	}
}

/** Every note under these beginnings: an empty array sorts behind every text. */
const under = (...beginning: string[]): IDBKeyRange => IDBKeyRange.bound(beginning, [...beginning, []]);

/**
 * What this browser remembers about a workspace beside its entries: plain values, by kind and name, deleted with the
 * workspace. Whoever reads one parses it. Every function rejects where the browser keeps nothing for this page.
 */
export const notes = {
	all: (workspace: string, kind: string): Promise<unknown[]> =>
		withStore('readonly', (all) => all.getAll(under(workspace, kind)) as IDBRequest<unknown[]>),

	async put(workspace: string, kind: string, name: string, value: unknown): Promise<void> {
		await withStore('readwrite', (all) => all.put(value, [workspace, kind, name]));
	},

	/** Puts all of them, by name, or none. */
	async putAll(
		workspace: string,
		kind: string,
		values: readonly (readonly [name: string, value: unknown])[]
	): Promise<void> {
		await inStore('readwrite', (all) => {
			for (const [name, value] of values) all.put(value, [workspace, kind, name]);
			return Promise.resolve();
		});
	},

	async delete(workspace: string, kind: string, name: string): Promise<void> {
		await withStore('readwrite', (all) => all.delete([workspace, kind, name]));
	},

	async deleteAll(workspace: string): Promise<void> {
		await withStore('readwrite', (all) => all.delete(under(workspace)));
	}
};
export type Notes = typeof notes;
