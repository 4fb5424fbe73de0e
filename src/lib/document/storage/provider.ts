import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { deleteDatabase } from './database';
import { workspaceDatabase } from './names';
import { stores } from './workspace-database';

/** How long y-indexeddb may take to open a database that is open already, in milliseconds: an edit may wait for it. */
const openTimeout = 10_000;

/** How long what is closed waits for that it leaves no empty row, in milliseconds. */
const emptyTimeout = 1_000;

/** An update that says nothing is two zeros. */
const emptyUpdate = 2;

/**
 * y-indexeddb for one document, to be made while that is empty: what is in it then is written as a row. It opens and closes.
 * What was stored is read before, and what changes is stored by who listens, with a seal; by itself it would also fall silent,
 * and take in whatever others have written.
 */
export class Provider {
	readonly #provider: IndexeddbPersistence;
	/** Its own connection, once it is open. Rejects where the database can't be opened and read in time, or was deleted. */
	readonly opened: Promise<IDBDatabase>;
	/** Resolves when no empty row of this opening is left. */
	#emptied: Promise<void> = Promise.resolve();

	constructor(workspace: string, doc: Y.Doc) {
		this.#provider = new IndexeddbPersistence(workspaceDatabase(workspace), doc);
		// It reads nothing: what is stored was read already, and is filled in.
		this.#provider._dbref = Number.POSITIVE_INFINITY;
		doc.off('update', this.#provider._storeUpdate);
		this.opened = within(openTimeout, this.#open()).catch((error: unknown) => {
			// At once: nothing may be in the document by the time that it opens.
			this.#close();
			throw error;
		});
	}

	/** The connection may be dead, or may never have come about: either way nothing holds us here. */
	async destroy(): Promise<void> {
		// The Worker may end then, and what is queued with it.
		await within(
			emptyTimeout,
			this.opened.then(() => this.#emptied)
		).catch(() => undefined);
		this.#close();
	}

	async #open(): Promise<IDBDatabase> {
		const database = await this.#provider._db;
		// By itself it closes at once where another tab removes the workspace, which is then gone before anybody has looked why.
		database.onversionchange = null;
		if (!database.objectStoreNames.contains(stores.meta)) {
			// Deleted before it was opened here, which has made another that is none of ours.
			this.#close();
			await deleteDatabase(database.name);
			throw new Error('the database was deleted');
		}
		await this.#provider.whenSynced;
		this.#emptied = removeEmpty(database);
		return database;
	}

	#close(): void {
		void this.#provider.destroy().catch(() => undefined);
	}
}

/** y-indexeddb has added the document as it was, though nothing was in it: a row for each opening, for ever. */
function removeEmpty(database: IDBDatabase): Promise<void> {
	const transaction = database.transaction(stores.updates, 'readwrite');
	const reading = transaction.objectStore(stores.updates).openCursor(null, 'prev');
	reading.onsuccess = () => {
		const row = reading.result?.value as unknown;
		if (row instanceof Uint8Array && row.length === emptyUpdate) reading.result!.delete();
	};
	return new Promise((resolve) => {
		transaction.oncomplete = transaction.onabort = () => resolve();
	});
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('it took too long')), milliseconds);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
