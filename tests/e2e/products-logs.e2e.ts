/** Device logs: simulated, imported, queried and exported; read by those who hold View Logs. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { actAs, closedOperation, openProduct, operation, registerDevice, rowNamed } from './products-steps';
import { development } from './starts';

const count = (page: Page) => page.getByRole('status').filter({ hasText: /lines?$/ });

async function openLogs(page: Page) {
	await openProduct(page, 'Doorbell D2');
	await operation(page, 'Device Logs').click();
	await expect(page.getByText('It is not secrecy')).toBeVisible();
}

async function choose(page: Page, name: string, csv: string) {
	await page.getByRole('button', { name: 'Import CSV' }).click();
	const buffer = Buffer.from(csv);
	await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer });
	return page.getByRole('dialog', { name: 'Import CSV' });
}

test('the owner registers devices, simulates their logs, and asks for some of the lines', async ({
	begin
}) => {
	const page = await begin(development);
	await openLogs(page);
	await registerDevice(page, 'BELL-1');
	await registerDevice(page, 'BELL-2');
	await page.getByRole('button', { name: 'Register device' }).click();
	const register = page.getByRole('dialog', { name: 'Register device' });
	await register.getByRole('textbox', { name: 'Serial number' }).fill('bell-1');
	await register.getByRole('button', { name: 'Register device' }).click();
	await expect(register.getByRole('textbox', { name: 'Serial number' })).toBeFocused();
	await expect(register.getByRole('textbox', { name: 'Serial number' })).toHaveAccessibleDescription(
		/bell-1/
	);
	await page.keyboard.press('Escape');

	await page.getByRole('button', { name: 'Simulate logs' }).click();
	const dialog = page.getByRole('dialog', { name: 'Simulate logs' });
	await dialog.getByRole('textbox', { name: 'Lines per device' }).fill('10000');
	await dialog.getByRole('textbox', { name: 'Seed' }).fill('bell');
	await dialog.getByRole('button', { name: 'Generate 20000 lines' }).click();
	await expect(dialog).toBeHidden({ timeout: 30_000 });
	await expect(count(page)).toHaveText('20000 lines');

	// Of 20,000 lines only those in sight are there.
	const grid = page.getByRole('grid', { name: 'Log lines' });
	await expect(grid).toHaveAttribute('aria-rowcount', '20001');
	expect(await grid.getByRole('row').count()).toBeLessThan(60);

	await page.getByRole('combobox', { name: 'Device' }).selectOption('BELL-2');
	await expect(count(page)).toHaveText('10000 lines');
	await page.getByRole('combobox', { name: 'Type' }).selectOption('Error');
	await expect(count(page)).not.toHaveText('10000 lines');
	await page.getByLabel('From').fill('2100-01-01');
	await expect(page.getByRole('heading', { name: 'No line matches' })).toBeVisible();
	await page.reload();
	await page.getByRole('link', { name: 'Show all lines' }).click();
	await expect(count(page)).toHaveText('20000 lines');
});

test('a CSV with broken lines: each is told, the others come in, and what is exported reads back', async ({
	begin
}) => {
	const page = await begin(development);
	await openLogs(page);
	await registerDevice(page, 'BELL-1');

	// What is no log at all is refused in words.
	const none = await choose(page, 'prices.csv', 'name,price\nlamp,9\n');
	await expect(none.getByText('0 lines are ready')).toBeVisible();
	await expect(rowNamed(none, '1')).toContainText('neither a header');
	const write = none.getByRole('button', { name: 'Import 0 lines' });
	await expect(write).toHaveAttribute('aria-disabled', 'true');
	await page.keyboard.press('Escape');
	await expect(none).toBeHidden();

	const csv = [
		'time,type,message,serial',
		'2026-03-01T09:30:00Z,info,started,BELL-1',
		'yesterday,info,too vague,BELL-1',
		'2026-03-01T09:31:00Z,info,"never closed,BELL-1',
		'2026-03-01T09:32:00Z,warning,=HYPERLINK(1),BELL-1',
		'2026-03-01T09:33:00Z,info,elsewhere,BELL-9'
	].join('\r\n');
	const dialog = await choose(page, 'log.csv', csv);
	await expect(dialog.getByText('2 lines are ready')).toBeVisible();
	await expect(dialog.getByText('3 lines have a problem')).toBeVisible();
	await expect(rowNamed(dialog, '3')).toContainText('“yesterday” is not a time');
	await expect(rowNamed(dialog, '4')).toContainText('never closed');
	await expect(rowNamed(dialog, '6')).toContainText('BELL-9');
	const saving = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Save these lines' }).click();
	expect(readFileSync(await (await saving).path(), 'utf8')).toContain('too vague');
	await dialog.getByRole('button', { name: 'Import 2 lines' }).click();
	await expect(dialog).toBeHidden();
	await expect(count(page)).toHaveText('2 lines');

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export as CSV' }).click();
	const exported = readFileSync(await (await download).path(), 'utf8');
	expect(exported).toContain("'=HYPERLINK(1)");
	await page.getByRole('button', { name: 'Undo' }).first().click();
	await expect(page.getByRole('heading', { name: 'No log line yet' })).toBeVisible();
	const again = await choose(page, 'again.csv', exported);
	await again.getByRole('button', { name: 'Import 2 lines' }).click();
	await expect(page.getByRole('grid', { name: 'Log lines' })).toContainText('=HYPERLINK(1)');
});

test('who holds View Logs reads, and brings nothing in; who does not is told', async ({ begin }) => {
	const page = await begin(development);
	await openProduct(page, 'Camera C1');
	await actAs(page, 'Pine R&D');
	await operation(page, 'Device Logs').click();
	await expect(page.getByRole('heading', { name: 'Log lines' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Register device' })).toBeHidden();
	await expect(page.getByRole('button', { name: 'Import CSV' })).toBeHidden();
	await actAs(page, 'Mica Studio');
	await expect(closedOperation(page, 'Device Logs')).toHaveAccessibleDescription(/It takes View Logs/);
});
