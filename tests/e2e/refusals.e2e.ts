/** Refusals at the place where they happened: those that no other test of a page meets. */
import { develop, offered, openPicker, rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { actingAs, saved } from './home-steps';
import { openProduct } from './products-steps';
import { beginOrder, goTo } from './purchase-steps';
import { development, upstream } from './starts';
import { addPartner, asOrganization, manage } from './walkthrough-steps';

test('an order for what was revoked meanwhile, in another window, is refused and kept', async ({
	begin,
	context
}) => {
	const page = await begin(upstream);
	const aria = page.url();
	await asOrganization(page, 'Delta Manufacturing');
	await goTo(page, 'Purchase');
	await beginOrder(page, ['Air Purifier P2']);
	await page.getByRole('textbox', { name: 'Note' }).fill('For the winter');
	await saved(page);

	const other = await context.newPage();
	await other.goto(aria);
	await expect(actingAs(other, 'Aria Living')).toBeVisible();
	await manage(other, 'Delta Manufacturing');
	await rowOf(other.getByRole('grid', { name: 'Products authorized to purchase' }), 'Air Purifier P2')
		.getByRole('button', { name: 'Revoke' })
		.click();
	await saved(other);

	// It has arrived here.
	await expect(page.getByRole('button', { name: 'News, 1 unread' })).toBeVisible();
	await page.getByRole('button', { name: 'Place order' }).click();
	await expect(page.getByRole('alert').filter({ hasText: 'Air Purifier P2' })).toContainText(
		'You are not authorized to purchase'
	);
	await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('For the winter');
});

test('a product is not offered to its own owner, and nothing is authorized while nothing is chosen', async ({
	begin
}) => {
	const page = await begin(development);
	await asOrganization(page, 'Terra Manufacturing');
	await addPartner(page, 'nova@example.com', 'Nova');
	const section = develop(page);
	await openPicker(section);
	await section.getByRole('tab', { name: "Authorized Customer's Product" }).click();
	await section.getByRole('searchbox', { name: 'Search by name or PID' }).fill('Camera');
	await expect(rowOf(offered(section), 'Camera C1')).toBeHidden();
	await expect(section.getByRole('listitem').filter({ hasText: 'Camera C1' })).toContainText(
		'The partner owns it and needs no authorization.'
	);
	const authorize = section.getByRole('button', { name: 'Authorize 0 products' });
	await expect(authorize).toHaveAttribute('aria-disabled', 'true');
	await authorize.hover();
	await expect(page.getByRole('tooltip')).toHaveText('Select the products to authorize first.');
});

test('in the language of the person, beside the field that is meant', async ({ begin }) => {
	const page = await begin(development);
	await openProduct(page, 'Camera C1');
	await page.evaluate(() => localStorage.setItem('PARAGLIDE_LOCALE', 'zh'));
	await page.reload();
	await page.getByRole('button', { name: '记录更改' }).click();
	await expect(page.getByRole('textbox', { name: '更改内容' })).toHaveAccessibleDescription(
		/请填写工作内容。/
	);
	await expect(page.getByRole('textbox', { name: '更改内容' })).toBeFocused();

	await page.getByRole('link', { name: '设备日志' }).click();
	await page.getByRole('button', { name: '登记设备' }).click();
	const dialog = page.getByRole('dialog', { name: '登记设备' });
	const serial = dialog.getByRole('textbox', { name: '序列号' });
	await dialog.getByRole('button', { name: '登记设备' }).click();
	await expect(serial).toHaveAccessibleDescription(/请输入序列号。/);
	await serial.fill('C1-2407-000318');
	await dialog.getByRole('button', { name: '登记设备' }).click();
	await expect(serial).toHaveAccessibleDescription(/序列号 ?C1-2407-000318 ?已/);
});
