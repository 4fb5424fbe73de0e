import { completed, openDatabase, result } from './database';
import { noteDatabase } from './names';

const store = 'notes';

let opened: Promise<IDBDatabase> | undefined;

/** The connection, one for as long as the page lasts: what is noted as a window is closed has no time to open one. */
const open = (): Promise<IDBDatabase> =>
	(opened ??= openDatabase(noteDatabase, (database) => database.createObjectStore(store)).then(
		(database) => {
			const forget = () => (opened = undefined);
			// Whoever deletes it is not kept waiting.
			database.onversionchange = () => {
				database.close();
				forget();
			};
			database.onclose = forget;
			return database;
		},
		(error: unknown) => {
			opened = undefined;
			throw error;
		}
	));

const withStore = <T>(mode: IDBTransactionMode, work: (notes: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
	inStore(mode, (all) => result(work(all)));

/** @param work asks for all it asks for at once */
async function inStore<T>(mode: IDBTransactionMode, work: (notes: IDBObjectStore) => Promise<T>): Promise<T> {
	const transaction = (await open()).transaction(store, mode);
	const done = completed(transaction);
	const value = work(transaction.objectStore(store));
	// Also if the window is closed before any of it is answered.
	if (mode === 'readwrite') transaction.commit();
	await Promise.all([value, done]);
	return value;
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
