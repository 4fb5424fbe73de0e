/** Who only looks at a workspace has no document of it, and no Yjs: all that needs one begins from there. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { addNewPartner } from './authorization-steps';
import { saved } from './home-steps';
import {
	addOrganization,
	chooseFile,
	dropFile,
	mergeChosen,
	openChosen,
	organization
} from './sharing-steps';
import { nova } from './starts';
import { expect, test } from './two-browsers';
import { visit } from './visit';

/** Comes by an address, and does nothing there. Answers with whether Yjs is asked for by now. */
async function look(page: Page, address: string): Promise<() => boolean> {
	let isAsked = false;
	page.on('request', (request) => (isAsked ||= /\/chunks\/document\./.test(request.url())));
	await page.goto('about:blank');
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await page.waitForLoadState('networkidle');
	return () => isAsked;
}

const partner = (page: Page, name: string) => page.getByRole('rowheader', { name });

test('a first edit, and one in another window, are begun by who only looked, and looked at again', async ({
	begin,
	page
}) => {
	await begin(nova);
	await saved(page);
	const address = page.url();
	const here = await look(page, address);
	const other = await page.context().newPage();
	const there = await look(other, address);
	expect([here(), there()]).toEqual([false, false]);

	await addNewPartner(other, 'info@kilo-pcba.com', 'Kilo PCBA');
	await saved(other);
	// The page heard of it, and nobody has touched it.
	await expect(partner(page, 'Kilo PCBA')).toBeVisible();
	expect([here(), there()]).toEqual([true, true]);
	await visit(page, address);
	await addNewPartner(page, 'info@delta.com', 'Delta');
	await saved(page);
	await visit(other, address);
	await expect(partner(other, 'Delta')).toBeVisible();

	// Both have stored what either did.
	await other.close();
	const last = await page.context().newPage();
	await page.goto('about:blank');
	const again = await look(last, address);
	await expect(partner(last, 'Kilo PCBA')).toBeVisible();
	await expect(partner(last, 'Delta')).toBeVisible();
	expect(again()).toBe(false);
});

/** The whole workspace as a file. */
async function savedFile(page: Page, address: string): Promise<string> {
	await visit(page, address.replace(/\/authorization.*/, '/settings'));
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save a file' }).click();
	return readFileSync(await (await downloading).path(), 'utf8');
}

test('a file is merged into a workspace that was only looked at', async ({
	begin,
	page,
	partner: elsewhere,
	home
}) => {
	await begin(nova);
	const address = page.url();
	const before = await savedFile(page, address);
	await addOrganization(page, 'Bravo');
	const after = await savedFile(page, address);
	await visit(elsewhere, home);
	await chooseFile(elsewhere, 'Open a file', before);
	await openChosen(elsewhere, 'My workspace');
	await expect(elsewhere.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await saved(elsewhere);
	const isAsked = await look(elsewhere, elsewhere.url());
	expect(isAsked()).toBe(false);
	await dropFile(elsewhere, after);
	await mergeChosen(elsewhere, '1');
	expect(isAsked()).toBe(true);
	await saved(elsewhere);
	await look(elsewhere, elsewhere.url());
	await elsewhere.getByRole('link', { name: 'Organizations', exact: true }).click();
	await expect(organization(elsewhere, 'Bravo')).toBeVisible();
});
