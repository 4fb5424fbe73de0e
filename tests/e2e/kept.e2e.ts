/** A workspace as an app of form 2 left it in a browser, see tests/fixtures; and one as a preview left it. */
import { readFileSync } from 'node:fs';
import * as Y from 'yjs';
import { browser, nova, passphrase, workspace } from '../kept/fixtures';
import { expect, test } from './fixtures';
import { saved } from './home-steps';
import type { Copy } from './stored';
import { withoutDialogs } from './without-dialogs';

const older = 'b7c0a3f4-2d5e-4c6f-8a91-0e1f2a3b4c5d';

/** What the fixture keeps, and beside it a workspace whose entries are all of a preview's form. */
function withPreviews(): Copy {
	const document = new Y.Doc();
	const entry = JSON.stringify({ v: 1, workspace: older, command: 'add-organization' });
	document.getMap('entries').set('A'.repeat(43), entry);
	const update = { base64: Buffer.from(Y.encodeStateAsUpdate(document)).toString('base64') };
	const databases = structuredClone(browser.databases);
	const list = databases.find(({ name }) => name === 'grantbook')!;
	for (const { keyPath, rows } of list.stores) {
		const [, record] = rows.find(([key]) => key === workspace) ?? [];
		if (keyPath === 'id' && record)
			rows.push([older, { ...record, id: older, name: 'Old lamps', sharing: null, entries: 1 }]);
	}
	const kept = databases.find(({ name }) => name === `grantbook-workspace-${workspace}`)!;
	const stores = kept.stores.map((store) => ({
		...store,
		rows: store.name === 'updates' ? [[1, update] satisfies [number, unknown]] : store.rows
	}));
	return { ...browser, databases: [...databases, { ...kept, name: `grantbook-workspace-${older}`, stores }] };
}

test('a kept workspace opens, and its keys sign again; a preview’s says so, and gives its text', async ({
	page,
	home,
	shared,
	open
}) => {
	await withoutDialogs(page);
	await shared.put(home, withPreviews());
	await open('/');
	await expect(page.getByRole('grid', { name: 'Your workspaces' })).toContainText('Lamps');
	await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
	await open(`/w/${workspace}/${nova}/products`);
	await expect(page.getByRole('button', { name: /^Acting as/ })).toContainText('Nova “Brands” & Söhne');
	await expect(page.getByRole('grid').first()).toContainText('Desk Lamp, 台灯');
	await open(`/w/${workspace}/${nova}/share`);
	await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(page.getByText('Your keys are under a passphrase')).toBeHidden();
	await saved(page);

	await open(`/w/${older}`);
	await expect(page.getByRole('heading', { name: 'This workspace was made by a preview' })).toBeVisible();
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save a file' }).click();
	expect(readFileSync(await (await downloading).path(), 'utf8')).toContain('"v":1');
});
