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

test('an act whose effects cannot be told is not done, and is once they can be', async ({
	page,
	begin,
	faults
}) => {
	faults.allow(/Failed to load resource|dynamically imported module|Unable to preload/);
	await begin(upstream);
	await page.route('**/chunks/ahead.*', (route) => route.abort());
	await page.reload();
	const button = page
		.getByRole('row')
		.filter({ hasText: 'Delta Manufacturing' })
		.getByRole('button', { name: 'Delete' });
	await button.click();
	await expect(page.getByText('could not be loaded')).toBeVisible();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.unroute('**/chunks/ahead.*');
	await button.click();
	await expect(page.getByRole('dialog', { name: 'Delta Manufacturing' })).toBeVisible();
});

test('another language is loaded when it is chosen; where it cannot be had, the page stays as it reads', async ({
	page,
	begin,
	faults
}) => {
	faults.allow(/Failed to load resource|dynamically imported module/);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await begin(upstream);
	expect(asked.filter((url) => url.endsWith('.zh.js'))).toEqual([]);

	const chooseChinese = async () => {
		await page.getByRole('button', { name: 'Appearance and language' }).click();
		await page.getByRole('menuitemradio', { name: '简体中文' }).click();
	};
	await page.route('**/*.zh.js', (route) => route.abort());
	await chooseChinese();
	await expect(page.getByText('could not be loaded')).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();

	await page.unroute('**/*.zh.js');
	await chooseChinese();
	await expect(page.getByRole('heading', { level: 1, name: '授权' })).toBeVisible();
	await page.getByRole('link', { name: '产品' }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: '产品' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: '产品' })).toBeVisible();
});

test('a workspace whose Worker cannot be loaded opens in the page', async ({ page, begin, faults }) => {
	faults.allow(/Failed to load resource/);
	await begin(upstream);
	await page.route('**/chunks/workspace.worker.*', (route) => route.abort());
	await page.reload();
	await goTo(page, 'History');
	await expect(page.getByRole('main').getByRole('row').first()).toBeVisible();
	expect(page.workers()).toHaveLength(0);
});

test('a draft is shown when what it takes is there, however late that comes', async ({ page, begin }) => {
	await begin(upstream);
	const now = page.url();
	await goTo(page, 'Drafts');
	await page.getByRole('button', { name: 'New draft' }).first().click();
	const draft = page.getByRole('heading', { name: 'Draft: Draft 1' });
	await expect(draft).toBeVisible();
	const there = page.url();

	let release: () => void = () => undefined;
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/chunks/draft-workspace*.js', (route) => released.then(() => route.continue()));
	await page.goto('about:blank');
	await page.goto(now);
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await page.evaluate((href) => {
		const link = Object.assign(document.createElement('a'), { href, textContent: 'To the draft' });
		document.querySelector('main')!.append(link);
	}, there);
	await page.getByRole('link', { name: 'To the draft' }).click();
	await expect(page.getByRole('progressbar', { name: 'Loading' })).toBeVisible();
	release();
	await expect(draft).toBeVisible();
});
