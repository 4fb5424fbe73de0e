import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { workspaceDatabase } from './names';

/** How long y-indexeddb may take to read rows that were read once already, in milliseconds. */
const readTimeout = 60_000;

interface Listeners {
	/** The document has changed, and not by what is read here: to be stored over this connection. */
	changed: (database: IDBDatabase, update: Uint8Array) => void;
	/** Something was not queued, or was aborted. */
	doubt: () => void;
	/** The browser has closed the connection. */
	lost: (database: IDBDatabase) => void;
	/** Another tab wants the database gone, or changed. */
	replaced: (database: IDBDatabase, event: IDBVersionChangeEvent) => void;
}

/**
 * y-indexeddb for one document: it opens and reads. What changes is stored by who listens, with a seal; by itself it
 * would also close, fall silent, and take in whatever others have written.
 */
export class Provider {
	readonly #provider: IndexeddbPersistence;
	readonly #on: Listeners;

	constructor(workspace: string, doc: Y.Doc, on: Listeners) {
		this.#on = on;
		this.#provider = new IndexeddbPersistence(workspaceDatabase(workspace), doc);
		this.#takeOver(doc);
	}

	/** Where an update comes from that is stored already. */
	get origin(): unknown {
		return this.#provider;
	}

	/**
	 * Its own connection, once it has read everything: what is queued on it waits for what the provider has queued.
	 * Rejects where the database can't be opened, or read in time.
	 */
	async opened(): Promise<IDBDatabase> {
		const database = await this.#provider._db;
		// By itself it closes at once where another tab removes the workspace, which is then gone before anybody has looked why.
		database.onversionchange = null;
		database.addEventListener('abort', this.#on.doubt);
		database.addEventListener('close', () => this.#on.lost(database));
		database.addEventListener('versionchange', (event) => this.#on.replaced(database, event));
		await within(readTimeout, this.#provider.whenSynced);
		return database;
	}

	/** The connection may be dead, or may never have come about: either way nothing holds us here. */
	async destroy(): Promise<void> {
		await this.#provider.destroy().catch(() => undefined);
	}

	#takeOver(doc: Y.Doc): void {
		const provider = this.#provider;
		doc.off('update', provider._storeUpdate);
		provider._storeUpdate = (update, origin) => {
			// Before it is connected, it will store the whole document when it is.
			if (provider.db && origin !== provider) this.#on.changed(provider.db, update);
		};
		doc.on('update', provider._storeUpdate);
	}
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('reading took too long')), milliseconds);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
