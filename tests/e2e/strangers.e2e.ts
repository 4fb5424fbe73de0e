/** An organization that nobody knows, at two browsers: it waits, is let in, left out in one of them, and taken back. */
import type { Page } from '@playwright/test';
import {
	chooseFile,
	followInvitation,
	heading,
	join,
	mergeChosen,
	openShare,
	organization,
	shareAndInvite
} from './sharing-steps';
import { upstream } from './starts';
import { strangerFile } from './stranger-file';
import { expect, test } from './two-browsers';

const scenario = 'Upstream factory makes PCBAs';

async function organizations(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Organizations', exact: true }).click();
	await expect(heading(page, 'Organizations')).toBeVisible();
}

/** What the bar says while not everything has arrived. */
const inBar = (page: Page) =>
	page.getByRole('banner').getByRole('link', { name: /Not everything has arrived here/ });

async function letIn(page: Page): Promise<void> {
	await inBar(page).click();
	await expect(heading(page, 'Share')).toBeVisible();
	const row = page.getByRole('grid', { name: 'Not arrived here' }).getByRole('row', { name: /Flood/ });
	await row.getByRole('button', { name: 'Let in' }).click();
	await expect(page.getByText('Flood was let in.')).toBeVisible();
}

test('what a stranger sent waits for a word at each browser, and is left out and taken back at one', async ({
	begin,
	home,
	partner,
	signalling
}) => {
	test.setTimeout(600_000);
	const page = await begin(upstream);
	await followInvitation(partner, home, await shareAndInvite(page, scenario, signalling.url));
	await expect(partner.getByText(/let in by joining: .*up to 64 MB/)).toBeVisible();
	await join(partner, 'Bo');
	await organizations(partner);
	await expect(organization(partner, 'Aria Living')).toBeVisible();

	const workspace = new URL(page.url()).hash.split('/')[2]!;
	await openShare(partner);
	await chooseFile(partner, 'Open file', await strangerFile(workspace, 'Flood', 1_010));
	await mergeChosen(partner, '1,011 entries of organizations that nobody here knows');
	await letIn(partner);
	await organizations(partner);
	await expect(organization(partner, 'Flood')).toBeVisible();

	await expect(inBar(page)).toBeVisible({ timeout: 90_000 });
	await organizations(page);
	await expect(page.getByText(/1 organization that nobody here knows sent/)).toBeVisible();
	await expect(organization(page, 'Aria Living')).toBeVisible();
	await expect(organization(page, 'Flood')).toBeHidden();
	await letIn(page);
	await organizations(page);
	await expect(organization(page, 'Flood')).toBeVisible();

	await page.getByRole('button', { name: 'More for Flood' }).click();
	await page.getByRole('menuitem', { name: 'Leave out' }).click();
	await page
		.getByRole('dialog', { name: 'Leave Flood out?' })
		.getByRole('button', { name: 'Leave out' })
		.click();
	await expect(organization(page, 'Flood')).toBeHidden();
	await expect(organization(partner, 'Flood')).toBeVisible();
	// It stays so, and is said where an answer rests on what has arrived.
	await page.reload();
	await page.getByRole('link', { name: 'Ask', exact: true }).click();
	await expect(page.getByText('1 organization was left out in this browser')).toBeVisible();
	await letIn(page);
	await organizations(page);
	await expect(organization(page, 'Flood')).toBeVisible();
});
