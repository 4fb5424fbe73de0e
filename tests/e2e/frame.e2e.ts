/** What goes with a page, and what stays: toasts, the focus, and the columns that somebody chose. */
import { authorized, purchase, rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { goTo } from './purchase-steps';
import { actAs } from './products-steps';
import { upstream } from './starts';

test('going on, one is in the page; a column that is not wanted stays away, here and after a reload', async ({
	begin
}) => {
	const page = await begin(upstream);
	await goTo(page, 'Products');
	await expect(page.getByRole('main')).toBeFocused();
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

	const columns = page.getByRole('button', { name: /^Columns/ });
	await columns.click();
	const choice = page.getByRole('dialog', { name: 'Columns' });
	await choice.getByRole('checkbox', { name: 'Category' }).uncheck();
	await page.keyboard.press('Escape');
	const category = page.getByRole('columnheader', { name: 'Category' });
	await expect(category).toHaveCount(0);
	await expect(columns).toHaveText('Columns, 1 hidden');
	await page.reload();
	await expect(page.getByRole('columnheader', { name: 'Origin' })).toBeVisible();
	await expect(category).toHaveCount(0);
	await columns.click();
	await choice.getByRole('button', { name: 'Reset columns' }).click();
	await expect(category).toBeVisible();
});

test('a workspace has one Worker, on whichever page, and an address of no workspace has none', async ({
	begin,
	open
}) => {
	const page = await begin(upstream);
	await page.reload();
	await goTo(page, 'History');
	await expect(page.getByRole('main').getByRole('row').first()).toBeVisible();
	expect(page.workers()).toHaveLength(1);

	// One is started before it is known that there is nothing to open.
	await open('/w/nowhere');
	await page.reload();
	await expect(page.getByRole('heading', { name: 'This workspace is not in this browser' })).toBeVisible();
	await expect.poll(() => page.workers().length).toBe(0);
});

test('what was told of one organization, with its Undo, is gone where another one acts', async ({
	begin
}) => {
	const page = await begin(upstream);
	await page.getByRole('link', { name: 'Manage' }).first().click();
	await rowOf(authorized(purchase(page)), 'Air Purifier P2')
		.getByRole('button', { name: 'Revoke' })
		.click();
	const undo = page.getByRole('button', { name: 'Undo' });
	await expect(undo).toBeVisible();
	await goTo(page, 'Chains');
	await expect(undo).toBeVisible();
	await actAs(page, 'Kilo PCBA');
	await expect(undo).toHaveCount(0);
});
