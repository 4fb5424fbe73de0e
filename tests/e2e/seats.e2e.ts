import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enter, expect, test } from './storage-fixtures';

test('a seat’s key survives a restart of the browser, and keys that acted act again', async ({
	playwright,
	launchOptions,
	roomAddress
}) => {
	const folder = mkdtempSync(join(tmpdir(), 'grantbook-seat-'));
	const start = async () => {
		const context = await playwright.chromium.launchPersistentContext(folder, launchOptions);
		const page = context.pages()[0]!;
		await enter(page, roomAddress);
		return { context, page };
	};
	const first = await start();
	const before = await first.page.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		const bob = await window.room.found('Bob');
		await window.room.stored();
		// Asked for before its organization is heard of, as somebody who was invited would.
		const elsewhere = 'A'.repeat(43);
		return { alice, bob, elsewhere, seat: await window.room.memberKey(elsewhere) };
	});
	await first.context.close();

	const second = await start();
	const after = await second.page.evaluate(async ({ alice, elsewhere }) => {
		await window.room.open('w');
		const seat = await window.room.memberKey(elsewhere);
		const proof = await window.room.prove(elsewhere, 'c');
		await window.room.rename(alice, 'Alicia');
		return { seat, proof, held: await window.room.held(), signed: window.room.signed() };
	}, before);
	expect(after.seat).toBe(before.seat);
	expect(after.proof.key).toBe(before.seat);
	expect(after.held.map(({ organization }) => organization).sort()).toEqual(
		[before.alice, before.bob].sort()
	);
	expect(after.signed).toBe(true);
	await second.context.close();
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

test('a seat’s key is one for all tabs', async ({ room, anotherTab }) => {
	const tabs = [room, await anotherTab(), await anotherTab()];
	for (const tab of tabs) await tab.evaluate(() => window.room.open('w'));
	const ask = () => Promise.all(tabs.map((tab) => tab.evaluate(() => window.room.memberKey('A'.repeat(43)))));
	const keys = new Set([...(await ask()), ...(await ask())]);
	expect(keys.size).toBe(1);
});
