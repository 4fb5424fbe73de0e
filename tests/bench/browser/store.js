import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../../scripts/serve.js';

/**
 * Stores a workspace in a browser just as the app does, with seals, from a page of its origin that runs no app.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {number} port the app's port, which nobody serves yet
 * @param {import('./large-workspace').LargeWorkspace} made
 */
export async function store(context, port, made) {
	const folder = mkdtempSync(join(tmpdir(), 'grantbook-bench-rows-'));
	writeFileSync(join(folder, 'index.html'), '<!doctype html>');
	for (const [at, row] of made.rows.entries()) writeFileSync(join(folder, `row-${at}`), row);
	const { url, close } = await serve(folder, { port });
	const page = await context.newPage();
	await page.goto(url);
	const { workspace, organization, key, privateKey, entries } = made;
	const about = { workspace, organization, key, privateKey, entries, rows: made.rows.length };
	await page.evaluate(storeHere, about);
	await page.close();
	close();
	rmSync(folder, { recursive: true });
}

/**
 * Runs in the page.
 * @param {Pick<import('./large-workspace').LargeWorkspace, 'workspace' | 'organization' | 'key' | 'privateKey' | 'entries'> & { rows: number }} made
 */
async function storeHere({ workspace, organization, key, privateKey, entries, rows }) {
	/**
	 * @param {string} name
	 * @param {(database: IDBDatabase) => void} make
	 * @param {(transaction: IDBTransaction) => void} fill
	 */
	function inDatabase(name, make, fill) {
		return new Promise((resolve, reject) => {
			const request = indexedDB.open(name);
			request.onupgradeneeded = () => make(request.result);
			request.onerror = reject;
			request.onsuccess = () => {
				const transaction = request.result.transaction([...request.result.objectStoreNames], 'readwrite');
				fill(transaction);
				transaction.onabort = reject;
				transaction.oncomplete = () => {
					request.result.close();
					resolve(undefined);
				};
			};
		});
	}

	const record = {
		...{ id: workspace, name: 'Large', createdAt: 1, changedAt: 1, entries, organizations: 1 },
		...{ lastActing: organization, scenario: null, sharing: null }
	};
	await inDatabase(
		'grantbook',
		(database) => {
			database.createObjectStore('workspaces', { keyPath: 'id' });
			database.createObjectStore('leftovers');
		},
		(transaction) => transaction.objectStore('workspaces').put(record)
	);
	const signing = await crypto.subtle.importKey('jwk', privateKey, 'Ed25519', false, ['sign']);
	await inDatabase(
		'grantbook-keys',
		(database) => database.createObjectStore('keys', { keyPath: ['workspace', 'organization', 'key'] }),
		(transaction) =>
			transaction.objectStore('keys').put({ workspace, organization, key, madeAt: 1, privateKey: signing })
	);
	/** @type {{ bytes: Uint8Array, digest: Uint8Array }[]} */
	const stored = [];
	for (let row = 0; row < rows; row++) {
		const bytes = new Uint8Array(await (await fetch(`row-${row}`)).arrayBuffer());
		stored.push({ bytes, digest: new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) });
	}
	await inDatabase(
		`grantbook-workspace-${workspace}`,
		(database) => {
			database.createObjectStore('updates', { autoIncrement: true });
			database.createObjectStore('custom');
			database.createObjectStore('meta').put(1, 'schema');
			database.createObjectStore('quarantine', { autoIncrement: true });
		},
		(transaction) => {
			for (const [at, { bytes, digest }] of stored.entries()) {
				transaction.objectStore('updates').add(bytes);
				const seal = { digest, checked: 'all', hasUnread: false, form: 2 };
				transaction.objectStore('meta').put(seal, ['seal', at + 1]);
			}
		}
	);
}
