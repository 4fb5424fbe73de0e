/** Trouble with what is stored, as a person meets it: said loudly where they are, with what they can do about it. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './accessibility';
import { placeOf } from './authorization-steps';
import { expect, test, type Start } from './fixtures';
import { actingAs, goHome, listed, openScenario, saved } from './home-steps';
import { withoutDialogs } from './without-dialogs';

const purchases = 'Factory purchases for a brand owner';
const begun: Start = { name: purchases, make: (page) => openScenario(page, purchases) };

async function savedFile(page: Page, button: string): Promise<string> {
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: button }).first().click();
	return readFileSync(await (await downloading).path(), 'utf8');
}

/** Closes the workspace, whose id it answers; ends on the first page. */
async function closeWorkspace(page: Page): Promise<string> {
	const { workspace } = placeOf(page);
	await goHome(page);
	await expect(listed(page)).toHaveText([purchases]);
	return workspace;
}

const openListed = (page: Page): Promise<void> => page.getByRole('link', { name: purchases }).click();

/** Changes a value in a workspace's database behind the app's back. */
const put = (page: Page, workspace: string, store: string, value: number | 'garbage', key?: string) =>
	page.evaluate(
		async ([name, store, value, key]) => {
			const database = await new Promise<IDBDatabase>((done, fail) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => done(request.result);
				request.onerror = () => fail(request.error!);
			});
			const transaction = database.transaction(store, 'readwrite');
			const written = value === 'garbage' ? new Uint8Array(200).fill(255) : value;
			transaction.objectStore(store).put(written, key);
			await new Promise((done) => (transaction.oncomplete = done));
			database.close();
		},
		[`grantbook-workspace-${workspace}`, store, value, key] as const
	);

test.describe('on a small disk', () => {
	// The limit is the context's.
	test.use({ ownContext: true });

	test('a full disk is said loudly, a file saves everything, and it is tried again', async ({
		page,
		open
	}) => {
		await withoutDialogs(page);
		await open();
		const session = await page.context().newCDPSession(page);
		const { origin } = new URL(page.url());
		await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 });
		await openScenario(page, 'Supply network', 'Open');

		const alert = page.getByRole('alert').filter({ hasText: 'Your changes are not saved' });
		await expect(alert).toContainText('The disk is full');
		await expect(page.getByRole('banner').getByText('Not saved', { exact: true })).toBeVisible();
		await expectNoAxeViolations(page);
		const lines = (await savedFile(page, 'Save a file')).trim().split('\n');
		expect(lines.length).toBeGreaterThan(800);
		expect(JSON.parse(lines[0]!)).toMatchObject({ grantbook: 'workspace', entries: lines.length - 1 });
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(page.getByText('Still not saved.')).toBeVisible();

		await session.detach();
		await page.getByRole('button', { name: 'Try again' }).click();
		await saved(page);
		await expect(alert).toBeHidden();
		await page.reload();
		await expect(actingAs(page, 'Lumen Home')).toBeVisible();
		await page.getByRole('link', { name: 'Products', exact: true }).first().click();
		await expect(
			page.getByText('28', { exact: true }).or(page.getByText('28 products')).first()
		).toBeVisible();
	});
});

test('a piece that cannot be read is set aside: it is said, and can be saved as a file', async ({
	page,
	begin
}) => {
	await withoutDialogs(page);
	await begin(begun);
	const workspace = await closeWorkspace(page);
	await put(page, workspace, 'updates', 'garbage');
	await openListed(page);
	const notice = page.getByRole('alert').filter({ hasText: 'could not be read' });
	await expect(notice).toBeVisible();
	await expect(actingAs(page, 'Lumen Home')).toBeVisible();
	await expectNoAxeViolations(page);
	const file = JSON.parse(await savedFile(page, 'Save what was set aside')) as { rows: unknown[] };
	expect(file.rows).toHaveLength(1);

	await notice.getByRole('button', { name: 'Understood' }).click();
	await expect(notice).toBeHidden();
	await page.reload();
	await expect(actingAs(page, 'Lumen Home')).toBeVisible();
	await expect(notice).toBeHidden();
});

test('a workspace of a newer version is read-only, and says so where one tries to change it', async ({
	begin
}) => {
	const page = await begin(begun);
	const workspace = await closeWorkspace(page);
	await put(page, workspace, 'meta', 2, 'schema');
	await openListed(page);
	await expect(page.getByText('This workspace is read-only')).toBeVisible();
	await expect(page.getByRole('banner').getByText('Read-only', { exact: true })).toBeVisible();
	await expectNoAxeViolations(page);
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill('orbit@example.com');
	await page.getByRole('textbox', { name: 'Partner Name' }).fill('Orbit');
	await page.getByRole('textbox', { name: 'Partner Name' }).press('Enter');
	await expect(
		page
			.getByRole('main')
			.getByText(/newer version/)
			.last()
	).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: /Confirm Authorized Account/ })).toBeVisible();
});

test('what cannot be opened is never shown as empty, and there is a way back', async ({ begin }) => {
	const page = await begin(begun);
	const workspace = await closeWorkspace(page);
	await page.evaluate(async (name) => {
		await new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done));
		await new Promise<void>((done) => {
			const request = indexedDB.open(name, 7);
			request.onupgradeneeded = () => request.result.createObjectStore('somebody-elses');
			request.onsuccess = () => {
				request.result.close();
				done();
			};
		});
	}, `grantbook-workspace-${workspace}`);
	await openListed(page);
	await expect(page.getByRole('alert').filter({ hasText: 'could not be opened' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Create your organization' })).toBeHidden();
	await expectNoAxeViolations(page);
	await page.getByRole('link', { name: 'All workspaces', exact: true }).click();
	await expect(listed(page)).toHaveText([purchases]);
});

test('a window that holds the workspace back is named, and opening goes on when it lets go', async ({
	begin,
	open,
	context
}) => {
	const page = await begin(begun);
	const workspace = await closeWorkspace(page);
	const other = await open('/', await context.newPage());
	await other.evaluate(async (name) => {
		// This connection does not close when it is asked to, so the upgrade waits, and everybody behind it.
		const held = await new Promise<IDBDatabase>((done) => {
			const request = indexedDB.open(name);
			request.onsuccess = () => done(request.result);
		});
		const upgrade = indexedDB.open(name, held.version + 1);
		upgrade.onsuccess = () => upgrade.result.close();
		Object.assign(window, { letGo: () => held.close() });
	}, `grantbook-workspace-${workspace}`);
	await openListed(page);
	await expect(page.getByText('Another window keeps this workspace')).toBeVisible();
	await other.evaluate(() => (window as unknown as { letGo(): void }).letGo());
	await expect(actingAs(page, 'Lumen Home')).toBeVisible();
	await saved(page);
});

test('a workspace deleted in another window is said to be gone', async ({ begin, open, context }) => {
	const page = await begin(begun);
	const other = await open('/', await context.newPage());
	await other.getByRole('button', { name: `More for ${purchases}` }).click();
	await other.getByRole('menuitem', { name: 'Delete' }).click();
	await other.getByRole('button', { name: 'Delete workspace' }).click();
	await expect(listed(other)).toHaveCount(0);
	await expect(page.getByRole('heading', { name: 'This workspace was deleted' })).toBeVisible();
	await page.getByRole('link', { name: 'All workspaces', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Begin with a scenario' })).toBeVisible();
});
