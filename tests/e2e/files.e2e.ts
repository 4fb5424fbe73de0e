/** Every file that the app writes has one way in, and what is stored stays stored, whatever takes it away. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { writeWorkspaceFile } from '../exchange/write-workspace-file';
import { expectNoAxeViolations } from './accessibility';
import { goHome, listed, openScenario, saved } from './home-steps';
import { addOrganization, chooseFile, dropFile, fileDialog, organization } from './sharing-steps';
import { expect, test } from './two-browsers';
import { visit } from './visit';

const scenario = 'Factory purchases for a brand owner';

/** Whoever acts, and not only looks. */
const actsAs = (page: Page) => page.getByRole('button', { name: 'Acting as Lumen Home', exact: true });

const settings = (page: Page) => visit(page, page.url().replace(/\/authorization.*/, '/settings'));

test('a saved workspace opens in another browser, goes on there as a copy, and merges where it is', async ({
	open,
	home,
	partner,
	faults
}) => {
	// The router's own word on an address that there is not.
	faults.allow(/Not found: \//);
	const page = await open();
	await openScenario(page, scenario);
	await settings(page);
	await expect(page.getByRole('region', { name: 'What you can get back' })).toContainText(
		/this browser acts for \d organizations; 0 of them in a second browser too, 0 with a recovery key/
	);
	await expectNoAxeViolations(page);
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save a file' }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toBe(`${scenario}.grantbook.jsonl`);
	const text = readFileSync(await download.path(), 'utf8');

	await visit(partner, home);
	await chooseFile(partner, 'Open a file', text);
	const dialog = fileDialog(partner);
	await expect(dialog).toContainText(/^.*A whole workspace, .*: \d organizations, \d+ entries, saved/);
	await expectNoAxeViolations(partner);
	await dialog.getByRole('button', { name: 'Open', exact: true }).click();
	await expect(dialog.getByRole('button', { name: 'Continue as my own copy' })).toBeVisible();
	await dialog.getByRole('link', { name: `Open ${scenario}` }).click();
	await expect(partner.getByText(/You are looking at the view of/)).toBeVisible();
	await partner.getByRole('button', { name: 'Continue as my own copy' }).click();
	await expect(partner.getByRole('button', { name: `Workspace My copy of ${scenario}` })).toBeVisible();
	await addOrganization(partner, 'Bravo');
	await saved(partner);
	await goHome(partner);
	await expect(listed(partner)).toHaveText([`My copy of ${scenario}`, scenario]);

	await dropFile(partner, text);
	await dialog.getByRole('button', { name: 'Merge into it' }).click();
	await expect(dialog.getByRole('status')).toContainText('Nothing new');
	await dialog.getByRole('button', { name: 'Continue as my own copy' }).click();
	await dialog.getByRole('link', { name: `Open My copy of ${scenario} 2` }).click();
	await expect(partner.getByRole('button', { name: /^Acting as (?!.*view only)/ })).toBeVisible();
	await expect(partner.getByText(/You are looking at the view of/)).toBeHidden();

	// So it is on any page inside a workspace or outside, and over a dialog, which keeps what is in it.
	await partner.getByRole('link', { name: 'Organizations', exact: true }).click();
	await partner.getByRole('button', { name: 'Add organization' }).click();
	const adding = partner.getByRole('dialog', { name: 'Add organization' });
	await adding.getByLabel('Name').fill('Charlie');
	await dropFile(partner, text);
	await expect(dialog).toContainText(/^.*A whole workspace, /);
	await dialog.getByRole('button', { name: 'Close' }).first().click();
	await expect(adding.getByLabel('Name')).toHaveValue('Charlie');
	for (const place of ['#/nowhere', '#/w/nowhere', '#/join']) {
		await visit(partner, home + place);
		await dropFile(partner, text);
		await expect(dialog).toContainText(/^.*A whole workspace, /);
		await partner.keyboard.press('Escape');
		await expect(dialog).toBeHidden();
	}
});

test(
	'a large file is read by a Worker, which takes it as it is, and not by the page',
	{ tag: '@file' },
	async ({ open }) => {
		const page = await open();
		const lines = Array.from({ length: 20_000 }, (_, at) => JSON.stringify({ at, note: 'x'.repeat(150) }));
		const about = { workspace: crypto.randomUUID(), name: 'Large', savedAt: 1 };
		const dialog = fileDialog(page);
		await page.evaluate(() => {
			for (const name of ['text', 'arrayBuffer'] as const) {
				const read: () => Promise<unknown> = Blob.prototype[name];
				const value = function (this: Blob) {
					return this.size > 1_000_000 ? Promise.reject(new Error('in the page')) : read.call(this);
				};
				Object.defineProperty(Blob.prototype, name, { value });
			}
		});
		const started = page.waitForEvent('worker');
		await dropFile(page, writeWorkspaceFile(about, lines));
		const ended = (await started).waitForEvent('close');
		await expect(dialog).toContainText(/^.*A whole workspace, Large: 0 organizations, 20,000 entries, saved/);
		await ended;
		await dropFile(page, 'Nothing of this app.\n'.repeat(200_000));
		await expect(dialog.getByRole('alert')).toHaveText('Grantbook did not write this.');
	}
);

/** Takes rows away under the app: all of a store, in every database whose name begins so. */
const clearStore = (page: Page, database: string, store: string) =>
	page.evaluate(
		async ([beginning, store]) => {
			for (const { name } of await indexedDB.databases()) {
				if (!name?.startsWith(beginning)) continue;
				const opened = await new Promise<IDBDatabase>((done) => {
					const request = indexedDB.open(name);
					request.onsuccess = () => done(request.result);
				});
				const transaction = opened.transaction(store, 'readwrite');
				transaction.objectStore(store).clear();
				await new Promise((done) => (transaction.oncomplete = done));
				opened.close();
			}
		},
		[database, store] as const
	);

test.describe('while a workspace is open', () => {
	// What is stored is taken away from under the page, which outlives a page of the shared context.
	test.use({ ownContext: true });

	test('content, keys or the list entry that are lost are stored anew, and it is said', async ({ open }) => {
		const page = await open();
		await openScenario(page, scenario);
		await saved(page);
		const told = page.getByRole('alert').filter({ hasText: 'What was stored was lost while this was open' });
		const { origin } = new URL(page.url());

		const there = async (name: string) => {
			await addOrganization(page, name);
			await saved(page);
			await expect(told).toBeVisible();
			await expect(told.getByRole('button', { name: 'Save a file' })).toBeVisible();
			await page.reload();
			await expect(organization(page, name)).toBeVisible();
			await saved(page);
			// The keys are there too: it is no view of somebody else's.
			await expect(actsAs(page)).toBeVisible();
			await expect(told).toBeHidden();
		};

		const session = await page.context().newCDPSession(page);
		await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
		await there('Bravo');
		await clearStore(page, 'grantbook-workspace-', 'updates');
		await there('Charlie');
		await clearStore(page, 'grantbook-keys', 'keys');
		await there('Delta');
		await page.evaluate(() => indexedDB.deleteDatabase('grantbook'));
		await there('Echo');
		await page.evaluate(async () => {
			for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!);
		});
		await there('Foxtrot');
		await goHome(page);
		await expect(listed(page)).toHaveText([scenario]);
	});
});
