/** What a person is shown where a copy of a browser, or a partner that leaves something out, makes a history odd. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { startBlank } from './authorization-steps';
import { goTo } from './purchase-steps';
import { chooseFile, heading, mergeChosen, openChosen, openShare, savedForPartner } from './sharing-steps';
import { expect, test as base } from './two-browsers';
import { visit } from './visit';
import { withoutDialogs } from './without-dialogs';

const workspace = 'My workspace';

interface Fixtures {
	/** Starts a browser, on what another one that is closed has kept where it is given. */
	start: (from?: string) => Promise<{ page: Page; folder: string; close: () => Promise<void> }>;
}

const test = base.extend<Fixtures>({
	start: async ({ playwright, launchOptions, contextOptions, viewport, locale, home, faults }, use) => {
		const folders: string[] = [];
		const closing: (() => Promise<void>)[] = [];
		await use(async (from) => {
			const folder = mkdtempSync(join(tmpdir(), 'grantbook-copy-'));
			folders.push(folder);
			if (from !== undefined) cpSync(from, folder, { recursive: true });
			const options = { ...contextOptions, ...launchOptions, viewport, locale };
			const context = await playwright.chromium.launchPersistentContext(folder, options);
			faults.watch(context);
			await withoutDialogs(context);
			const page = context.pages()[0] ?? (await context.newPage());
			await visit(page, `${home}#/`);
			const close = () => context.close();
			closing.push(close);
			return { page, folder, close };
		});
		for (const close of closing) await close();
		for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	}
});

async function addProduct(page: Page, name: string): Promise<void> {
	await goTo(page, 'Products');
	await page.getByRole('button', { name: 'Add product' }).first().click();
	const dialog = page.getByRole('dialog', { name: 'Add product' });
	await dialog.getByRole('textbox', { name: 'Product name' }).fill(name);
	await dialog.getByRole('button', { name: 'Add product' }).click();
	await expect(page.getByRole('rowheader', { name })).toBeVisible();
}

async function saved(page: Page): Promise<string> {
	await openShare(page);
	return savedForPartner(page);
}

test('a copied browser signs under the same number: both entries are shown, kept, and saved as proof', async ({
	start
}) => {
	const first = await start();
	await startBlank(first.page, 'Nova Brand');
	await expect(first.page.getByText('Saved', { exact: true })).toBeVisible();
	await first.close();
	const [one, other] = [await start(first.folder), await start(first.folder)];
	for (const [{ page }, product] of [
		[one, 'Desk Lamp'],
		[other, 'Floor Lamp']
	] as const) {
		await page.getByRole('link', { name: workspace }).first().click();
		await expect(heading(page, 'Authorization')).toBeVisible();
		await addProduct(page, product);
	}
	const text = await saved(one.page);
	await openShare(other.page);
	await chooseFile(other.page, 'Open file', text);
	await mergeChosen(other.page, 'new entr');
	const { page } = other;
	await page.getByRole('link', { name: 'Look at the proof' }).click();
	const forks = page.getByRole('region', { name: 'Two entries under one number' });
	await expect(forks).toContainText('Desk Lamp');
	await expect(forks).toContainText('Floor Lamp');
	await expectNoAxeViolationsEither(page);
	const downloading = page.waitForEvent('download');
	await forks.getByRole('button', { name: 'Save as proof' }).click();
	await downloading;
	// A new key ends it, and nothing is lost by it.
	await page.getByRole('button', { name: 'Give this browser a new key' }).click();
	await expect(page.getByText('This browser has a new key for Nova Brand.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Look at the proof' })).toBeHidden();
	await expect(forks.getByText('It is no sign of a further copy.')).toHaveCount(1);
	await addProduct(page, 'Wall Lamp');
	await expect(page.getByRole('button', { name: 'Give this browser a new key' })).toBeHidden();
	await goTo(page, 'Products');
	for (const name of ['Desk Lamp', 'Floor Lamp', 'Wall Lamp'])
		await expect(page.getByRole('rowheader', { name })).toBeVisible();
});

test('what a partner leaves out of a file is told as missing, until it comes', async ({
	open,
	home,
	partner
}) => {
	const page = await open();
	const { organization } = await startBlank(page, 'Nova Brand');
	for (const name of ['Desk Lamp', 'Floor Lamp']) await addProduct(page, name);
	const whole = await saved(page);
	const file = JSON.parse(whole) as { entries: string[] };
	const left = { ...file, entries: file.entries.filter((entry) => !entry.includes('Desk Lamp')) };
	expect(left.entries).toHaveLength(file.entries.length - 1);

	await visit(partner, home);
	await chooseFile(partner, 'Open a file', JSON.stringify(left));
	await openChosen(partner, workspace);
	await expect(heading(partner, 'Authorization')).toBeVisible();
	const [, , id] = new URL(partner.url()).hash.split('/');
	await visit(partner, `${home}#/w/${id}/${organization}/diagnostics`);
	const missing = partner.getByRole('region', { name: 'Missing entries' });
	await expect(missing).toContainText('Nova Brand');
	await expectNoAxeViolationsEither(partner);

	await openShare(partner);
	await chooseFile(partner, 'Open file', whole);
	await mergeChosen(partner, '1 new entry');
	await visit(partner, `${home}#/w/${id}/${organization}/diagnostics`);
	await expect(partner.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(missing).toBeHidden();
});
