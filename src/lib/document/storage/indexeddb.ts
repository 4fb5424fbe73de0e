import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { completed } from '../database';
import type { Keys } from '../keys';
import { detailOf, LedgerError } from '../ledger-error';
import { workspaceDatabase } from '../names';
import type { Quarantined, StorageState } from '../port';
import { quarantineRows, readRows, type GuardedRows } from './guarded-rows';
import type { Storage, Stored } from './port';
import { quarantineFile } from './quarantine';
import { mostClients, rewriteRows } from './rewrite';
import { readUpdate, rowsAfter } from './rows';
import { Saver } from './saver';
import { SharedHold } from './shared-hold';
import { kindOfDatabase, openWorkspaceDatabase, stores } from './workspace-database';

/** How long y-indexeddb may take to read rows that were read once already, in milliseconds. */
const patience = 60_000;

const nothingQuarantined: Quarantined[] = [];

/** y-indexeddb with what it lacks: it never says that something was not stored, and hangs at a row it can't read. */
export class IndexedDbStorage implements Storage {
	readonly #workspace: string;
	readonly #keys: Keys;
	readonly #hold: SharedHold;
	#tell: (state: StorageState) => void = () => undefined;
	#doc: Y.Doc | null = null;
	#provider: IndexeddbPersistence | null = null;
	#saver: Saver | null = null;
	/** The provider's own connection: what is queued on it waits for what the provider has queued. */
	#database: IDBDatabase | null = null;
	#last = 0;
	#closed = false;
	#letGo: () => void = () => undefined;
	readonly #closing = new Promise<void>((resolve) => {
		this.#letGo = resolve;
	});

	/** @param keys stored before anything is called saved: entries without their key could not be gone on from */
	constructor(workspace: string, keys: Keys) {
		this.#workspace = workspace;
		this.#keys = keys;
		this.#hold = new SharedHold(workspace);
	}

	onState(listener: (state: StorageState) => void): void {
		this.#tell = listener;
	}

	async open(doc: Y.Doc, progress: (done: number, total: number) => void): Promise<Stored> {
		this.#doc = doc;
		const stored: Stored = { quarantined: nothingQuarantined, found: new Map(), readOnly: false };
		try {
			await this.#hold.take();
			stored.readOnly = (await this.#connect(doc, stored, progress)) === 'read-only';
			if (stored.readOnly) this.#tell({ state: 'read-only', reason: 'newer-schema' });
			else this.#follow(doc);
		} catch (error) {
			this.#unavailable('open-failed', detailOf(error));
		}
		return stored;
	}

	async catchUp(): Promise<void> {
		if (!this.#database || !this.#doc) return;
		try {
			for await (const rows of rowsAfter(this.#database, this.#last)) {
				for (const { key, value } of rows) {
					this.#last = Math.max(this.#last, key);
					const update = readUpdate(value);
					if ('bytes' in update) Y.applyUpdate(this.#doc, update.bytes, this.#provider);
				}
			}
		} catch {
			// A database that cannot be read cannot be written either, and that is said by the saver.
		}
	}

	async stored(): Promise<void> {
		if (this.#saver) return this.#saver.stored();
		throw new LedgerError('not-stored', 'the storage is not open');
	}

	async exportQuarantine(): Promise<Uint8Array<ArrayBuffer>> {
		if (this.#database) return quarantineFile(this.#workspace, this.#database);
		const database = await openWorkspaceDatabase(this.#workspace);
		try {
			return await quarantineFile(this.#workspace, database);
		} finally {
			database.close();
		}
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.#letGo();
		await this.#disconnect();
		await this.#hold.release();
	}

	/** Guards the rows, then lets y-indexeddb have them. Rejects where the database can't be used. */
	async #connect(
		doc: Y.Doc,
		stored: Stored,
		progress: (done: number, total: number) => void
	): Promise<'connected' | 'read-only'> {
		const database = await this.#openPatiently();
		try {
			const kind = await kindOfDatabase(database);
			if (kind === 'foreign') throw new Error('the database is not one of this app');
			let rows = await readRows(database, progress);
			stored.found = rows.found;
			if (kind === 'newer') return 'read-only';
			stored.quarantined = await quarantineRows(database, rows.bad);
			if (doc.store.clients.size === 0) rows = await this.#rejuvenate(database, rows);
			this.#last = rows.last;
		} finally {
			database.close();
		}
		await this.#provide(doc);
		return 'connected';
	}

	/** Cures what many openings have left behind, if no other tab is looking. */
	async #rejuvenate(database: IDBDatabase, rows: GuardedRows): Promise<GuardedRows> {
		if (rows.clients.size <= mostClients) return rows;
		let fresh = rows;
		await this.#hold.alone(async () => {
			const { last, found } = await readRows(database, () => undefined);
			await rewriteRows(database, last, found);
			fresh = await readRows(database, () => undefined);
		});
		return fresh;
	}

	async #provide(doc: Y.Doc): Promise<void> {
		if (this.#closed) return;
		const provider = new IndexeddbPersistence(workspaceDatabase(this.#workspace), doc);
		this.#provider = provider;
		this.#muffle(provider, doc);
		const database = await provider._db;
		database.addEventListener('abort', () => this.#saver?.doubt());
		database.addEventListener('close', () => this.#lost(database));
		database.addEventListener('versionchange', (event) => this.#replaced(event));
		await within(patience, provider.whenSynced);
		this.#database = database;
	}

	/**
	 * y-indexeddb throws where its connection is dead, and what throws while Yjs tells of an update leaves the
	 * document mute for ever after. Here it only means that the update was not queued.
	 */
	#muffle(provider: IndexeddbPersistence, doc: Y.Doc): void {
		const store = provider._storeUpdate;
		doc.off('update', store);
		provider._storeUpdate = (update, origin) => {
			try {
				store(update, origin);
			} catch {
				this.#saver?.doubt();
			}
		};
		doc.on('update', provider._storeUpdate);
	}

	#follow(doc: Y.Doc): void {
		if (this.#closed) return;
		this.#saver = new Saver(doc, this.#write, (state) => this.#tell(state));
		doc.on('update', this.#changed);
	}

	#changed = (): void => this.#saver?.changed();

	#write = async (update: Uint8Array | null): Promise<void> => {
		await this.#keys.stored();
		const database = this.#database ?? (await this.#reconnect());
		const transaction = this.#begin(database);
		if (update) transaction.objectStore(stores.updates).add(update);
		transaction.objectStore(stores.meta).put(Date.now(), 'saved');
		await completed(transaction);
	};

	#begin(database: IDBDatabase): IDBTransaction {
		try {
			return database.transaction([stores.updates, stores.meta], 'readwrite', { durability: 'strict' });
		} catch (error) {
			// The connection is dead: the next attempt makes another.
			this.#lost(database);
			throw error;
		}
	}

	/** After the browser has closed the connection, perhaps having deleted everything: what is here is stored anew. */
	async #reconnect(): Promise<IDBDatabase> {
		await this.#disconnect();
		const doc = this.#doc!;
		await this.#connect(doc, { quarantined: [], found: new Map(), readOnly: false }, () => undefined);
		if (!this.#database) throw new Error('the database could not be opened again');
		// y-indexeddb stores the whole document when it opens.
		return this.#database;
	}

	#lost(database: IDBDatabase): void {
		if (this.#database !== database || this.#closed) return;
		this.#database = null;
		this.#saver?.lost();
	}

	/** Another tab wants the database gone, or changed: this one must not write to it again. */
	#replaced({ newVersion }: IDBVersionChangeEvent): void {
		if (this.#closed) return;
		if (newVersion === null) this.#unavailable('removed', 'the workspace was deleted in another tab');
		else this.#unavailable('open-failed', 'a newer app has taken over: reload');
		void this.#disconnect();
	}

	#unavailable(reason: 'open-failed' | 'removed', detail: string): void {
		this.#saver?.close();
		this.#saver = null;
		if (!this.#closed) this.#tell({ state: 'unavailable', reason, detail });
	}

	async #disconnect(): Promise<void> {
		this.#database = null;
		const provider = this.#provider;
		this.#provider = null;
		// The connection may be dead, or may never have come about: either way nothing holds us here.
		await provider?.destroy().catch(() => undefined);
	}

	async #openPatiently(): Promise<IDBDatabase> {
		const opening = openWorkspaceDatabase(this.#workspace, () =>
			this.#tell({
				state: 'unavailable',
				reason: 'blocked',
				detail: 'another tab is keeping the database'
			})
		);
		const database = await Promise.race([opening, this.#closing]);
		if (database) return database;
		void opening.then(
			(late) => late.close(),
			() => undefined
		);
		throw new LedgerError('closed', this.#workspace);
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
