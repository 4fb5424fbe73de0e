import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { workspaceDatabase } from './names';
import type { PlainRows } from './plain-rows';
import { stores } from './workspace-database';

/** How long y-indexeddb may take to read rows that were read once already, in milliseconds. */
const readTimeout = 60_000;

/** How long what is closed waits for that it leaves no empty row, in milliseconds. */
const emptyTimeout = 1_000;

/** An update that says nothing is two zeros. */
const emptyUpdate = 2;

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
 * y-indexeddb for one document: it opens. What was stored is read before, and what changes is stored by who listens, with a
 * seal; by itself it would also close, fall silent, and take in whatever others have written.
 */
export class Provider {
	readonly #provider: IndexeddbPersistence;
	readonly #on: Listeners;
	readonly #doc: Y.Doc;
	/** Resolves when no empty row of this opening is left. */
	#emptied: Promise<void> = Promise.resolve();

	constructor(workspace: string, doc: Y.Doc, on: Listeners) {
		this.#on = on;
		this.#doc = doc;
		this.#provider = new IndexeddbPersistence(workspaceDatabase(workspace), doc);
		// It reads nothing: what is stored was read already, and is filled in.
		this.#provider._dbref = Number.POSITIVE_INFINITY;
		this.#takeOver(doc);
	}

	/** Where an update comes from that is stored already. */
	get origin(): unknown {
		return this.#provider;
	}

	/**
	 * Its own connection, once it is open: what is queued on it waits for what the provider has queued.
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
		this.#emptied = this.#removeEmpty(database);
		return database;
	}

	/**
	 * Takes what is stored into the document. Nobody is told of it as an update, for which Yjs would write all of it once
	 * more. Throws where Yjs does, at what is no update.
	 * @param plain the same, read already, which is taken where it can be
	 * @returns whether it was
	 */
	fill(updates: Iterable<Uint8Array>, plain: PlainRows | null): boolean {
		const { _storeUpdate: listener } = this.#provider;
		this.#doc.off('update', listener);
		try {
			if (plain?.fill(this.#doc)) return true;
			Y.transact(
				this.#doc,
				() => {
					for (const update of updates) Y.applyUpdate(this.#doc, update, this.#provider);
				},
				this.#provider,
				false
			);
			return false;
		} finally {
			this.#doc.on('update', listener);
		}
	}

	/** The connection may be dead, or may never have come about: either way nothing holds us here. */
	async destroy(): Promise<void> {
		// The Worker may end then, and what is queued with it.
		await within(emptyTimeout, this.#emptied).catch(() => undefined);
		await this.#provider.destroy().catch(() => undefined);
	}

	/** y-indexeddb has added the document as it was, though nothing was in it: a row for each opening, for ever. */
	#removeEmpty(database: IDBDatabase): Promise<void> {
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
