/** The document room in a page of its own, and a look into what the browser keeps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import type { StorageState } from '../../src/lib/document/port';
import { serve } from '../tools/serve.js';
import { test as base } from './fixtures';
import type { Room } from './harness/room';
import { visit } from './visit';

interface Fixtures {
	/** A page with the room in it, in the test's own browser storage. */
	room: Page;
	/** Another tab beside it. */
	anotherTab: () => Promise<Page>;
}

export { expect } from './fixtures';

export const test = base.extend<Fixtures, { roomAddress: string }>({
	// What reaches under the app, and a limit of the disk, are the context's.
	ownContext: true,

	roomAddress: [
		async ({}, use) => {
			const folder = mkdtempSync(join(tmpdir(), 'grantbook-room-'));
			await build({
				configFile: false,
				root: resolve('tests/e2e/harness'),
				logLevel: 'error',
				build: { outDir: folder, emptyOutDir: true, modulePreload: false }
			});
			const { url, close } = await serve(folder, { port: 0 });
			await use(url);
			close();
			rmSync(folder, { recursive: true, force: true });
		},
		{ scope: 'worker' }
	],

	room: async ({ page, roomAddress }, use) => {
		await lookUnder(page.context());
		await enter(page, roomAddress);
		await use(page);
	},

	anotherTab: async ({ context, roomAddress }, use) => {
		await use(() => newTab(context, roomAddress));
	}
});

/** Opens the room in a page. */
export async function enter(page: Page, address: string): Promise<void> {
	await visit(page, address);
	await page.waitForFunction(() => 'room' in window);
}

async function newTab(context: BrowserContext, address: string): Promise<Page> {
	const page = await context.newPage();
	await enter(page, address);
	return page;
}

/** Waits until the room's storage is in a state. */
export async function untilState(page: Page, state: StorageState['state']): Promise<void> {
	await page.waitForFunction((wanted) => window.room.state().state === wanted, state);
}

/** Installs, in every page, functions that reach under the app into IndexedDB. */
async function lookUnder(context: BrowserContext): Promise<void> {
	await context.addInitScript(() => {
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
		const within = async <T>(
			workspace: string,
			store: string,
			work: (rows: IDBObjectStore) => IDBRequest<T>
		): Promise<T> => {
			const database = await open(`grantbook-workspace-${workspace}`);
			const transaction = database.transaction(store, 'readwrite');
			const request = work(transaction.objectStore(store));
			await finished(transaction);
			database.close();
			return request.result;
		};
		window.under = {
			keys: (workspace) => within(workspace, 'updates', (rows) => rows.getAllKeys()) as Promise<number[]>,
			rows: (workspace) => within(workspace, 'updates', (rows) => rows.getAll()) as Promise<Uint8Array[]>,
			async put(workspace, value, key) {
				await within(workspace, 'updates', (rows) => rows.put(value, key));
			},
			async setSchema(workspace, schema) {
				await within(workspace, 'meta', (meta) => meta.put(schema, 'schema'));
			},
			databases: async () => (await indexedDB.databases()).map(({ name }) => name!).sort()
		};
	});
}

/** What the browser really keeps, and ways to spoil it. */
interface Under {
	keys(workspace: string): Promise<number[]>;
	rows(workspace: string): Promise<Uint8Array[]>;
	/** Writes over a row, or, without a key, after the last. */
	put(workspace: string, value: unknown, key?: number): Promise<void>;
	setSchema(workspace: string, schema: number): Promise<void>;
	databases(): Promise<string[]>;
}

declare global {
	interface Window {
		room: Room;
		under: Under;
	}
}
