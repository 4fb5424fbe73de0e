/** Tables: a file becomes a draft and comes out again, and cells that are pasted are added or answered. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { placeOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { nova, upstream } from './starts';
import { withoutDialogs } from './without-dialogs';

test.beforeEach(({ page }) => withoutDialogs(page));

/** What a button lets the browser save. */
async function saved(page: Page, button: Locator): Promise<string> {
	const downloading = page.waitForEvent('download');
	await button.click();
	return readFileSync(await (await downloading).path(), 'utf8');
}

async function chosen(page: Page, entry: string): Promise<Locator> {
	await page.getByRole('button', { name: 'Table', exact: true }).click();
	await page.getByRole('menuitem', { name: entry }).click();
	return page.getByRole('dialog');
}

async function paste(dialog: Locator, cells: string): Promise<void> {
	await dialog.getByRole('textbox', { name: 'Or paste cells of a spreadsheet' }).fill(cells);
	await dialog.getByRole('button', { name: 'Read the cells' }).click();
}

test(
	'products of a file become a draft, what is refused comes back, and applied they are written as they were read',
	{ tag: '@file' },
	async ({ begin, open }) => {
		const page = await begin(nova);
		const { workspace, organization } = placeOf(page);
		await open(`/w/${workspace}/${organization}/products`);
		const dialog = await chosen(page, 'Read a table…');
		const text = 'pid,name,category\r\nlamp-1,Desk Lamp,Lighting\r\nlamp-1,Lamp,\r\nlamp-2,=Lamp,\r\n';
		const file = (content: string) => ({
			name: 'products.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(content)
		});
		await dialog.getByLabel('CSV file').setInputFiles(file('<!doctype html>\n<table>'));
		await expect(dialog.getByRole('alert')).toContainText('Line 1: this is a web page, not a table.');
		await dialog.getByLabel('CSV file').setInputFiles(file(text));
		await expect(dialog.getByRole('status').first()).toContainText('Lines that add something: 2');
		await expect(dialog.getByRole('grid').getByRole('row', { name: /^3/ })).toContainText(
			'Line 2 is about the same already.'
		);
		await expectNoAxeViolationsEither(page);
		expect(await saved(page, dialog.getByRole('button', { name: 'Save these lines' }))).toBe(
			'\ufeffpid,name,category,problem\r\nlamp-1,Lamp,,Line 2 is about the same already. Leave one of them out.'
		);
		await dialog.getByRole('button', { name: 'Make the draft' }).click();
		await page.getByRole('button', { name: 'Apply…' }).click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: /^Apply \d+ change/ })
			.click();
		await expect(page.getByText(/From a table applied/)).toBeVisible();

		await open(`/w/${workspace}/${organization}/products`);
		await expect(page.getByRole('rowheader', { name: 'Desk Lamp' })).toBeVisible();
		const saving = await chosen(page, 'Save as table…');
		const out = await saved(page, saving.getByRole('button', { name: 'Save the table' }));
		expect(out.split('\r\n').map((line) => line.split(',').slice(0, 4).join())).toEqual([
			...[
				'\ufeffpid,name,category,origin',
				'lamp-1,Desk Lamp,Lighting,proprietary',
				"lamp-2,'=Lamp,,proprietary"
			]
		]);
	}
);

test(
	'pasted partners are added by one draft, and pasted questions are answered as one table',
	{ tag: '@file' },
	async ({ begin, open }) => {
		const page = await begin(upstream);
		const { workspace, organization } = placeOf(page);
		await open(`/w/${workspace}/${organization}/authorization/add`);
		const dialog = await chosen(page, 'Read a table…');
		await paste(dialog, 'Nova Brands\tnova@example.com\nTerra\tterra@example.com\n');
		await expect(dialog.getByRole('status').first()).toContainText('Lines that add something: 2');
		await dialog.getByRole('checkbox', { name: 'Create organizations that are not there' }).uncheck();
		await expect(dialog.getByRole('grid').getByRole('row', { name: /^1/ })).toContainText(
			'No organization here has the account'
		);
		await dialog.getByRole('checkbox', { name: 'Create organizations that are not there' }).check();
		await dialog.getByRole('button', { name: 'Make the draft' }).click();
		await page.getByRole('button', { name: 'Apply…' }).click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: /^Apply \d+ change/ })
			.click();
		await expect(page.getByText(/From a table applied/)).toBeVisible();

		await open(`/w/${workspace}/${organization}/ask`);
		await page.getByRole('button', { name: 'Ask a table' }).click();
		const asking = page.getByRole('dialog');
		await paste(
			asking,
			'organization\tpermission\tproduct\nTerra\tpurchase\tThermostat T1\nAria Living\tpurchase\tThermostat T1\nNobody\tpurchase\tx\n'
		);
		await expect(asking.getByRole('status').first()).toContainText('Yes: 1. No: 1.');
		await expectNoAxeViolationsEither(page);
		const answers = await saved(page, asking.getByRole('button', { name: 'Save the answers' }));
		expect(answers).toContain('terra@example.com,purchase,');
		expect(answers).toContain(',no,not-held,no,,');
		expect(answers).toContain(',yes,,yes,0,');
		expect(answers).toContain('unknown-organization: Nobody');
	}
);
