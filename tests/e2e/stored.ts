/** What an origin keeps in a browser: looked at, cleared, copied and put back, from a page of it that runs no app. */
import type { Page } from '@playwright/test';

interface Store {
	name: string;
	keyPath: string | string[] | null;
	autoIncrement: boolean;
	rows: [IDBValidKey, unknown][];
}

export interface Copy {
	local: [string, string][];
	databases: { name: string; version: number; stores: Store[] }[];
}

interface Stored {
	/** The names of all that is kept. */
	names(): Promise<string[]>;
	clear(): Promise<void>;
	/** Copies live in the page: keys that nobody can read out stay in the browser. */
	copy(as: string): Promise<void>;
	putBack(copy: string): Promise<void>;
	/** Puts what is told; bytes are told as base64. */
	put(copy: Copy): Promise<void>;
}

declare global {
	interface Window {
		stored: Stored;
	}
}

/** Makes `window.stored` in a page. */
export const installStored = (page: Page): Promise<void> =>
	page.evaluate(() => {
		const copies = new Map<string, Copy>();
		const local = (): [string, string][] => Object.entries<string>({ ...localStorage });
		// Pages from disk have no caches.
		const cacheNames = (): Promise<string[]> =>
			location.protocol === 'file:' ? Promise.resolve([]) : caches.keys();
		const result = <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((done, fail) => {
				request.onsuccess = () => done(request.result);
				request.onerror = () => fail(request.error!);
			});
		const completed = (transaction: IDBTransaction): Promise<void> =>
			new Promise((done, fail) => {
				transaction.oncomplete = () => done();
				transaction.onabort = () => fail(transaction.error!);
			});

		async function readDatabase({ name, version }: IDBDatabaseInfo): Promise<Copy['databases'][number]> {
			const database = await result(indexedDB.open(name!));
			const names = [...database.objectStoreNames];
			const stores = names.map(async (name): Promise<Store> => {
				const store = database.transaction(name).objectStore(name);
				const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
				const rows = keys.map((key, at): [IDBValidKey, unknown] => [key, values[at]]);
				const { keyPath } = store;
				return { name, keyPath, autoIncrement: store.autoIncrement, rows };
			});
			const copy = { name: name!, version: version!, stores: await Promise.all(stores) };
			database.close();
			return copy;
		}

		const stored = (value: unknown): unknown =>
			typeof value === 'object' && value !== null && 'base64' in value
				? Uint8Array.from(atob(value.base64 as string), (sign) => sign.charCodeAt(0))
				: value;

		async function writeDatabase({ name, version, stores }: Copy['databases'][number]): Promise<void> {
			const opening = indexedDB.open(name, version);
			opening.onupgradeneeded = () => {
				for (const { name, keyPath, autoIncrement } of stores)
					opening.result.createObjectStore(name, { keyPath, autoIncrement });
			};
			const database = await result(opening);
			const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
			for (const { name, keyPath, rows } of stores) {
				const store = transaction.objectStore(name);
				for (const [key, value] of rows) {
					if (keyPath === null) store.put(stored(value), key);
					else store.put(stored(value));
				}
			}
			await completed(transaction);
			database.close();
		}

		window.stored = {
			async names() {
				const databases = (await indexedDB.databases()).map(({ name }) => name!);
				return [...databases, ...local().map(([key]) => key), ...(await cacheNames())];
			},
			async clear() {
				const databases = await indexedDB.databases();
				await Promise.all(databases.map(({ name }) => result(indexedDB.deleteDatabase(name!))));
				localStorage.clear();
				await Promise.all((await cacheNames()).map((name) => caches.delete(name)));
			},
			async copy(as) {
				const databases = await indexedDB.databases();
				copies.set(as, { local: local(), databases: await Promise.all(databases.map(readDatabase)) });
			},
			putBack: (name) => window.stored.put(copies.get(name)!),
			async put({ databases, local }) {
				await Promise.all(databases.map(writeDatabase));
				for (const [key, value] of local) localStorage.setItem(key, value);
			}
		};
	});
