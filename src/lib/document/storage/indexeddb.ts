import type * as Y from 'yjs';
import { CompletenessCheck } from './completeness-check';
import { completed } from './database';
import type { Keys } from '../keys/keys';
import type { ListEntry } from '../workspaces/list-entry';
import { detailOf, LedgerError } from '../ledger/ledger-error';
import type { StorageState } from '../ledger/api';
import { fillDocument, fromStorage, isEmpty } from './fill-document';
import { guardDatabase, type Guarded } from './guard-database';
import { ForeignRows } from './foreign-rows';
import { settleRows } from './guarded-rows';
import type { LazyDocument } from './lazy-document';
import type { Checked, RowCheck, Storage, Stored, Taking, Trust, UnsealedRow } from './api';
import type { Provider } from './provider';
import { quarantineFile } from './quarantine';
import { checkedOf, keepCheck } from './row-checks';
import { RowCount } from './row-count';
import { RowWriter } from './row-writer';
import { lastRow } from './rows';
import { Saver } from './saver';
import { addSealed, digestOf } from './seals';
import { SharedLock } from './shared-lock';
import { Trimmer } from './trim';
import { openUnless, openWorkspaceDatabase, stores, writing } from './workspace-database';

const nothing = (): Stored => ({ quarantined: [], sealed: new Map(), unsealed: [], readOnly: false });

/**
 * Keeps a workspace's document in a database of its own, as rows that are updates of it: y-indexeddb with what it lacks, once
 * there is a document.
 */
export class IndexedDbStorage implements Storage {
	readonly #workspace: string;
	readonly #keys: Keys;
	readonly #list: ListEntry;
	readonly #openLock: SharedLock;
	#tell: (state: StorageState) => void = () => undefined;
	#document: LazyDocument | null = null;
	/** There from `open` on, as the document is. */
	#trust: Trust | null = null;
	#provider: Provider | null = null;
	#saver: Saver | null = null;
	/** The provider's own connection, where there is one. What is queued on it waits for what was queued before. */
	#database: IDBDatabase | null = null;
	readonly #later = new ForeignRows();
	readonly #rows = new RowCount();
	readonly #writer = new RowWriter({
		added: (bytes) => this.#rows.add(bytes),
		doubt: () => this.#saver?.doubt()
	});
	readonly #trimmer: Trimmer;
	/** Resolves when what was found is no longer being rewritten. */
	#finished: Promise<unknown> = Promise.resolve();
	readonly #completeness: CompletenessCheck;
	/** Entries that were not stored yet when the connection was lost. */
	#unstored = 0;
	#closed = false;
	#letGo: () => void = () => undefined;
	readonly #closing = new Promise<void>((resolve) => {
		this.#letGo = resolve;
	});

	/**
	 * @param keys stored before anything is called saved: entries without their key could not be gone on from
	 * @param list there before anything is called saved: nobody finds what is not listed
	 */
	constructor(workspace: string, keys: Keys, list: ListEntry) {
		this.#workspace = workspace;
		this.#keys = keys;
		this.#list = list;
		this.#openLock = new SharedLock(workspace);
		this.#completeness = new CompletenessCheck({ keys, list, rows: this.#rows });
		this.#trimmer = new Trimmer({
			...{ workspace, rows: this.#rows, foreign: this.#later, catchUp: () => this.catchUp() },
			open: () => {
				const [database, document] = [this.#database, this.#document];
				return database && document && this.#trust!.isClean() ? { database, document } : null;
			}
		});
	}

	onState(listener: (state: StorageState) => void): void {
		this.#tell = listener;
	}

	async open(
		document: LazyDocument,
		trust: Trust,
		progress: (done: number, total: number) => void,
		take: Taking
	): Promise<Stored> {
		this.#document = document;
		document.prepareBy(this.#provide);
		this.#trust = trust;
		const stored = nothing();
		try {
			await this.#openLock.take();
			stored.readOnly = (await this.#connect(document, stored, { progress, take })) === 'read-only';
			if (stored.readOnly) this.#tell({ state: 'read-only', reason: 'newer-schema' });
			else {
				// So that it is known if it goes; where the list cannot be read now, later.
				await this.#list.check().catch(() => undefined);
				this.#follow(document);
			}
		} catch (error) {
			this.#unavailable('open-failed', detailOf(error));
		}
		return stored;
	}

	async catchUp(): Promise<void> {
		const [document, trust] = [this.#document, this.#trust];
		if (!this.#database || !document || !trust) return;
		// With the document comes another connection, which is not to happen in the middle.
		if ((await lastRow(this.#database).catch(() => 0)) > this.#later.last)
			await document.made().catch(() => undefined);
		const database = this.#database as IDBDatabase | null;
		if (database) await this.#later.take(database, trust, (update) => document.apply(update, fromStorage));
	}

	async checkedOf(row: UnsealedRow): Promise<Checked> {
		return (this.#database && (await checkedOf(this.#database, row).catch(() => null))) ?? row.before;
	}

	async keepCheck(row: UnsealedRow, check: RowCheck): Promise<void> {
		if (this.#database) await keepCheck(this.#database, row, check).catch(() => undefined);
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
		this.#completeness.stop();
		this.#list.close();
		this.#letGo();
		await Promise.all([this.#trimmer.close(), this.#finished]);
		await this.#disconnect();
		await this.#openLock.release();
	}

	/** Guards the rows, then gives them to the document. Rejects where the database can't be used. */
	async #connect(
		document: LazyDocument,
		stored: Stored,
		{ progress, take }: { progress: (done: number, total: number) => void; take: Taking }
	): Promise<'connected' | 'read-only'> {
		const database = await openUnless(this.#closing, this.#workspace, () =>
			this.#tell({ state: 'unavailable', reason: 'blocked', detail: 'another tab is keeping the database' })
		);
		let guarded: Guarded;
		try {
			guarded = await guardDatabase(database, stored, {
				...{ check: this.#trust!.check, progress, isFirst: isEmpty(document) },
				...{ openLock: this.#openLock, passOver: (key) => this.#later.passOver(key) }
			});
		} catch (error) {
			database.close();
			throw error;
		}
		const { rows, finish } = guarded;
		if (rows && !this.#closed) this.#listen(database);
		else database.close();
		if (!rows) return 'read-only';
		this.#later.last = rows.last;
		this.#rows.found(rows.updates.values());
		try {
			if (!this.#database) return 'connected';
			await fillDocument(document, {
				...{ rows, stored, settle: () => settleRows(this.#database ?? database, rows) },
				take: (texts) => this.#unlessClosed(take(texts))
			});
		} finally {
			this.#finished = finish(this.#database);
		}
		return 'connected';
	}

	/** Rejects with a LedgerError where it is closed meanwhile. */
	async #unlessClosed(work: Promise<void>): Promise<void> {
		await work;
		if (this.#closed) throw new LedgerError('closed', this.#workspace);
	}

	/** Gives an empty document to y-indexeddb, and goes on over its connection; where it has none, over the one that there is. */
	#provide = async (doc: Y.Doc): Promise<void> => {
		const { Provider } = await import('./provider');
		await this.#finished;
		const before = this.#database;
		if (!before) return;
		const provider = (this.#provider = new Provider(this.#workspace, doc));
		const database = await provider.opened.catch(() => null);
		// It may have been lost meanwhile, or closed.
		if (!database || this.#database !== before) return provider.destroy();
		this.#listen(database);
		before.close();
	};

	#listen(database: IDBDatabase): void {
		this.#database = database;
		database.addEventListener('abort', () => this.#saver?.doubt());
		database.addEventListener('close', () => this.#lost(database));
		database.addEventListener('versionchange', (event) => void this.#replaced(database, event));
	}

	#follow(document: LazyDocument): void {
		if (this.#closed) return;
		this.#saver = new Saver(document, this.#write, (state) =>
			this.#tell(
				state.state === 'saved' && this.#completeness.restored ? { ...state, restored: true } : state
			)
		);
		document.onWaiting(() => this.#saver?.changed());
		document.onMade((doc) => doc.on('update', this.#changed));
		this.#completeness.start(() => void this.#lookAgain());
	}

	#changed = (update: Uint8Array, origin: unknown): void => {
		if (origin !== fromStorage) {
			if (this.#database) this.#writer.add(this.#database, update);
			else this.#saver?.doubt();
		}
		this.#saver?.changed();
	};

	#write = async (update: Uint8Array | null): Promise<void> => {
		await this.#keys.stored();
		if (!this.#database) await this.#reconnect();
		// What waits for the document is queued as that is made, over the connection that comes with it.
		if (this.#document!.isWaiting) await this.#document!.made();
		const database = this.#database;
		if (!database) throw new Error('the database could not be opened again');
		await this.#writer.queued();
		const digest = update && this.#trust!.isClean() ? await digestOf(update) : null;
		const transaction = this.#begin(database);
		if (update && digest) addSealed(transaction, update, digest);
		else if (update) transaction.objectStore(stores.updates).add(update);
		transaction.objectStore(stores.meta).put(Date.now(), 'saved');
		await completed(transaction);
		if (update) this.#rows.add(update.length);
		if (this.#completeness.isDue) await this.#look(database);
		if (!this.#closed) this.#trimmer.wrote();
	};

	/** Looks whether all is there, and has written again what is not. Rejects where it can't be written. */
	async #look(database: IDBDatabase): Promise<void> {
		const { rowsLost } = await this.#completeness.restore(this.#document!, () => this.#database ?? database);
		if (rowsLost) this.#saver?.lost();
	}

	async #lookAgain(): Promise<void> {
		const database = this.#database;
		// What is being written is looked at then, and the saver reports what cannot be.
		if (!database || !this.#saver || this.#saver.pending > 0) return;
		this.#trimmer.wrote();
		const { restored } = this.#completeness;
		try {
			await this.#look(database);
		} catch {
			this.#saver?.lost();
		}
		if (this.#completeness.restored && !restored) this.#saver?.say();
	}

	#begin(database: IDBDatabase): IDBTransaction {
		try {
			return writing(database);
		} catch (error) {
			// The connection is dead: the next attempt makes another.
			this.#lost(database);
			throw error;
		}
	}

	/** After the browser has closed the connection, perhaps having deleted everything: what is here is stored anew. */
	async #reconnect(): Promise<void> {
		await this.#disconnect();
		const document = this.#document!;
		const stored = nothing();
		await this.#connect(document, stored, { progress: () => undefined, take: () => Promise.resolve() });
		if ([...document.keys()].length - stored.sealed.size > this.#unstored) this.#completeness.restored = true;
		this.#rows.know(null);
		this.#completeness.doubt();
	}

	#lost(database: IDBDatabase): void {
		if (this.#database !== database || this.#closed) return;
		database.close();
		this.#database = null;
		this.#unstored = this.#saver?.pending ?? 0;
		this.#saver?.lost();
	}

	/** Another tab wants the database gone, or changed: this one must not write to it again, unless nobody removes it. */
	async #replaced(database: IDBDatabase, { newVersion }: IDBVersionChangeEvent): Promise<void> {
		if (this.#closed) return;
		if (newVersion !== null) this.#unavailable('open-failed', 'a newer app has taken over: reload');
		else if ((await this.#list.check().catch(() => 'there')) === 'removed')
			this.#unavailable('removed', 'the workspace was deleted in another tab');
		else this.#lost(database);
		database.close();
		if (this.#database === database) this.#database = null;
	}

	#unavailable(reason: 'open-failed' | 'removed', detail: string): void {
		this.#saver?.close();
		this.#saver = null;
		this.#completeness.stop();
		if (!this.#closed) this.#tell({ state: 'unavailable', reason, detail });
	}

	async #disconnect(): Promise<void> {
		this.#database?.close();
		this.#database = null;
		const provider = this.#provider;
		this.#provider = null;
		await provider?.destroy();
	}
}
