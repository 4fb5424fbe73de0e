import { expect, test, untilState } from './storage-fixtures';

/** Alice and twenty new names for her, in one session: a row for each. */
const writeAlice = async () => {
	await window.room.open('w');
	const alice = await window.room.found('Alice');
	for (let n = 1; n <= 20; n++) await window.room.rename(alice, `Alice ${n}`);
	await window.room.stored();
	await window.room.close();
};

const spoilings = [
	'garbage',
	'a truncated row',
	'something that is no bytes at all',
	'a row with one character of its signature changed'
] as const;

for (const how of spoilings) {
	test(`${how} among the rows is set aside, and all the rest opens and stays`, async ({ room }) => {
		await room.evaluate(writeAlice);
		const lost = await room.evaluate(async (how) => {
			const [keys, rows] = [await window.under.keys('w'), await window.under.rows('w')];
			// Rows without an entry are a few bytes; of those with one, the eleventh names her Alice 10.
			const index = rows.flatMap((row, each) => (row.length > 100 ? [each] : []))[10]!;
			const row = rows[index]!;
			const spoiled = {
				garbage: () => row.fill(255),
				'a truncated row': () => row.slice(0, Math.floor(row.length / 2)),
				'something that is no bytes at all': () => ({ nothing: 'of the kind' }),
				'a row with one character of its signature changed': () => {
					const at = new TextDecoder('latin1').decode(row).indexOf('"signature":"') + '"signature":"'.length;
					return row.with(at, row[at] === 65 ? 66 : 65);
				}
			}[how]();
			await window.under.put('w', spoiled, keys[index]);
			return keys[index]!;
		}, how);

		const opened = await room.evaluate(() => window.room.open('w'));
		expect(opened.entries).toBe(20);
		expect(opened.quarantined).toMatchObject([{ row: lost }]);
		const rest = ['Alice', ...Array.from({ length: 20 }, (_, n) => `Alice ${n + 1}`)].filter(
			(name) => name !== 'Alice 10'
		);
		expect((await room.evaluate(() => window.room.names())).sort()).toEqual(rest.sort());
		const file = JSON.parse(await room.evaluate(() => window.room.exportQuarantine())) as { rows: object[] };
		expect(file.rows).toMatchObject([{ row: lost }]);
		const given = JSON.parse(await room.evaluate(() => window.room.partnerFile('w'))) as {
			entries: string[];
		};
		expect(given.entries).toHaveLength(20);
		expect(given.entries.join()).not.toContain('Alice 10');

		// It can be gone on from, and the next opening finds the same, the row still set aside.
		await room.evaluate(async () => {
			const [alice] = await window.room.actable();
			await window.room.rename(alice!, 'Alice again');
			await window.room.stored();
			await window.room.close();
		});
		const next = await room.evaluate(() => window.room.open('w'));
		expect(next.entries).toBe(21);
		expect(next.quarantined).toMatchObject([{ row: lost }]);
		expect((await room.evaluate(() => window.room.names())).sort()).toEqual([...rest, 'Alice again'].sort());
	});
}

test('a row written over entries takes none of them away', async ({ room }) => {
	await room.evaluate(writeAlice);
	const opened = await room.evaluate(async () => {
		// A stray row sets other texts under known ids: what it says is not what the ids are the hashes of.
		const rows = await window.under.rows('w');
		await window.room.open('w');
		const ids = window.room.links().map(({ id }) => id);
		await window.room.close();
		await window.under.put('w', window.room.strayUpdate(rows, ids));
		return window.room.open('w');
	});
	expect(opened.entries).toBe(21);
	await room.evaluate(async () => {
		await window.room.stored();
		await window.room.close();
	});
	expect((await room.evaluate(() => window.room.open('w'))).entries).toBe(21);
});

test('a row that something else writes while all is open is set aside before it is taken in', async ({
	room
}) => {
	await room.evaluate(writeAlice);
	const { names, refused, rows } = await room.evaluate(async () => {
		await window.room.open('w');
		const [alice] = await window.room.actable();
		const [, text] = (await window.room.exportEntries()).split('\n');
		const stray = window.room.rowsOf(`${text!.replace(/"signature":".{8}/, '"signature":"--------')}\n`)[0]!;
		await window.under.put('w', stray);
		// Whoever writes reads first what others have stored.
		await window.room.rename(alice!, 'Alice again');
		await window.room.stored();
		const rows = (await window.under.rows('w')).map((row) => new TextDecoder('latin1').decode(row));
		return {
			names: window.room.names().length,
			refused: await window.room.refused(),
			rows: rows.filter((row) => row.includes('"signature":"--------')).length
		};
	});
	expect({ names, rows }).toEqual({ names: 22, rows: 0 });
	expect(refused).toMatchObject([{ from: null, reason: 'bad-signature' }]);
	await room.evaluate(() => window.room.close());
	expect(await room.evaluate(() => window.room.open('w'))).toMatchObject({
		entries: 22,
		quarantined: [{ reason: `bad-signature: ${refused[0]!.detail}` }]
	});
});

test('a database of something else is left alone: edits are in memory, and it is said', async ({ room }) => {
	const opened = await room.evaluate(async () => {
		await new Promise<void>((done) => {
			const request = indexedDB.open('grantbook-workspace-w', 7);
			request.onupgradeneeded = () => request.result.createObjectStore('somebody-elses');
			request.onsuccess = () => {
				request.result.close();
				done();
			};
		});
		return window.room.open('w');
	});
	expect(opened.entries).toBe(0);
	expect(await room.evaluate(() => window.room.state())).toMatchObject({
		state: 'unavailable',
		reason: 'open-failed'
	});
	await room.evaluate(() => window.room.found('Alice'));
	expect(await room.evaluate(() => window.room.names())).toEqual(['Alice']);
	expect(await room.evaluate(() => window.room.exportEntries())).toContain('Alice');
	expect(await room.evaluate(() => window.room.stored().catch(({ problem }) => problem as string))).toBe(
		'not-stored'
	);
	expect(await room.evaluate(() => window.room.state())).toMatchObject({ state: 'unavailable' });
});

test('a tab that holds the database back is named, and opening goes on when it lets go', async ({
	room,
	anotherTab
}) => {
	await room.evaluate(writeAlice);
	const other = await anotherTab();
	await other.evaluate(async () => {
		// This connection does not close when it is asked to, so the upgrade waits, and everybody behind it.
		const held = await new Promise<IDBDatabase>((done) => {
			const request = indexedDB.open('grantbook-workspace-w');
			request.onsuccess = () => done(request.result);
		});
		const upgrade = indexedDB.open('grantbook-workspace-w', held.version + 1);
		upgrade.onsuccess = () => upgrade.result.close();
		Object.assign(window, { letGo: () => held.close() });
	});
	await room.evaluate(() => void window.room.open('w'));
	await room.waitForFunction(() => window.room.state().state === 'unavailable');
	expect(await room.evaluate(() => window.room.state())).toMatchObject({ reason: 'blocked' });
	await other.evaluate(() => (window as unknown as { letGo(): void }).letGo());
	await untilState(room, 'saved');
	expect(await room.evaluate(() => window.room.names())).toHaveLength(21);
});

test('a workspace that a newer app wrote opens for reading only, and is not touched', async ({ room }) => {
	await room.evaluate(writeAlice);
	await room.evaluate(() => window.under.setSchema('w', 2));
	const before = await room.evaluate(() => window.under.keys('w'));
	const opened = await room.evaluate(() => window.room.open('w'));
	expect(opened.entries).toBe(21);
	expect(await room.evaluate(() => window.room.state())).toEqual({
		state: 'read-only',
		reason: 'newer-schema'
	});
	const problem = await room.evaluate(() =>
		window.room.found('Bob').catch(({ problem }) => problem as string)
	);
	expect(problem).toBe('read-only');
	await room.evaluate(() => window.room.close());
	expect(await room.evaluate(() => window.under.keys('w'))).toEqual(before);
});
