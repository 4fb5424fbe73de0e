import { press } from './trace.js';

/**
 * Authorizes a product to a new partner, takes that back, authorizes it again and revokes it, so many times.
 * @param {import('@playwright/test').Page} page where a workspace is open
 * @param {string} base the address of the acting organization's places, from the hash on
 * @param {number} times
 */
export async function edits(page, base, times) {
	await press(page, 'Add', { go: `${base}/authorization/add`, shows: 'main h1' });
	const account = `info@bench-${Date.now()}.example.com`;
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill(account);
	await page.getByRole('textbox', { name: 'Organization name' }).fill('Bench');
	await page.getByRole('button', { name: 'Create organization and confirm' }).click();
	const section = page.getByRole('region', { name: 'Authorize Partner to Develop for Me' });
	const open = section.getByRole('button', { name: 'Add products', exact: true });
	await page
		.getByRole('heading', { name: 'Set Permissions' })
		.or(page.getByRole('heading', { name: 'Bench' }))
		.first()
		.waitFor();
	const offered = section.getByRole('grid', { name: 'Products to authorize' });
	const authorized = section.getByRole('grid', { name: /^Products authorized to/ });
	/** @param {string} what */
	async function authorize(what) {
		if ((await open.getAttribute('aria-expanded')) !== 'true') await open.click();
		const row = offered.getByRole('row').nth(1);
		const name = (await row.getByRole('rowheader').innerText()).split('\n')[0] ?? '';
		await row.getByRole('checkbox').check();
		const shows = `[role=grid][aria-label^="Products authorized to"] [role=row]|${name}`;
		await press(page, what, { press: section.getByRole('button', { name: 'Authorize 1 product' }), shows });
		return shows;
	}
	for (let n = 0; n < times; n++) {
		const shows = await authorize('authorize');
		const undo = page.getByRole('button', { name: 'Undo' }).first();
		await press(page, 'undo', { press: undo, shows, hides: true });
		await authorize('authorize');
		const revoke = authorized.getByRole('button', { name: 'Revoke' }).first();
		await press(page, 'revoke', { press: revoke, shows, hides: true });
	}
}
