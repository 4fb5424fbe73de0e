/** A link that is a setup: made in one browser, looked at in another, where it becomes a workspace only when a person says so. */
import type { Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { placeOf } from './authorization-steps';
import { inPicture } from './chains-steps';
import { expect, test } from './fixtures';
import { fileDialog } from './sharing-steps';
import { upstream } from './starts';
import { load } from './visit';

/** The link to the open workspace's setup, as its settings make it. */
async function linkFrom(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Copy a link to this setup' }).click();
	const dialog = page.getByRole('dialog', { name: 'A link to this setup' });
	await expect(dialog).toContainText(/Length: [\d,]+ of at most 32,000 characters/);
	await expect(dialog).toContainText(/What the text does not say.*Keys of organizations: \d/s);
	await expectNoAxeViolationsEither(page);
	const link = await dialog.getByRole('textbox', { name: 'Link to a copy of the setup' }).inputValue();
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	return link;
}

const databases = (page: Page) =>
	page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? '').sort());

test(
	'a link to a setup is looked at elsewhere, opened as an own copy, and makes the same link again',
	{ tag: '@file' },
	async ({ begin, open, browser, home, faults }) => {
		const page = await begin(upstream);
		const { workspace, organization } = placeOf(page);
		await open(`/w/${workspace}/${organization}/settings`);
		const link = await linkFrom(page);
		expect(link).toContain(`${home}#/setup/a`);

		const elsewhere = await browser.newContext();
		faults.watch(elsewhere);
		const other = await elsewhere.newPage();
		await load(other, link.slice(0, -40));
		await expect(other.getByRole('alert')).toContainText('This link is damaged');
		await load(other, link);
		await expect(other.getByRole('heading', { level: 1, name: 'A setup to look at' })).toBeVisible();
		await expect(inPicture(other, 'Delta Manufacturing')).toBeVisible();
		const table = other.getByRole('grid', { name: 'Authorization' });
		await expect(table.getByRole('row').filter({ hasText: 'Control Board' })).toContainText('Kilo PCBA');
		const subject = other.getByRole('combobox', { name: 'Product or organization' });
		const thermostat = subject.getByRole('option', { name: /^Thermostat T1/ });
		await subject.selectOption(await thermostat.getAttribute('value'));
		await expect(other).toHaveURL(/of=product/);
		await expect(inPicture(other, 'Delta Manufacturing')).toBeVisible();
		await expectNoAxeViolationsEither(other);
		expect((await databases(other)).filter((name) => name.startsWith('grantbook-workspace-'))).toEqual([]);

		await other.getByRole('button', { name: 'Open as my own copy' }).click();
		await expect(other.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
		const own = placeOf(other);
		await open(`/w/${own.workspace}/${own.organization}/settings`, other);
		expect(await linkFrom(other)).toBe(link);
		await elsewhere.close();
	}
);

test('an invitation and a setup are told apart wherever they are pasted', async ({ begin, open }) => {
	const page = await begin(upstream);
	const { workspace, organization } = placeOf(page);
	await open(`/w/${workspace}/${organization}/settings`);
	const link = await linkFrom(page);
	await open('/join');
	await page.getByRole('textbox', { name: 'Link or code' }).fill(link);
	await page.getByRole('button', { name: 'Show the invitation' }).click();
	await expect(page.getByRole('alert')).toContainText('This is a link to a setup, not an invitation');
	await page.getByRole('button', { name: 'Look at the setup' }).click();
	await expect(fileDialog(page)).toContainText('A link to a setup');
	await fileDialog(page).getByRole('button', { name: 'Look at the setup' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'A setup to look at' })).toBeVisible();
	await expect(inPicture(page, 'Delta Manufacturing')).toBeVisible();
});
