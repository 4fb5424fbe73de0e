import { completed, openDatabase, result } from '../storage/database';
import { registryChannel, registryDatabase } from '../storage/names';
import type { WorkspaceRecord } from './workspace-record';

const workspaces = 'workspaces';
/** Ids of workspaces whose databases must go: being removed, or being made and not finished. */
const leftovers = 'leftovers';

/** What parses records: loaded with the first one, for most first visits find none. */
const reader = async () => (await import('./record-schema')).readRecord;

/** The database that lists this browser's workspaces, and the word to its other tabs when it has changed. */
export class Registry {
	readonly #listeners = new Set<() => void>();
	#channel: BroadcastChannel | null = null;

	async all(): Promise<{ records: WorkspaceRecord[]; unreadable: number }> {
		const values = await this.#do(workspaces, 'readonly', (store) => store.getAll() as IDBRequest<unknown[]>);
		if (values.length === 0) return { records: [], unreadable: 0 };
		const records = values.map(await reader()).filter((record) => record !== null);
		return { records, unreadable: values.length - records.length };
	}

	async get(id: string): Promise<WorkspaceRecord | null> {
		const value = await this.#do(workspaces, 'readonly', (store) => store.get(id) as IDBRequest<unknown>);
		return value === undefined ? null : (await reader())(value);
	}

	/** The record, and whether the workspace is being removed: as one moment has them. */
	async look(id: string): Promise<{ record: WorkspaceRecord | null; isRemoved: boolean }> {
		const database = await open();
		try {
			const transaction = database.transaction([workspaces, leftovers]);
			const [record, leftover] = await Promise.all([
				result(transaction.objectStore(workspaces).get(id) as IDBRequest<unknown>),
				result(transaction.objectStore(leftovers).get(id) as IDBRequest<unknown>)
			]);
			const isRemoved = leftover !== undefined;
			return { record: record === undefined ? null : (await reader())(record), isRemoved };
		} finally {
			database.close();
		}
	}

	async put(record: WorkspaceRecord): Promise<void> {
		await this.#do(workspaces, 'readwrite', (store) => store.put(record));
		this.#changed();
	}

	/** Changes a record in one transaction, so that two tabs never undo each other. Null where there is none. */
	async change(
		id: string,
		change: (record: WorkspaceRecord) => WorkspaceRecord
	): Promise<WorkspaceRecord | null> {
		// A transaction ends where anything else is waited for in it.
		const [database, readRecord] = await Promise.all([open(), reader()]);
		try {
			const transaction = database.transaction(workspaces, 'readwrite');
			const store = transaction.objectStore(workspaces);
			const record = readRecord(await result(store.get(id) as IDBRequest<unknown>));
			const changed = record && change(record);
			if (changed) store.put(changed);
			await completed(transaction);
			if (changed) this.#changed();
			return changed;
		} finally {
			database.close();
		}
	}

	/** Takes a workspace off the list, and notes that what it leaves must go. */
	async forget(id: string): Promise<void> {
		const database = await open();
		try {
			const transaction = database.transaction([workspaces, leftovers], 'readwrite');
			transaction.objectStore(workspaces).delete(id);
			transaction.objectStore(leftovers).put(id, id);
			await completed(transaction);
		} finally {
			database.close();
		}
		this.#changed();
	}

	async noteLeftover(id: string): Promise<void> {
		await this.#do(leftovers, 'readwrite', (store) => store.put(id, id));
	}

	async clearLeftover(id: string): Promise<void> {
		await this.#do(leftovers, 'readwrite', (store) => store.delete(id));
	}

	leftovers(): Promise<string[]> {
		return this.#do(leftovers, 'readonly', (store) => store.getAll() as IDBRequest<string[]>);
	}

	/** Calls back after every change, in whichever tab it was made. Returns a function that ends it. */
	onChange(listener: () => void): () => void {
		this.#channel ??= this.#follow();
		const own = () => listener();
		this.#listeners.add(own);
		return () => {
			this.#listeners.delete(own);
			if (this.#listeners.size > 0) return;
			this.#channel?.close();
			this.#channel = null;
		};
	}

	#follow(): BroadcastChannel {
		const channel = new BroadcastChannel(registryChannel);
		channel.onmessage = () => this.#tell();
		return channel;
	}

	#changed(): void {
		const channel = this.#channel ?? new BroadcastChannel(registryChannel);
		channel.postMessage('changed');
		if (channel !== this.#channel) channel.close();
		this.#tell();
	}

	#tell(): void {
		for (const listener of this.#listeners) listener();
	}

	async #do<T>(
		name: string,
		mode: IDBTransactionMode,
		work: (store: IDBObjectStore) => IDBRequest<T>
	): Promise<T> {
		const database = await open();
		try {
			const transaction = database.transaction(name, mode);
			const [value] = await Promise.all([
				result(work(transaction.objectStore(name))),
				completed(transaction)
			]);
			return value;
		} finally {
			database.close();
		}
	}
}

const open = (): Promise<IDBDatabase> =>
	openDatabase(registryDatabase, (database) => {
		database.createObjectStore(workspaces, { keyPath: 'id' });
		database.createObjectStore(leftovers);
	});
