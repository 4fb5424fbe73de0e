/** Parts of the app that are loaded when they are opened, and what is said where one cannot be. */
import { expect, test } from './fixtures';
import { goTo } from './purchase-steps';
import { upstream } from './starts';

// What was loaded once is remembered by the browser.
test.use({ ownContext: true });

test('a part that cannot be loaded says so, and is there when it is tried again', async ({
	page,
	begin,
	open,
	faults
}) => {
	faults.allow(/Failed to load resource|dynamically imported module|Unable to preload/);
	await begin(upstream);
	const place = new URL(page.url()).hash.slice(1);

	await page.route('**/chunks/products.*', (route) => route.abort());
	await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Products' }).click();
	await expect(page.getByRole('alert')).toContainText('could not be loaded');
	await expect(page.getByRole('banner')).toContainText('Upstream factory');
	await page.unroute('**/chunks/products.*');
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
	await goTo(page, 'Purchase');

	await page.goto('about:blank');
	await open();
	await page.route('**/chunks/workspace.*', (route) => route.abort());
	await page.evaluate((to) => void (location.hash = to), place);
	await expect(page.getByRole('heading', { level: 1, name: 'Something went wrong' })).toBeVisible();
	await page.unroute('**/chunks/workspace.*');
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
});

test('what asks before an act and cannot be loaded is closed, and asks once it is there', async ({
	page,
	begin,
	faults
}) => {
	faults.allow(/Failed to load resource|dynamically imported module|Unable to preload/);
	await begin(upstream);
	await page.route('**/chunks/acts.*', (route) => route.abort());
	const missing = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
	await page.getByRole('link', { name: 'Manage' }).first().click();
	const row = page.getByRole('row').filter({ hasText: 'Thermostat T1' });
	await row.getByRole('button', { name: 'Revoke' }).click();
	await missing.getByRole('button', { name: 'Close' }).click();
	await expect(missing).toBeHidden();

	await goTo(page, 'Products');
	await page
		.getByRole('row')
		.filter({ hasText: 'Thermostat T1' })
		.getByRole('button', { name: 'Delete' })
		.click();
	await expect(missing).toBeVisible();
	await page.unroute('**/chunks/acts.*');
	await missing.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByRole('dialog', { name: 'Delete Thermostat T1' })).toBeVisible();
});
