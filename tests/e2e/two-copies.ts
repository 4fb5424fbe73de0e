/** Two copies of one workspace that go apart and are merged, in one browser: what is stored is put back, then put together. */
import type { Page } from '@playwright/test';
import { saved } from './home-steps';
import { visit } from './visit';

type Rows = number[][];

/** Reads the rows of a workspace's database, or writes: over what is there, or after it. */
function stored(page: Page, workspace: string, write?: { rows: Rows; over: boolean }): Promise<Rows> {
	return page.evaluate(
		async ({ name, lock, write }) => {
			// Alone: whoever left the workspace just now has let go of it then.
			await navigator.locks.request(lock, () => undefined);
			const database = await new Promise<IDBDatabase>((done, fail) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => done(request.result);
				request.onerror = () => fail(request.error!);
			});
			const transaction = database.transaction('updates', 'readwrite');
			const updates = transaction.objectStore('updates');
			if (write?.over) updates.clear();
			for (const row of write?.rows ?? []) updates.add(Uint8Array.from(row));
			const all = updates.getAll() as IDBRequest<Uint8Array[]>;
			await new Promise((done, fail) => {
				transaction.oncomplete = done;
				transaction.onabort = fail;
			});
			database.close();
			return all.result.map((row) => [...row]);
		},
		{ name: `grantbook-workspace-${workspace}`, lock: `grantbook:${workspace}:open`, write }
	);
}

/**
 * Takes two copies of the workspace that is open, does one thing in each without the other's knowledge, and opens
 * the merged workspace at the same address.
 */
export async function inTwoCopies(
	page: Page,
	one: () => Promise<void>,
	other: () => Promise<void>
): Promise<void> {
	const address = page.url();
	const home = `${address.split('#')[0]}#/`;
	const workspace = new URL(address).hash.split('/')[2]!;
	const atHome = async (write?: { rows: Rows; over: boolean }) => {
		await saved(page);
		await visit(page, home);
		const rows = await stored(page, workspace, write);
		await visit(page, address);
		return rows;
	};
	const before = await atHome();
	await one();
	await saved(page);
	await visit(page, home);
	const first = await stored(page, workspace);
	await stored(page, workspace, { rows: before, over: true });
	await visit(page, address);
	await other();
	await atHome({ rows: first, over: false });
}
