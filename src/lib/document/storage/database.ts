/** The result of a request. Rejects with its error. */
export const result = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('a request failed'));
	});

/** Resolves when the transaction is complete. A full disk shows only here: every request may have succeeded. */
export const completed = (transaction: IDBTransaction): Promise<void> =>
	new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
	});

/**
 * Opens a database at whatever version it has, or makes it. Rejects where that fails.
 * @param make called when there is none yet
 * @param waiting called when it takes longer than expected: another tab may be holding it
 */
export function openDatabase(
	name: string,
	make: (database: IDBDatabase) => void,
	waiting: () => void = () => {}
): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(waiting, openTimeout);
		const request = indexedDB.open(name);
		request.onupgradeneeded = ({ oldVersion }) => {
			if (oldVersion === 0) make(request.result);
		};
		request.onblocked = waiting;
		request.onerror = () => {
			clearTimeout(timer);
			reject(request.error ?? new Error('opening failed'));
		};
		request.onsuccess = () => {
			clearTimeout(timer);
			resolve(request.result);
		};
	});
}

/** Whether there is a database of that name, as this thread sees it. Makes none; false where nothing can be opened. */
export function hasDatabase(name: string): Promise<boolean> {
	return new Promise((resolve) => {
		const request = indexedDB.open(name);
		request.onupgradeneeded = () => request.transaction?.abort();
		request.onerror = () => resolve(false);
		request.onsuccess = () => {
			request.result.close();
			resolve(true);
		};
	});
}

/** How long a database may take to open before it is reported, in milliseconds. */
const openTimeout = 4_000;

/** Deletes a database. `waiting` is called while another tab holds it; it goes when that lets go. */
export function deleteDatabase(name: string, waiting: () => void = () => {}): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onblocked = waiting;
		request.onerror = () => reject(request.error ?? new Error('deleting failed'));
		request.onsuccess = () => resolve();
	});
}
