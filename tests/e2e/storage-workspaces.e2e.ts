import { expect, test, untilState } from './storage-fixtures';

test('a workspace that is removed goes with its database and its keys, and tabs that have it open are told', async ({
	room,
	anotherTab
}) => {
	const id = await room.evaluate(async () => {
		const { id } = await window.room.workspaces.create('Demo');
		await window.room.open(id);
		await window.room.found('Alice');
		await window.room.stored();
		return id;
	});
	const other = await anotherTab();
	const seen = other.evaluate(
		() => new Promise<void>((done) => void window.room.workspaces.onChange(() => done()))
	);
	await other.evaluate(() => window.room.workspaces.list());
	await other.evaluate((workspace) => window.room.workspaces.remove(workspace), id);
	await seen;
	await untilState(room, 'unavailable');
	expect(await room.evaluate(() => window.room.state())).toMatchObject({ reason: 'removed' });
	expect(await other.evaluate(() => window.room.workspaces.list())).toEqual({
		workspaces: [],
		unreadable: 0
	});

	// The tab that had it open brings nothing back, whatever it still does.
	await room.evaluate(() => window.room.found('Bob').catch(() => undefined));
	await room.close();
	expect(await other.evaluate(() => window.under.databases())).toEqual([
		'grantbook',
		'grantbook-approvals',
		'grantbook-keys',
		'grantbook-notes'
	]);
	await other.evaluate((workspace) => window.room.open(workspace), id);
	expect(await other.evaluate(() => window.room.names())).toEqual([]);
	expect(await other.evaluate(() => window.room.actable())).toEqual([]);
});

test('a duplicate is a workspace of its own', async ({ room }) => {
	const result = await room.evaluate(async () => {
		const { workspaces } = window.room;
		const original = await workspaces.create('Demo', { scenario: { id: 'story', finished: true } });
		await window.room.open(original.id);
		const alice = await window.room.found('Alice');
		await window.room.rename(alice, 'Alicia');
		await window.room.stored();
		await workspaces.touch(original.id, { entries: 2, organizations: 1, lastActing: alice });
		const { workspace, left } = await workspaces.duplicate(original.id, 'Demo, again');
		await window.room.close();

		await window.room.open(workspace.id);
		const [copied] = await window.room.actable();
		await window.room.rename(copied!, 'Ali');
		await window.room.stored();
		const names = window.room.names();
		const signed = window.room.signed();
		await window.room.close();
		await window.room.open(original.id);
		return { alice, copied, workspace, left, names, signed, originals: window.room.names() };
	});
	expect(result.names).toEqual(['Alice', 'Alicia', 'Ali']);
	expect(result.originals).toEqual(['Alice', 'Alicia']);
	expect(result.signed).toBe(true);
	expect(result.left).toBe(0);
	expect(result.copied).not.toBe(result.alice);
	expect(result.workspace).toMatchObject({
		name: 'Demo, again',
		entries: 2,
		organizations: 1,
		lastActing: result.copied,
		scenario: { id: 'story', finished: true }
	});
});

test('a record that cannot be read hides no other', async ({ room }) => {
	const list = await room.evaluate(async () => {
		const { workspaces } = window.room;
		await workspaces.create('Good');
		const database = await new Promise<IDBDatabase>((done) => {
			const request = indexedDB.open('grantbook');
			request.onsuccess = () => done(request.result);
		});
		await new Promise<void>((done) => {
			const transaction = database.transaction('workspaces', 'readwrite');
			transaction.objectStore('workspaces').put({ id: 'bad', name: 7 });
			transaction.oncomplete = () => done();
		});
		database.close();
		return workspaces.list();
	});
	expect(list.workspaces.map(({ name }) => name)).toEqual(['Good']);
	expect(list.unreadable).toBe(1);
});
