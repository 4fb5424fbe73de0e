import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { workspaceDatabase } from '../names';

/** How long y-indexeddb may take to read rows that were read once already, in milliseconds. */
const patience = 60_000;

interface Listeners {
	/** Something was not queued, or was aborted. */
	doubt: () => void;
	/** The browser has closed the connection. */
	lost: (database: IDBDatabase) => void;
	/** Another tab wants the database gone, or changed. */
	replaced: (database: IDBDatabase, event: IDBVersionChangeEvent) => void;
}

/** y-indexeddb for one document, without its habits of closing, and of falling silent, by itself. */
export class Provider {
	readonly #provider: IndexeddbPersistence;
	readonly #on: Listeners;

	constructor(workspace: string, doc: Y.Doc, on: Listeners) {
		this.#on = on;
		this.#provider = new IndexeddbPersistence(workspaceDatabase(workspace), doc);
		this.#muffle(doc);
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
		await within(patience, this.#provider.whenSynced);
		return database;
	}

	/** The connection may be dead, or may never have come about: either way nothing holds us here. */
	async destroy(): Promise<void> {
		await this.#provider.destroy().catch(() => undefined);
	}

	/**
	 * It throws where its connection is dead, and what throws while Yjs tells of an update leaves the document mute for
	 * ever after. Here it only means that the update was not queued.
	 */
	#muffle(doc: Y.Doc): void {
		const provider = this.#provider;
		const store = provider._storeUpdate;
		doc.off('update', store);
		provider._storeUpdate = (update, origin) => {
			try {
				store(update, origin);
			} catch {
				this.#on.doubt();
			}
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
