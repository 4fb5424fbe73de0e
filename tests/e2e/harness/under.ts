/** Looks under the app into IndexedDB: what the browser really keeps, and ways to spoil it. */

const open = (name: string) =>
	new Promise<IDBDatabase>((done, fail) => {
		const request = indexedDB.open(name);
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error!);
	});

const finished = (transaction: IDBTransaction) =>
	new Promise<void>((done, fail) => {
		transaction.oncomplete = () => done();
		transaction.onabort = () => fail(transaction.error!);
	});

async function within<T>(
	workspace: string,
	store: string,
	work: (rows: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
	const database = await open(`grantbook-workspace-${workspace}`);
	const transaction = database.transaction(store, 'readwrite');
	const request = work(transaction.objectStore(store));
	await finished(transaction);
	database.close();
	return request.result;
}

const under = {
	keys: (workspace: string) => within(workspace, 'updates', (rows) => rows.getAllKeys()) as Promise<number[]>,
	rows: (workspace: string) => within(workspace, 'updates', (rows) => rows.getAll()) as Promise<Uint8Array[]>,
	/** Writes over a row, or, without a key, after the last. */
	async put(workspace: string, value: unknown, key?: number): Promise<void> {
		await within(workspace, 'updates', (rows) => rows.put(value, key));
	},
	/** Writes rows after the last, each with its seal. */
	async putSealed(workspace: string, rows: Uint8Array[]): Promise<void> {
		const digests = await Promise.all(
			rows.map((row) => crypto.subtle.digest('SHA-256', row as Uint8Array<ArrayBuffer>))
		);
		const database = await open(`grantbook-workspace-${workspace}`);
		const transaction = database.transaction(['updates', 'meta'], 'readwrite');
		rows.forEach((row, at) => {
			const adding = transaction.objectStore('updates').add(row);
			const seal = { digest: new Uint8Array(digests[at]!), checked: 'all', hasUnread: false, form: 2 };
			adding.onsuccess = () => transaction.objectStore('meta').put(seal, ['seal', adding.result]);
		});
		await finished(transaction);
		database.close();
	},
	/** How many bytes all rows have, and what is kept beside them. */
	async sizes(workspace: string): Promise<{ rows: number; bytes: number; beside: number }> {
		const rows = await under.rows(workspace);
		const beside = await within(workspace, 'meta', (meta) => meta.count());
		return { rows: rows.length, bytes: rows.reduce((sum, { length }) => sum + length, 0), beside };
	},
	/** Writes a row so many times more. */
	async repeat(workspace: string, value: unknown, times: number): Promise<void> {
		await within(workspace, 'updates', (rows) => {
			for (let n = 1; n < times; n++) rows.put(value);
			return rows.put(value);
		});
	},
	/** The keys of the rows that say something and have no seal. */
	async unsealed(workspace: string): Promise<number[]> {
		const [keys, rows] = [await under.keys(workspace), await under.rows(workspace)];
		const kept = await within(workspace, 'meta', (meta) => meta.getAllKeys());
		const sealed = new Set(kept.flatMap((key) => (Array.isArray(key) ? [key[1] as number] : [])));
		return keys.filter((key, at) => rows[at]!.length > 2 && !sealed.has(key));
	},
	/** As an earlier app left it. */
	async unseal(workspace: string): Promise<void> {
		await within(
			workspace,
			'meta',
			(meta) => meta.delete(IDBKeyRange.bound(['seal'], ['seal', []])) as never
		);
	},
	async setSchema(workspace: string, schema: number): Promise<void> {
		await within(workspace, 'meta', (meta) => meta.put(schema, 'schema'));
	},
	databases: async () => (await indexedDB.databases()).map(({ name }) => name!).sort()
};

export type Under = typeof under;

Object.assign(window, { under });
