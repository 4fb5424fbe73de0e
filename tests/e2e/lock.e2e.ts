import type { Page } from '@playwright/test';
import { roomsOnDisk } from './room-on-disk';
import { enter, expect, test } from './storage-fixtures';

const passphrase = 'correct horse battery';

/** What anybody who can open this page's databases could sign with. */
const usableKeys = (page: Page) =>
	page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((done) => {
			const request = indexedDB.open('grantbook-keys');
			request.onsuccess = () => done(request.result);
		});
		const rows = await new Promise<object[]>((done) => {
			const request = database.transaction('keys').objectStore('keys').getAll();
			request.onsuccess = () => done(request.result as object[]);
		});
		database.close();
		return rows.filter((row) => Object.values(row).some((value) => value instanceof CryptoKey)).length;
	});

const problemOf = (page: Page, work: 'rename' | 'found', id: string) =>
	page.evaluate(
		async ([work, id]) => {
			const doing = work === 'found' ? window.room.found(id!) : window.room.rename(id!, 'Alicia');
			return doing.then(
				() => null,
				(error: Error & { problem?: string }) => error.problem ?? error.message
			);
		},
		[work, id]
	);

test('a passphrase outlives the page, and is asked for again after it', async ({ room, anotherTab }) => {
	const alice = await room.evaluate(async (passphrase) => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		await window.room.lock(passphrase);
		await window.room.rename(alice, 'Alice, under it');
		await window.room.stored();
		return alice;
	}, passphrase);
	expect(await usableKeys(room)).toBe(0);
	await room.close();

	const again = await anotherTab();
	await again.evaluate(() => window.room.open('w'));
	expect(await again.evaluate(() => window.room.lockState())).toBe('locked');
	expect(await again.evaluate(() => window.room.actable())).toEqual([alice]);
	expect(await problemOf(again, 'rename', alice)).toBe('locked');
	expect(await problemOf(again, 'found', 'Bob')).toBe('locked');
	expect(await again.evaluate(() => window.room.unlock('something else'))).toBe(false);
	expect(await again.evaluate((given) => window.room.unlock(given), passphrase)).toBe(true);
	expect(await problemOf(again, 'rename', alice)).toBeNull();
	expect(await problemOf(again, 'found', 'Bob')).toBeNull();
	expect(await usableKeys(again)).toBe(0);
	expect(await again.evaluate(() => window.room.signed())).toBe(true);
});

test('opened from disk, another page finds a usable key before the passphrase and none after', async ({
	page,
	context,
	roomAddress
}) => {
	const { addresses, remove } = await roomsOnDisk(roomAddress);
	try {
		await enter(page, addresses[0]);
		const alice = await page.evaluate(async () => {
			await window.room.open('w');
			const alice = await window.room.found('Alice');
			await window.room.stored();
			return alice;
		});
		const stranger = await context.newPage();
		await enter(stranger, addresses[1]);
		// This is why sharing asks for it: pages opened from disk share what the browser keeps.
		expect(await usableKeys(stranger)).toBe(1);
		await page.evaluate((given) => window.room.lock(given), passphrase);
		expect(await usableKeys(stranger)).toBe(0);
		await stranger.evaluate(() => window.room.open('w'));
		expect(await problemOf(stranger, 'rename', alice)).toBe('locked');
		expect(await problemOf(page, 'rename', alice)).toBeNull();
		expect(await page.evaluate(() => window.room.names())).toEqual(['Alice', 'Alicia']);
	} finally {
		remove();
	}
});
