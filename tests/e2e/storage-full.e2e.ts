import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test, untilState } from './storage-fixtures';

// A limit of the disk is the context's.
test.use({ ownContext: true });

/** Makes the disk look full at this many bytes. Answers a function that makes it as large as it is again. */
async function allow(page: Page, quotaSize: number): Promise<() => Promise<void>> {
	const session = await page.context().newCDPSession(page);
	const origin = new URL(page.url()).origin;
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
	// The limit lasts as long as the session.
	return () => session.detach();
}

/** A long name that no storage can make shorter. */
const long = randomBytes(14_000).toString('base64');

/** What Chromium once found to be free it believes for a while: the limit is set before anything is stored. */
const small = 400_000;

test('a full disk is said loudly; what is done then is kept, and stored when there is room', async ({
	room,
	anotherTab
}) => {
	const lift = await allow(room, small);
	await room.evaluate(async (name) => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		for (let n = 0; n < 30; n++) await window.room.rename(alice, `${n} ${name}`);
	}, long);
	await untilState(room, 'failing');
	const state = await room.evaluate(() => window.room.state());
	expect(state).toMatchObject({ reason: 'disk-full' });
	expect((state as { pending: number }).pending).toBeGreaterThan(0);
	const refused = () => room.evaluate(() => window.room.stored().catch(({ problem }) => problem as string));
	expect(await refused()).toBe('not-stored');
	// Founding needs a key, and the key a place: it waits with the rest.
	await room.evaluate(() => window.room.found('Bob'));
	expect(await refused()).toBe('not-stored');
	expect(await room.evaluate(() => window.room.names())).toHaveLength(32);
	expect((await room.evaluate(() => window.room.exportEntries())).split('\n')).toHaveLength(33);

	// A tab opened now learns from this one what no disk has, and does not call it saved either.
	const other = await anotherTab();
	await other.evaluate(() => window.room.open('w'));
	await expect.poll(() => other.evaluate(() => window.room.names().length)).toBe(32);
	await untilState(other, 'failing');
	await other.close();

	await lift();
	await untilState(room, 'saved');
	await room.close();
	const again = await anotherTab();
	const opened = await again.evaluate(() => window.room.open('w'));
	expect(opened).toMatchObject({ entries: 32, quarantined: [] });
	expect(await again.evaluate(() => window.room.actable())).toHaveLength(2);
});

test('what was shown as saved before the disk was full is there when the page is killed then', async ({
	room,
	anotherTab
}) => {
	await allow(room, small);
	const saved = await room.evaluate(async (name) => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		await window.room.stored();
		const saved = ['Alice'];
		for (let n = 0; n < 30; n++) {
			await window.room.rename(alice, `${n} ${name}`);
			const before = window.room.states().length;
			const stored = await window.room.stored().then(
				() => true,
				() => false
			);
			const shown = window.room.states().slice(before);
			if (!stored && shown.some(({ state }) => state === 'saved')) throw new Error('said to be saved');
			if (!stored) break;
			saved.push(`${n} ${name}`);
		}
		return saved;
	}, long);
	expect(saved.length).toBeGreaterThan(2);
	expect(saved.length).toBeLessThan(30);
	expect(await room.evaluate(() => window.room.state())).toMatchObject({ state: 'failing' });
	await room.close();

	const again = await anotherTab();
	expect(await again.evaluate(() => window.room.open('w'))).toMatchObject({ quarantined: [] });
	expect(await again.evaluate(() => window.room.names())).toEqual(expect.arrayContaining(saved));
});

test('a write that is lost without a word is written again before anything is called saved', async ({
	room,
	anotherTab
}) => {
	await room.evaluate(async () => {
		await window.room.open('w', 'page');
		const alice = await window.room.found('Alice');
		await window.room.stored();
		// The next row: the request succeeds, the transaction does not, and nobody says anything.
		const add = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'add')!
			.value as typeof IDBObjectStore.prototype.add;
		let lost = 0;
		IDBObjectStore.prototype.add = function (...row) {
			const request = add.apply(this, row);
			if (this.name === 'updates' && lost++ === 0) {
				request.addEventListener('success', () => request.transaction!.abort());
			}
			return request;
		};
		await window.room.rename(alice, 'Alicia');
		await window.room.stored();
	});
	await untilState(room, 'saved');
	await room.close();
	const again = await anotherTab();
	await again.evaluate(() => window.room.open('w'));
	expect(await again.evaluate(() => window.room.names())).toEqual(['Alice', 'Alicia']);
});

test('a write that cannot even begin is made good, and so is every later one', async ({
	room,
	anotherTab
}) => {
	await room.evaluate(async () => {
		await window.room.open('w', 'page');
		const alice = await window.room.found('Alice');
		await window.room.stored();
		// What a connection does that has just died.
		const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!
			.value as typeof IDBDatabase.prototype.transaction;
		let dead = 2;
		IDBDatabase.prototype.transaction = function (stores, mode, options) {
			if (mode === 'readwrite' && this.name.includes('workspace-') && dead-- > 0) {
				throw new DOMException('closing', 'InvalidStateError');
			}
			return begin.call(this, stores, mode, options);
		};
		await window.room.rename(alice, 'Alicia');
		await window.room.stored();
		await window.room.rename(alice, 'Ali');
		await window.room.stored();
	});
	await room.close();
	const again = await anotherTab();
	await again.evaluate(() => window.room.open('w'));
	expect(await again.evaluate(() => window.room.names())).toEqual(['Alice', 'Alicia', 'Ali']);
});

test('when the browser clears everything, an open workspace is stored anew', async ({ room, anotherTab }) => {
	await room.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		for (let n = 1; n <= 3; n++) await window.room.rename(alice, `Alice ${n}`);
		await window.room.stored();
	});
	const session = await room.context().newCDPSession(room);
	await session.send('Storage.clearDataForOrigin', {
		origin: new URL(room.url()).origin,
		storageTypes: 'indexeddb'
	});
	await room.evaluate(async () => {
		const [alice] = await window.room.actable();
		await window.room.rename(alice!, 'Alice 4');
	});
	await room.waitForFunction(() =>
		window.room.stored().then(
			() => true,
			() => false
		)
	);
	await untilState(room, 'saved');
	await room.close();
	const again = await anotherTab();
	expect(await again.evaluate(() => window.room.open('w'))).toMatchObject({ entries: 5 });
});
