import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enter, expect, test, untilState } from './storage-fixtures';

test('what was shown as saved is there after the page is killed', async ({ room, anotherTab }) => {
	await room.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		for (let n = 1; n <= 20; n++) await window.room.rename(alice, `Alice ${n}`);
		await window.room.stored();
	});
	await untilState(room, 'saved');
	await room.close({ runBeforeUnload: false });

	const again = await anotherTab();
	const opened = await again.evaluate(() => window.room.open('w'));
	expect(opened).toEqual({ entries: 21, quarantined: [], unreadable: [], setAside: 0, older: 0 });
	expect(await again.evaluate(() => window.room.names())).toEqual([
		'Alice',
		...Array.from({ length: 20 }, (_, n) => `Alice ${n + 1}`)
	]);
	expect(await again.evaluate(() => window.room.signed())).toBe(true);
	expect(await again.evaluate(() => window.room.actable())).toHaveLength(1);
});

test('what was shown as saved is there after the whole browser crashes', async ({
	playwright,
	launchOptions,
	roomAddress
}) => {
	const folder = mkdtempSync(join(tmpdir(), 'grantbook-crash-'));
	const start = async () => {
		const context = await playwright.chromium.launchPersistentContext(folder, launchOptions);
		const page = context.pages()[0]!;
		await enter(page, roomAddress);
		return { context, page };
	};
	const first = await start();
	const gone = new Promise((closed) => first.context.on('close', closed));
	const session = await first.context.newCDPSession(first.page);
	await first.page.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		for (let n = 1; n <= 5; n++) await window.room.rename(alice, `Alice ${n}`);
		await window.room.stored();
	});
	session.send('Browser.crash').catch(() => undefined);
	await gone;

	const second = await start();
	expect(await second.page.evaluate(() => window.room.open('w'))).toMatchObject({
		entries: 6,
		quarantined: []
	});
	const [alice] = await second.page.evaluate(() => window.room.actable());
	await second.page.evaluate((id) => window.room.rename(id, 'Alice, afterwards'), alice!);
	expect(await second.page.evaluate(() => window.room.signed())).toBe(true);
	await second.context.close();
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

for (const how of ['opens it', 'cannot open it', 'finds it deleted'])
	test(`the first edit of an opening is kept, and no empty row, where y-indexeddb ${how}`, async ({
		room,
		anotherTab
	}) => {
		const opened = await room.evaluate(async (how) => {
			await window.room.open('w', 'page');
			await window.room.found('Alice');
			await window.room.close();
			// y-indexeddb leaves its failures to nobody.
			addEventListener('unhandledrejection', (event) => event.preventDefault());
			const open = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open')!
				.value as typeof IDBFactory.prototype.open;
			let count = 0;
			IDBFactory.prototype.open = function (name, ...version) {
				if (name.endsWith('-w') && ++count === 2) {
					if (how === 'cannot open it') throw new Error('not now');
					if (how === 'finds it deleted') this.deleteDatabase(name);
				}
				return open.call(this, name, ...version);
			};
			await window.room.open('w', 'page');
			const looking = count;
			const [alice] = await window.room.actable();
			await window.room.rename(alice!, 'from the first');
			await window.room.rename(alice!, 'from the second');
			// Where it is made anew, that may take another attempt.
			await window.room.stored().catch(() => undefined);
			return [looking, count];
		}, how);
		expect(opened).toEqual([1, how === 'finds it deleted' ? expect.any(Number) : 2]);
		await untilState(room, 'saved');
		await room.close();
		const after = await anotherTab();
		const kept = await after.evaluate(async () => {
			const rows = await window.under.rows('w');
			await window.room.open('w');
			return { sizes: rows.map(({ length }) => length), names: window.room.names() };
		});
		expect(kept.names).toEqual(['Alice', 'from the first', 'from the second']);
		expect(kept.sizes.filter((size) => size <= 2)).toEqual([]);
	});

test('once something is saved, the browser is asked to keep it', async ({ room }) => {
	const asked = await room.evaluate(async () => {
		let asked = 0;
		navigator.storage.persisted = () => Promise.resolve(false);
		navigator.storage.persist = () => Promise.resolve(++asked > 0);
		await window.room.open('w');
		const before = asked;
		const alice = await window.room.found('Alice');
		await window.room.stored();
		await window.room.rename(alice, 'Alicia');
		await window.room.stored();
		return [before, asked];
	});
	expect(asked).toEqual([0, 1]);
});
