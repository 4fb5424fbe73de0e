/** Exports for authorization engines, in a thread of their own. */
import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expectNoAxeViolationsEither } from './accessibility';
import { openFinished } from './chains-steps';
import { expect, test } from './fixtures';
import type { Engines } from './harness/engines';
import { harnessAddress } from './harness-address';
import { load } from './visit';
import { withoutDialogs } from './without-dialogs';

declare global {
	interface Window {
		engines: Engines;
	}
}

test('an export is written and read in Workers, not in the page', async ({ page }) => {
	await load(page, await harnessAddress('harness'));
	await page.waitForFunction(() => 'engines' in window);
	const told = await page.evaluate(() => window.engines.roundTrip(3));
	expect(told).toEqual({ named: ['O0', 'O1', 'O2', 'O3'], grants: [3, 3], workers: 2 });
});

test(
	'a setup is exported from Settings, and a second export holds the difference',
	{ tag: '@file' },
	async ({ open, page: window }) => {
		await withoutDialogs(window);
		const page = await open();
		await openFinished(page, 'Upstream factory makes PCBAs');
		const settings = async () => {
			await page.keyboard.press('g');
			await page.keyboard.press('s');
			await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
			await page.getByRole('button', { name: 'Export to an engine' }).click();
			return page.getByRole('dialog', { name: 'Export to an authorization engine' });
		};
		const filesOf = async (dialog: Locator) => {
			const saving = page.waitForEvent('download');
			await dialog.getByRole('button', { name: 'Export', exact: true }).click();
			const path = await (await saving).path();
			return { path, files: unzipSync(readFileSync(path)) };
		};

		const dialog = await settings();
		await expectNoAxeViolationsEither(page);
		const first = await filesOf(dialog);
		const folders = new Set(Object.keys(first.files).map((name) => name.split('/')[0]));
		expect([...folders].sort()).toEqual(['casbin', 'cedar', 'openfga', 'spicedb']);
		await expect(dialog.getByText(/^OpenFGA: \d+ organizations, \d+ products, \d+ grants$/)).toBeVisible();
		await dialog.getByRole('button', { name: 'Close' }).click();

		await page.getByRole('link', { name: 'Authorization', exact: true }).first().click();
		await page.getByRole('link', { name: 'Manage' }).first().click();
		await page.getByRole('button', { name: 'Revoke', exact: true }).first().click();
		await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();

		const again = await settings();
		for (const engine of ['OpenFGA', 'Cedar', 'Casbin'])
			await again.getByRole('checkbox', { name: engine }).uncheck();
		const choosing = page.waitForEvent('filechooser');
		await again.getByRole('button', { name: 'Choose an earlier export' }).click();
		await (
			await choosing
		).setFiles({ name: 'earlier.zip', mimeType: 'application/zip', buffer: readFileSync(first.path) });
		await expect(again.getByText('Difference to earlier.zip')).toBeVisible();
		const second = await filesOf(again);
		await expect(
			again.getByText(/^Since the earlier export: 0 statements to write, [1-9]\d* to delete\.$/)
		).toBeVisible();
		expect(Object.keys(second.files).filter((name) => name.includes('/changes/'))).not.toEqual([]);
	}
);
