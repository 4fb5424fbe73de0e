/** Device logs: simulated, imported, queried and exported; read by those who hold View Logs. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './accessibility';
import { expect, test } from './fixtures';
import { actAs, closedOperation, openProduct, operation, registerDevice, rowNamed } from './products-steps';
import { dropFile } from './sharing-steps';
import { development } from './starts';

const count = (page: Page) => page.getByRole('status').filter({ hasText: /lines?$/ });

async function openLogs(page: Page) {
	await openProduct(page, 'Doorbell D2');
	await operation(page, 'Device Logs').click();
	await expect(page.getByText('It is not secrecy')).toBeVisible();
}

async function choose(page: Page, name: string, buffer: Buffer) {
	await page.getByRole('button', { name: 'Import CSV' }).click();
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
	await dialog.getByRole('button', { name: 'Generate 20,000 lines' }).click();
	await expect(dialog).toBeHidden({ timeout: 30_000 });
	await expect(count(page)).toHaveText('20,000 lines');

	// Of 20,000 lines only those in sight are there.
	const grid = page.getByRole('grid', { name: 'Log lines' });
	await expect(grid).toHaveAttribute('aria-rowcount', '20001');
	expect(await grid.getByRole('row').count()).toBeLessThan(90);

	await page.getByRole('combobox', { name: 'Device' }).selectOption('BELL-2');
	await expect(count(page)).toHaveText('10,000 lines');
	await page.getByRole('combobox', { name: 'Type' }).selectOption('Error');
	await expect(count(page)).not.toHaveText('10,000 lines');
	const from = page.getByRole('textbox', { name: 'From', exact: true });
	await from.pressSequentially('2100-01-31');
	await expect(from).toHaveValue('2100-01-31');
	await page.getByRole('button', { name: 'From: choose a day' }).press('Enter');
	await expect(page.getByRole('button', { name: /January 31, 2100/ })).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	await expect(from).toHaveValue('2100-02-01');
	await expect(page.getByRole('heading', { name: 'No line matches' })).toBeVisible();
	await page.reload();
	await page.getByRole('button', { name: 'Show all lines' }).click();
	await expect(count(page)).toHaveText('20,000 lines');
});

test('a CSV of others: what is found is shown and changed, refused lines come back mended, and what is exported reads back', async ({
	begin
}) => {
	const page = await begin(development);
	await openLogs(page);
	await registerDevice(page, '+861');
	const csv = [
		'sep=;',
		'Wann;Stufe;Meldung;Gerät;Volt',
		'01/03/2026 9:30 PM;NOTICE;Lüfter läuft;+861;3',
		'yesterday;info;too vague;+861;3',
		'02/03/2026 9:31 PM;info;"never closed;+861;3',
		"03/03/2026 9:32 PM;LOUD;'=HYPERLINK(1);'+861;3"
	].join('\r\n');
	const dialog = await choose(page, 'log.csv', Buffer.from(csv, 'latin1'));
	await expect(dialog.getByRole('combobox', { name: 'Encoding' })).toHaveValue('windows-1252');
	await expect(dialog.getByRole('combobox', { name: 'Encoding' })).toHaveAccessibleDescription(/^Guessed/);
	const lines = dialog.getByRole('region', { name: 'First lines' });
	await expect(lines).toContainText('Lüfter läuft');
	const write = dialog.getByRole('button', { name: /^Import \d/ });
	await expect(write).toHaveAttribute('aria-disabled', 'true');
	const time = dialog.getByRole('combobox', { name: 'Time', exact: true });
	await expect(time).toHaveAccessibleDescription(/^No column has a name that is known/);
	await time.selectOption('Wann');
	const order = dialog.getByRole('combobox', { name: 'Order of dates' });
	await expect(order).toHaveAccessibleDescription(/whether the day or the month comes first/);
	await expectNoAxeViolations(page);
	await order.selectOption('Day, month, year');
	await dialog.getByRole('combobox', { name: /^Time zone/ }).selectOption('Asia/Shanghai');
	const loud = dialog.getByRole('combobox', { name: 'loud (1 line)' });
	await loud.focus();
	await loud.selectOption('Error');
	await expect(dialog.getByText('2 lines are ready')).toBeVisible();
	await expect(loud).toBeFocused();
	await expect(dialog.getByText('Not imported: Volt.')).toBeVisible();
	await expect(dialog.getByText('The first line states the separator')).toBeVisible();
	const problems = dialog.getByRole('grid', { name: 'Problem' });
	await expect(rowNamed(problems, '4')).toContainText('“yesterday” is not a time');
	await expect(rowNamed(problems, '5')).toContainText('never closed');
	await expectNoAxeViolations(page);
	const saving = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Save these lines' }).click();
	const refused = readFileSync(await (await saving).path(), 'utf8');
	expect(refused).toContain('Wann,Stufe,Meldung,Gerät,Volt');
	await write.click();
	await expect(dialog).toBeHidden();
	await expect(count(page)).toHaveText('2 lines');

	const mended = refused.replace('yesterday', '04/03/2026 9:30 AM');
	const back = await choose(page, 'log-problems.csv', Buffer.from(mended));
	await expect(back.getByText('Read as you chose before')).toBeVisible();
	await back.getByRole('button', { name: 'Import 2 lines' }).click();
	await expect(count(page)).toHaveText('4 lines');

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export as CSV' }).click();
	const exported = readFileSync(await (await download).path(), 'utf8');
	expect(exported).toContain("'=HYPERLINK(1)");
	expect(exported).toContain("'+861");
	// Dropped anywhere while the dialog is open, it is chosen too.
	const again = page.getByRole('dialog', { name: 'Import CSV' });
	await page.getByRole('button', { name: 'Import CSV' }).click();
	await dropFile(page, exported, 'again.csv');
	await expect(again.getByText('4 lines are in the log already')).toBeVisible();
	await again.getByRole('checkbox', { name: /^Import lines once more/ }).check();
	await again.getByRole('button', { name: 'Import 4 lines' }).click();
	await expect(count(page)).toHaveText('8 lines');

	const workbook = await choose(page, 'log.xlsx', Buffer.from('PK\x03\x04'));
	await expect(workbook.getByRole('alert')).toContainText('Save it there as CSV');
});

test('who holds View Logs reads, and brings nothing in; who does not is told', async ({ begin }) => {
	const page = await begin(development);
	await openProduct(page, 'Camera C1');
	await actAs(page, 'Terra Manufacturing');
	await operation(page, 'Device Logs').click();
	await expect(page.getByRole('heading', { name: 'Log lines' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Register device' })).toBeHidden();
	await expect(page.getByRole('button', { name: 'Import CSV' })).toBeHidden();
	await actAs(page, 'Pine R&D');
	await expect(closedOperation(page, 'Device Logs')).toHaveAccessibleDescription(/This needs View Logs/);
});
