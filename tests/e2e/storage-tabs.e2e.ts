import { expect, test, untilState } from './storage-fixtures';

test('two tabs of one workspace follow each other, and both can say saved', async ({ room, anotherTab }) => {
	const alice = await room.evaluate(async () => {
		await window.room.open('w');
		return window.room.found('Alice');
	});
	const other = await anotherTab();
	await other.evaluate(() => window.room.open('w'));
	expect(await other.evaluate(() => window.room.names())).toEqual(['Alice']);

	await room.evaluate((id) => window.room.rename(id, 'from one'), alice);
	await expect.poll(() => other.evaluate(() => window.room.names())).toEqual(['Alice', 'from one']);
	await other.evaluate((id) => window.room.rename(id, 'from the other'), alice);
	await expect
		.poll(() => room.evaluate(() => window.room.names()))
		.toEqual(['Alice', 'from one', 'from the other']);
	for (const tab of [room, other]) {
		await tab.evaluate(() => window.room.stored());
		await untilState(tab, 'saved');
	}
});

test('tabs that write at once with one key never take the same place in its chain', async ({
	room,
	anotherTab
}) => {
	const alice = await room.evaluate(async () => {
		await window.room.open('w');
		return window.room.found('Alice');
	});
	const tabs = [room, await anotherTab(), await anotherTab()];
	for (const tab of tabs.slice(1)) await tab.evaluate(() => window.room.open('w'));
	await Promise.all(
		tabs.map((tab, index) =>
			tab.evaluate(
				async ([id, from]) => {
					for (let n = 0; n < 15; n++) await window.room.rename(id, `${from} ${n}`);
				},
				[alice, index] as const
			)
		)
	);
	for (const tab of tabs) {
		await expect.poll(() => tab.evaluate(() => window.room.names().length)).toBe(46);
		const links = await tab.evaluate(() => window.room.links());
		const sorted = links.toSorted((one, next) => one.seq - next.seq);
		expect(sorted.map(({ seq }) => seq)).toEqual(Array.from({ length: 46 }, (_, n) => n + 1));
		expect(sorted.slice(1).map(({ previous }) => previous)).toEqual(sorted.slice(0, -1).map(({ id }) => id));
		// What is delivered comes after what it rests on.
		expect(links.map(({ seq }) => seq)).toEqual(sorted.map(({ seq }) => seq));
	}
});

test('a tab that heard nothing of what others did reads it before it writes', async ({
	room,
	anotherTab
}) => {
	const other = await anotherTab();
	const alice = await room.evaluate(async () => {
		BroadcastChannel.prototype.postMessage = () => undefined;
		await window.room.open('w', 'page');
		return window.room.found('Alice');
	});
	await other.evaluate(() => window.room.open('w'));
	await room.evaluate((id) => window.room.rename(id, 'unheard'), alice);
	await other.evaluate((id) => window.room.rename(id, 'after'), alice);
	expect(await other.evaluate(() => window.room.names())).toEqual(['Alice', 'unheard', 'after']);
	expect((await other.evaluate(() => window.room.links())).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('many openings leave many writers; they become one, and nothing is lost', async ({ room }) => {
	const { written, opened, rows } = await room.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		for (let n = 1; n < 230; n++) await window.room.rename(alice, `Alice ${n}`);
		const lines = await window.room.exportEntries();
		await window.room.close();
		// The same entries, each as if from an opening of its own.
		for (const row of window.room.rowsOf(lines)) await window.under.put('w', row);
		const written = (await window.under.keys('w')).length;
		const opened = await window.room.open('w');
		return { written, opened, rows: (await window.under.keys('w')).length };
	});
	expect(written).toBe(460);
	expect(opened.entries).toBe(230);
	expect(rows).toBeLessThan(5);
	// It is gone on from as before.
	const names = await room.evaluate(async () => {
		const [alice] = await window.room.actable();
		await window.room.rename(alice!, 'after');
		await window.room.stored();
		await window.room.close();
		await window.room.open('w');
		return window.room.names();
	});
	expect(names).toHaveLength(231);
	expect(names.at(-1)).toBe('after');
});

test('what is stored is sealed, many rows become one with its seal, and what has none gets one', async ({
	room
}) => {
	const before = await room.evaluate(async () => {
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		await window.room.rename(alice, 'Alice 1');
		await window.room.stored();
		const unsealed = await window.under.unsealed('w');
		await window.room.close();
		await window.under.unseal('w');
		// Rows of other tabs, or of an earlier app.
		await window.under.repeat('w', (await window.under.rows('w')).at(-1), 500);
		await window.room.open('w');
		await window.room.rename(alice, 'Alice 2');
		await window.room.stored();
		return { unsealed, rows: (await window.under.keys('w')).length, then: await window.under.unsealed('w') };
	});
	expect(before).toMatchObject({ unsealed: [], then: [] });
	expect(before.rows).toBeGreaterThan(500);
	await expect.poll(() => room.evaluate(async () => (await window.under.keys('w')).length)).toBeLessThan(5);
	expect(await room.evaluate(() => window.under.unsealed('w'))).toEqual([]);
	const opened = await room.evaluate(async () => {
		await window.room.close();
		return window.room.open('w');
	});
	expect(opened).toMatchObject({ entries: 3, quarantined: [] });
	expect(await room.evaluate(() => window.room.names())).toEqual(['Alice', 'Alice 1', 'Alice 2']);
});

test('what has stopped working behind the page is said, and nothing pretends to go on', async ({
	room,
	faults
}) => {
	faults.allow(/struck by lightning/);
	await room.evaluate(async () => {
		await window.room.open('w');
		await window.room.found('Alice');
	});
	expect(room.workers()).toHaveLength(1);
	await room.workers()[0]!.evaluate(() => {
		setTimeout(() => {
			throw new Error('struck by lightning');
		});
	});
	await untilState(room, 'unavailable');
	expect(await room.evaluate(() => window.room.state())).toMatchObject({ reason: 'crashed' });
	const problem = await room.evaluate(() =>
		window.room.found('Bob').catch(({ problem }) => problem as string)
	);
	expect(problem).toBe('crashed');
});

test('the ledger works in the page where there can be no Worker', async ({ room }) => {
	const names = await room.evaluate(async () => {
		Reflect.deleteProperty(window, 'Worker');
		await window.room.open('w');
		const alice = await window.room.found('Alice');
		await window.room.rename(alice, 'Alicia');
		await window.room.stored();
		await window.room.close();
		await window.room.open('w');
		return window.room.names();
	});
	expect(room.workers()).toHaveLength(0);
	expect(names).toEqual(['Alice', 'Alicia']);
});
