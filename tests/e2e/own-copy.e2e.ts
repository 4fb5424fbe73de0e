import { expect, test } from './storage-fixtures';

test('a partner’s file opens as a copy of one’s own, beside the workspace that it is of or without it', async ({
	room
}) => {
	const made = await room.evaluate(async () => {
		const { id } = await window.room.workspaces.create('Shared');
		await window.room.open(id);
		const alice = await window.room.found('Alice');
		await window.room.rename(alice, 'Alicia');
		await window.room.stored();
		const text = (await window.room.partnerFile(id)).replace('"holds":"everything"', '"holds":"lacking"');
		// Not in the file, and here: a copy of a file of what was lacking stands on what is here.
		await window.room.rename(alice, 'Ali');
		await window.room.stored();
		await window.room.close();
		return { id, alice, text };
	});
	const copied = await room.evaluate(async ({ text }) => {
		const { workspace, failed } = await window.room.ownCopy(text);
		await window.room.open(workspace!.id);
		const [alice] = await window.room.actable();
		await window.room.rename(alice!, 'My Alice');
		await window.room.stored();
		const names = window.room.names();
		await window.room.close();
		return { workspace, failed, alice, names };
	}, made);
	expect(copied.workspace).toMatchObject({ name: 'My copy', entries: 3, organizations: 1, sharing: null });
	expect(copied.failed).toBe(0);
	expect(copied.alice).not.toBe(made.alice);
	expect(copied.names).toEqual(['Alice', 'Alicia', 'Ali', 'My Alice']);

	// The workspace itself is as it was, and nothing is left of what stood in between.
	await room.evaluate((id) => window.room.open(id), made.id);
	expect(await room.evaluate(() => window.room.names())).toEqual(['Alice', 'Alicia', 'Ali']);
	await room.evaluate(() => window.room.close());
	const kept = await room.evaluate(() => window.under.databases());
	expect(kept.filter((name) => name.startsWith('grantbook-workspace-')).sort()).toEqual(
		[made.id, copied.workspace!.id].map((id) => `grantbook-workspace-${id}`).sort()
	);

	await room.evaluate((id) => window.room.workspaces.remove(id), made.id);
	const alone = await room.evaluate((text) => window.room.ownCopy(text), made.text);
	expect(alone).toMatchObject({ workspace: { entries: 2 }, admitted: { added: 2, refused: [] } });
});

test('a file of which nothing is let in leaves no copy', async ({ room }) => {
	const { copy, list } = await room.evaluate(async () => {
		const { id } = await window.room.workspaces.create('Shared');
		await window.room.open(id);
		const text = await window.room.partnerFile(id);
		await window.room.close();
		await window.room.workspaces.remove(id);
		const junk = text.replace('"entries":[]', '"entries":["junk","{}"]');
		return { copy: await window.room.ownCopy(junk), list: await window.room.workspaces.list() };
	});
	expect(copy).toMatchObject({ workspace: null, admitted: { added: 0 } });
	expect(copy.admitted.refused).toHaveLength(2);
	expect(list.workspaces).toEqual([]);
});
