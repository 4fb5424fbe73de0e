/** What is stored after many edits and many openings: few rows, and no longer than a copy; and whole, whenever a browser falls. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { enter, expect, test, untilState } from './storage-fixtures';

/** Alice's workspace after so many openings with so many edits each; it is closed. Answers with how many entries there are. */
const aged = (page: Page, openings: number, edits: number): Promise<number> =>
	page.evaluate(
		async ([openings, edits]) => {
			await window.room.open('w');
			await window.room.found('Alice');
			await window.room.stored();
			const rows = window.room.openingsOf(openings, edits);
			await window.room.close();
			for (let from = 0; from < openings; from += 500)
				await window.under.putSealed('w', rows.slice(from, from + 500));
			return 1 + openings * edits;
		},
		[openings, edits] as const
	);

const rowCount = (page: Page): Promise<number> =>
	page.evaluate(async () => (await window.under.keys('w')).length);

test('while somebody writes without a pause, rows are made into one all the same', async ({ room }) => {
	const most = await room.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		let most = 0;
		for (let n = 0; n < 2_400; n += 100) {
			await Promise.all(Array.from({ length: 100 }, (_, at) => window.room.rename(alice, `Alice ${n + at}`)));
			most = Math.max(most, (await window.under.keys('w')).length);
		}
		await window.room.stored();
		return most;
	});
	expect(most).toBeGreaterThan(500);
	expect(most).toBeLessThan(1_600);
	const opened = await room.evaluate(async () => {
		await window.room.close();
		return window.room.open('w');
	});
	expect(opened).toMatchObject({ entries: 2_401, quarantined: [] });
});

test('openings in which nothing is done leave nothing', async ({ room }) => {
	const counts = await room.evaluate(async () => {
		await window.room.open('w');
		await window.room.found('Alice');
		await window.room.stored();
		await window.room.close();
		const before = await window.under.sizes('w');
		for (const prepared of ['not', 'at once', 'whole', 'not', 'at once', 'whole']) {
			await window.room.open('w');
			const preparing = prepared !== 'not' && window.room.prepare().catch(() => undefined);
			if (prepared === 'whole') await preparing;
			await window.room.close();
		}
		return [before, await window.under.sizes('w')];
	});
	expect(counts[1]).toEqual(counts[0]);
});

/** From here on what makes many rows into one is held up in the middle of it, for ever. Resolves when it has come there. */
const heldUp = (page: Page): Promise<void> =>
	page.evaluate(
		() =>
			new Promise<void>((there) => {
				type Remove = (this: IDBObjectStore, query: IDBValidKey | IDBKeyRange) => IDBRequest<undefined>;
				const remove: Remove = Reflect.get(IDBObjectStore.prototype, 'delete');
				IDBObjectStore.prototype.delete = function (query) {
					const request = remove.call(this, query);
					if (this.name !== 'updates' || !(query instanceof IDBKeyRange)) return request;
					// A transaction goes on while there is something to be done in it.
					const again = () => (this.count().onsuccess = again);
					again();
					there();
					return request;
				};
			})
	);

test('a browser that falls while many rows become one leaves them as they were', async ({
	playwright,
	launchOptions,
	roomAddress
}) => {
	const folder = mkdtempSync(join(tmpdir(), 'grantbook-ageing-'));
	const start = async () => {
		const context = await playwright.chromium.launchPersistentContext(folder, launchOptions);
		const page = context.pages()[0]!;
		await enter(page, roomAddress);
		return { context, page };
	};
	let { context, page } = await start();
	/** Opens it where it can be held up, and has the browser fall in the middle. */
	async function crashWhile(write: boolean): Promise<void> {
		const held = heldUp(page);
		const opened = await page.evaluate(() => window.room.open('w', 'page'));
		expect(opened.entries).toBeGreaterThanOrEqual(entries);
		if (write)
			await page.evaluate(async () => {
				const [alice] = await window.room.actable();
				await window.room.rename(alice!, 'Alice at last');
			});
		await held;
		const gone = new Promise((closed) => context.on('close', closed));
		(await context.newCDPSession(page)).send('Browser.crash').catch(() => undefined);
		await gone;
		({ context, page } = await start());
	}

	// Many rows of one session, which are made into one once something is written.
	const entries = await page.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		await Promise.all(Array.from({ length: 520 }, (_, n) => window.room.rename(alice, `Alice ${n}`)));
		return 521;
	});
	await page.evaluate(() => window.room.stored());
	await page.reload();
	await enter(page, roomAddress);
	await crashWhile(true);
	expect(await rowCount(page)).toBeGreaterThan(500);

	// Rows of many sessions, which are rewritten as they are opened, while the workspace is there already.
	const sessions = await page.evaluate(async () => {
		await window.room.open('w');
		const rows = window.room.openingsOf(250, 1);
		await window.room.close();
		await window.under.putSealed('w', rows);
		return rows.length;
	});
	const before = await rowCount(page);
	await crashWhile(false);
	expect(await rowCount(page)).toBe(before);

	const opened = await page.evaluate(() => window.room.open('w'));
	expect(opened).toMatchObject({ entries: entries + 1 + sessions, quarantined: [], unreadable: [] });
	await expect.poll(() => rowCount(page)).toBeLessThan(3);
	await page.evaluate(async () => {
		const [alice] = await window.room.actable();
		await window.room.rename(alice!, 'Alice, afterwards');
		await window.room.stored();
	});
	await untilState(page, 'saved');
	await context.close();
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

test('two tabs that open an aged workspace at once both have all of it, and one rewrites it', async ({
	room,
	anotherTab
}) => {
	const entries = await aged(room, 300, 2);
	const tabs = [room, await anotherTab()];
	const opened = await Promise.all(tabs.map((tab) => tab.evaluate(() => window.room.open('w'))));
	expect(opened.map((each) => each.entries)).toEqual([entries, entries]);
	for (const [n, tab] of tabs.entries())
		await tab.evaluate(async (name) => {
			const [alice] = await window.room.actable();
			await window.room.rename(alice!, name);
			await window.room.stored();
		}, `from ${n}`);
	for (const tab of tabs)
		await expect.poll(() => tab.evaluate(() => window.room.names().slice(-2))).toEqual(['from 0', 'from 1']);
	const copy = await room.evaluate(() => window.room.bytesOfCopy());
	await Promise.all(tabs.map((tab) => tab.evaluate(() => window.room.close())));

	// Whoever was first had it alone, or nobody had: then whoever comes next does.
	const again = await room.evaluate(() => window.room.open('w'));
	expect(again).toMatchObject({ entries: entries + 2, quarantined: [], unreadable: [] });
	await expect.poll(() => rowCount(room)).toBeLessThan(6);
	expect((await room.evaluate(() => window.under.sizes('w'))).bytes).toBeLessThan(copy * 1.1);
});

test('what a newer app wrote stays where rows of many sessions are rewritten', async ({ room }) => {
	const entries = await aged(room, 250, 1);
	const newer = await room.evaluate(async () => {
		const row = window.room.rowWith('newer', '{"v":3,"unheard":"of"}');
		await window.under.put('w', row);
		return [...row];
	});
	const rows = await rowCount(room);
	const opened = await room.evaluate(() => window.room.open('w'));
	expect(opened).toMatchObject({ entries, quarantined: [], setAside: 1 });
	await room.evaluate(() => window.room.close());
	expect(await rowCount(room)).toBe(rows);
	const kept = await room.evaluate(async () => (await window.under.rows('w')).map((row) => [...row]));
	expect(kept).toContainEqual(newer);
});

test(
	'100,000 edits in 2,000 openings are stored as shortly as a copy, and an edit is one row as at first',
	{ tag: '@more' },
	async ({ room }) => {
		/** How much an edit adds: in rows, bytes of rows, and what is kept beside them. */
		const edit = () =>
			room.evaluate(async () => {
				const [alice] = await window.room.actable();
				const before = await window.under.sizes('w');
				await window.room.rename(alice!, 'as at first');
				await window.room.stored();
				const after = await window.under.sizes('w');
				return [after.rows - before.rows, after.beside - before.beside, after.bytes - before.bytes] as const;
			});
		const first = await room
			.evaluate(async () => {
				await window.room.open('w');
				await window.room.found('Alice');
			})
			.then(edit);
		await room.evaluate(() => window.room.close());

		const entries = await room.evaluate(async () => {
			await window.room.open('w');
			const rows = window.room.openingsOf(2_000, 50);
			await window.room.close();
			for (let from = 0; from < rows.length; from += 500)
				await window.under.putSealed('w', rows.slice(from, from + 500));
			return 2 + 2_000 * 50;
		});
		expect(await rowCount(room)).toBeGreaterThan(2_000);
		const opened = await room.evaluate(() => window.room.open('w'));
		expect(opened).toMatchObject({ entries, quarantined: [] });
		await expect.poll(() => rowCount(room)).toBeLessThan(3);
		const copy = await room.evaluate(() => window.room.bytesOfCopy());
		const { rows, bytes, beside } = await room.evaluate(() => window.under.sizes('w'));
		expect(bytes).toBeLessThan(copy * 1.01);
		const authors = await room.evaluate(async () =>
			(await window.under.rows('w')).map((row) => window.room.authorsOf(row))
		);
		expect(Math.max(...authors)).toBeLessThan(3);
		// A seal each, when it was last saved, and the form.
		expect(beside).toBeLessThanOrEqual(rows + 2);

		const last = await edit();
		expect(last.slice(0, 2)).toEqual(first.slice(0, 2));
		expect(last[2]).toBeLessThan(first[2] + 30);
		expect(await room.evaluate(() => window.room.close().then(() => window.room.open('w')))).toMatchObject({
			entries: entries + 1,
			quarantined: []
		});
	}
);

test('a row that another writes where making them into one failed is read like any other', async ({
	room
}) => {
	const lines = await room.evaluate(async () => {
		const failed = new Promise<void>((there) => {
			type Remove = (this: IDBObjectStore, query: IDBValidKey | IDBKeyRange) => IDBRequest<undefined>;
			const remove: Remove = Reflect.get(IDBObjectStore.prototype, 'delete');
			IDBObjectStore.prototype.delete = function (query) {
				const request = remove.call(this, query);
				if (this.name !== 'updates' || !(query instanceof IDBKeyRange)) return request;
				IDBObjectStore.prototype.delete = remove;
				this.transaction.addEventListener('abort', () => there());
				request.addEventListener('success', () => this.transaction.abort());
				return request;
			};
		});
		await window.room.open('w', 'page');
		const alice = await window.room.found('Alice');
		await Promise.all(Array.from({ length: 520 }, (_, n) => window.room.rename(alice, `Alice ${n}`)));
		await failed;
		await window.room.stored();
		// It gets the key that the failed one would have had.
		await window.under.putSealed('w', window.room.openingsOf(1, 1));
		await window.room.rename(alice, 'Alice at last');
		return (await window.room.exportEntries()).split('\n').filter((line) => line !== '').length;
	});
	expect(lines).toBe(1 + 520 + 1 + 1);
});
