/** Exports for authorization engines, in a thread of their own. */
import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expectNoAxeViolationsEither } from './accessibility';
import { openFinished } from './chains-steps';
import { expect, test } from './fixtures';
import type { Engines } from './harness/engines';
import { goHome } from './home-steps';
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
			again.getByText(/^Since the earlier export, statements to write: 0, to delete: [1-9]\d*\.$/)
		).toBeVisible();
		expect(Object.keys(second.files).filter((name) => name.includes('/changes/'))).not.toEqual([]);
	}
);

/** Who holds what in an export, by PID and account. */
function tableIn(files: Record<string, Uint8Array>): string[] {
	const text = (name: string) => strFromU8(files[`casbin/${name}`]!);
	const names = JSON.parse(text('names.json')) as {
		organizations: Record<string, { account: string }>;
		products: Record<string, { pid: string }>;
	};
	return text('table.csv')
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => {
			const [product = '', organization = '', ...rest] = line.split(',');
			return [names.products[product]!.pid, names.organizations[organization]!.account, ...rest].join(' ');
		})
		.sort();
}

test(
	'what was exported opens as a new workspace with the same effective table, and a broken one changes nothing',
	{ tag: '@file' },
	async ({ open, page: window }) => {
		await withoutDialogs(window);
		const page = await open();
		const dialog = page.getByRole('dialog', { name: 'Export to an authorization engine' });
		const exported = async () => {
			await page.keyboard.press('g');
			await page.keyboard.press('s');
			await page.getByRole('button', { name: 'Export to an engine' }).click();
			const saving = page.waitForEvent('download');
			await dialog.getByRole('button', { name: 'Export', exact: true }).click();
			const buffer = readFileSync(await (await saving).path());
			return { buffer, table: tableIn(unzipSync(buffer)) };
		};
		await openFinished(page, 'Upstream factory makes PCBAs');
		const first = await exported();
		await dialog.getByText('Save files one by one').last().click();
		const saving = page.waitForEvent('download');
		await dialog.getByRole('button', { name: 'policy.csv' }).click();
		const policy = readFileSync(await (await saving).path());
		expect(policy.toString()).toBe(strFromU8(unzipSync(first.buffer)['casbin/policy.csv']!));
		await dialog.getByRole('button', { name: 'Close' }).click();
		await goHome(page);

		const choose = async (...files: { name: string; buffer: Buffer }[]) => {
			const choosing = page.waitForEvent('filechooser');
			await page.getByRole('button', { name: /^(Open|Choose) a file$/ }).click();
			await (
				await choosing
			).setFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));
		};
		const opened = page.getByRole('dialog', { name: 'Open a file' });
		await choose({ name: 'export.zip', buffer: first.buffer.subarray(0, 9_000) });
		await expect(opened.getByRole('alert')).toHaveText(/The end of the zip file is missing/);
		await page.keyboard.press('Escape');
		await choose({ name: 'policy.csv', buffer: policy });
		await expect(
			opened.getByText(/^Casbin: \d+ organizations, .* statements of the engine\.$/)
		).toBeVisible();
		await expect(opened.getByText(/organizations are called by their ids/)).toBeVisible();
		await page.keyboard.press('Escape');

		await choose({ name: 'export.zip', buffer: first.buffer });
		await opened.getByRole('radio', { name: 'SpiceDB' }).check();
		await expect(opened.getByText(/^SpiceDB: \d+ organizations, /)).toBeVisible();
		await expectNoAxeViolationsEither(page);
		await opened.getByRole('button', { name: 'Make the workspace' }).click();
		await expect(opened).toBeHidden();
		await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
		const second = await exported();
		expect(first.table.length).toBeGreaterThan(8);
		expect(second.table).toEqual(first.table);
	}
);
