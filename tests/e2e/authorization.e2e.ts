/** The workflow of Authorization from an empty workspace to a deleted partner, and what the rules refuse on the way. */
import type { Locator } from '@playwright/test';
import { expectNoAxeViolations, expectNoAxeViolationsEither } from './accessibility';
import {
	actAs,
	addNewPartner,
	addProducts,
	authorized,
	chip,
	develop,
	offered,
	openPicker,
	partnerOf,
	placeOf,
	purchase,
	rowOf,
	shiftsOf,
	startBlank,
	undo
} from './authorization-steps';
import { expect, test } from './fixtures';
import { goTo, picker, place as placeOrder } from './purchase-steps';
import { nova, novaAndKilo, twoAuthorized } from './starts';
import { visit } from './visit';

test('from nothing to an authorized product and back, over a reload', { tag: '@file' }, async ({ open }) => {
	const page = await open();
	await startBlank(page, 'Nova Brand');
	await addNewPartner(page, 'info@kilo-pcba.com', 'Kilo PCBA');
	await addProducts(page, develop(page), ['Desk Lamp', 'Smart Plug']);
	await page.getByRole('checkbox', { name: 'also to purchase (2 of 2)' }).check();
	await page.getByRole('button', { name: 'Authorize 2 products' }).click();
	await expect(rowOf(authorized(develop(page)), 'Desk Lamp').getByText('Active')).toBeVisible();
	await expect(rowOf(authorized(purchase(page)), 'Smart Plug')).toBeVisible();

	await page.reload();
	await expect(rowOf(authorized(develop(page)), 'Desk Lamp')).toBeVisible();
	await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link').click();
	const partners = page.getByRole('grid', { name: 'Granted by Me' });
	const kilo = rowOf(partners, 'Kilo PCBA');
	for (const permission of ['Product Development', 'Purchase'])
		await expect(chip(kilo, `${permission}: held, 2 products`)).toBeVisible();

	const remove = kilo.getByRole('button', { name: 'Delete' });
	await remove.click();
	const dialog = page.getByRole('dialog', { name: 'Kilo PCBA cannot be deleted yet' });
	await expect(dialog.getByRole('heading', { name: '2 products to develop' })).toBeVisible();
	await expect(dialog.getByRole('listitem').filter({ hasText: 'Smart Plug' })).toHaveCount(2);
	await dialog.getByRole('button', { name: 'Revoke all 2 products' }).click();
	await expect(dialog).toBeHidden();
	await expect(kilo.getByRole('img', { name: /: not held$/ })).toHaveCount(4);
	await expect(remove).toBeFocused();
	await remove.click();
	await expect(page.getByRole('heading', { name: 'No partner is authorized yet' })).toBeVisible();

	await undo(page);
	await expect(kilo).toBeVisible();
});

test('the account field says what is wrong beside it, and offers what there is', async ({ begin }) => {
	const page = await begin(novaAndKilo);
	const place = placeOf(page);
	const kilo = partnerOf(page);
	await goTo(page, 'Authorization');
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await expect(
		page.getByRole('heading', { level: 1, name: 'Granted by Me - Confirm Authorized Account' })
	).toBeVisible();
	const account = page.getByRole('combobox', { name: 'Authorized Account' });
	await expect(account).toBeFocused();

	await account.fill('kilo');
	await account.blur();
	await expect(account).toHaveAccessibleDescription(/“kilo” is not an account/);
	await account.fill('nova-brand@example.com');
	await expect(account).toHaveAccessibleDescription(/This is your own account/);
	await account.fill('INFO@kilo-pcba.com');
	await expect(account).toHaveAccessibleDescription(/Kilo PCBA is already your partner/);
	await expect(page.getByRole('link', { name: 'Open Manage' })).toBeVisible();
	await page.getByRole('button', { name: 'Confirm' }).click();
	await expect(account).toBeFocused();

	await account.fill('new@lima.com');
	await expect(page.getByText('No organization in this workspace has this account')).toBeVisible();
	const name = page.getByRole('textbox', { name: 'Partner Name' });
	await expect(name).toHaveValue('Lima');
	await name.fill(' ');
	await page.getByRole('button', { name: 'Create organization and confirm' }).click();
	await expect(name).toBeFocused();
	await expect(name).toHaveAccessibleDescription(/Enter a name/);
	await name.fill('Our EMS');
	// What was typed survives a detour.
	await goTo(page, 'Products');
	await page.goBack();
	await expect(account).toHaveValue('new@lima.com');
	await expect(name).toHaveValue('Our EMS');
	await page.getByRole('button', { name: 'Create organization and confirm' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
	await expect(page.getByText('Own name: Lima')).toBeVisible();
	await page.getByRole('button', { name: 'Rename partner' }).click();
	await page.getByRole('textbox', { name: 'Partner Name' }).fill('EMS of the south');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'EMS of the south' })).toBeVisible();

	// An organization of the workspace is suggested, and its name prefilled.
	await actAs(page, place, kilo);
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('option', { name: /Nova Brand/ }).click();
	await expect(page.getByRole('textbox', { name: 'Partner Name' })).toHaveValue('Nova Brand');
	await page.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
});

test('scopes change row by row and together; the last permission is revoked, not unticked', async ({
	begin
}) => {
	const page = await begin(novaAndKilo);
	const section = develop(page);
	await openPicker(section);
	await page.keyboard.press('Escape');
	await expect(section.getByRole('complementary')).toBeHidden();
	await expect(section.getByRole('button', { name: 'Add products' })).toBeFocused();
	await page.keyboard.press('Enter');
	await section.getByRole('checkbox', { name: 'View Logs' }).check();
	const panel = section.getByRole('checkbox', { name: 'Panel Development' });
	await expect(panel).toBeChecked();
	await expect(panel).toHaveAccessibleDescription(/included/);
	await panel.press('Space');
	await expect(panel).toBeChecked();
	await addProducts(page, section, ['Desk Lamp', 'Smart Plug', 'Air Sensor']);
	await section.getByRole('button', { name: 'Authorize 3 products' }).click();

	const lamp = rowOf(authorized(section), 'Desk Lamp');
	await expect(lamp.getByText('included')).toBeVisible();
	await lamp.getByRole('checkbox', { name: 'Product Development' }).uncheck();
	await expect(lamp.getByText('included')).toBeHidden();
	await expect(lamp.getByRole('checkbox', { name: 'Panel Development' })).toBeChecked();
	await lamp.getByRole('checkbox', { name: 'View Logs' }).uncheck();
	await expect(page.getByText('The scope of 1 product was changed.').first()).toBeVisible();
	await lamp.getByRole('checkbox', { name: 'Panel Development' }).click();
	await expect(section.getByRole('alert')).toHaveText(/Choose at least one permission/);
	await expect(lamp.getByRole('checkbox', { name: 'Panel Development' })).toBeChecked();
	await lamp.getByRole('switch', { name: 'Third Party' }).check();
	await expect(page.getByText('Kilo PCBA may now authorize third parties on 1 product.')).toBeVisible();

	await authorized(section).getByRole('checkbox', { name: 'Select all 3' }).check();
	await section.getByRole('button', { name: 'Set scope' }).click();
	const dialog = page.getByRole('dialog', { name: 'Set the scope of 3 products' });
	await dialog.getByRole('checkbox', { name: 'View Logs' }).check();
	await dialog.getByRole('button', { name: 'Set scope' }).click();
	for (const name of ['Desk Lamp', 'Smart Plug', 'Air Sensor']) {
		const row = rowOf(authorized(section), name);
		await expect(row.getByRole('checkbox', { name: 'Product Development' })).toBeChecked();
		await expect(row.getByRole('checkbox', { name: 'View Logs' })).toBeChecked();
	}
	await section.getByRole('button', { name: 'Allow third party', exact: true }).click();
	await expect(rowOf(authorized(section), 'Air Sensor').getByRole('switch')).toBeChecked();
	await section.getByRole('button', { name: 'Revoke 3 products' }).click();
	await expect(section.getByText('No products yet')).toBeVisible();
	await undo(page);
	await expect(rowOf(authorized(section), 'Air Sensor').getByRole('switch')).toBeChecked();
	await rowOf(authorized(section), 'Air Sensor').getByRole('button', { name: 'Revoke' }).click();
	await expect(rowOf(authorized(section), 'Air Sensor')).toBeHidden();
});

test('down a chain: the kind is not spanned, revoking at the top asks, what hung on it sleeps and wakes', async ({
	begin
}) => {
	const page = await begin(novaAndKilo);
	const place = placeOf(page);
	const kilo = partnerOf(page);
	await openPicker(purchase(page));
	await purchase(page)
		.getByRole('switch', { name: 'Allow Partner to Authorize Third Party to Purchase' })
		.check();
	await addProducts(page, purchase(page), ['Desk Lamp']);
	await page.getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(rowOf(authorized(purchase(page)), 'Desk Lamp').getByRole('switch')).toBeChecked();
	const top = page.url();

	await actAs(page, place, kilo);
	const lima = await addNewPartner(page, 'info@lima.com', 'Lima EMS');
	await openPicker(develop(page));
	await develop(page).getByRole('tab', { name: "Authorized Customer's Product" }).click();
	await develop(page).getByText('Why is 1 product not offered?').click();
	await expect(
		develop(page).getByText(/You may purchase it, but not develop it: you cannot span/)
	).toBeVisible();
	await develop(page).getByRole('searchbox', { name: 'Search by name or PID' }).fill('lamp');
	await expect(develop(page).getByText('1 product matches, but is not offered')).toBeVisible();
	await openPicker(purchase(page));
	await rowOf(offered(purchase(page)), 'Desk Lamp')
		.getByRole('checkbox')
		.check();
	await expect(page.getByRole('checkbox', { name: 'also to develop (0 of 1)' })).toHaveAccessibleDescription(
		/may not pass on the other kind/
	);
	await purchase(page).getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(rowOf(authorized(purchase(page)), 'Desk Lamp').getByText('Active')).toBeVisible();
	const middle = page.url();

	await visit(page, top);
	await rowOf(authorized(purchase(page)), 'Desk Lamp')
		.getByRole('button', { name: 'Revoke' })
		.click();
	const dialog = page.getByRole('dialog', { name: 'Others lose access too' });
	const lost = shiftsOf(dialog, 'Lima EMS');
	await expect(chip(lost, 'Purchase: lost')).toBeVisible();
	await expect(lost.getByRole('link', { name: 'Desk Lamp' })).toBeVisible();
	await dialog.getByRole('textbox').fill('revoke');
	await dialog.getByRole('button', { name: 'Revoke anyway' }).click();
	await expect(purchase(page).getByText('No products yet')).toBeVisible();

	await visit(page, middle);
	const row = rowOf(authorized(purchase(page)), 'Desk Lamp');
	await row.getByRole('button', { name: 'Dormant' }).click();
	await expect(page.getByRole('dialog', { name: 'State of Desk Lamp' })).toContainText(
		'Kilo PCBA no longer holds it. It wakes when Nova Brand authorizes it again'
	);
	await page.keyboard.press('Escape');
	await actAs(page, place, kilo);
	await expect(chip(page, 'Purchase: dormant, 1 product')).toBeVisible();

	await visit(page, top);
	await openPicker(purchase(page));
	await purchase(page)
		.getByRole('switch', { name: 'Allow Partner to Authorize Third Party to Purchase' })
		.check();
	await rowOf(offered(purchase(page)), 'Desk Lamp')
		.getByRole('checkbox')
		.check();
	await purchase(page).getByRole('button', { name: 'Authorize 1 product' }).click();
	const woken = page.getByRole('dialog', { name: 'Others gain access too' });
	const gaining = shiftsOf(woken, 'Lima EMS');
	await expect(chip(gaining, 'Purchase: gained')).toBeVisible();
	await woken.getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(rowOf(authorized(purchase(page)), 'Desk Lamp')).toBeVisible();
	await actAs(page, place, lima);
	await page.getByRole('tab', { name: 'Granted to Me' }).click();
	await expect(page).toHaveURL(/list=to-me/);
	await page.getByRole('link', { name: 'Kilo PCBA' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Granted by Kilo PCBA' })).toBeVisible();
	await expect(page.getByRole('grid', { name: 'You may purchase' }).getByText('Active')).toBeVisible();
	await expectNoAxeViolationsEither(page);
});

test('names that try to be something else are shown as text', async ({ begin }) => {
	const page = await begin(nova);
	const place = placeOf(page);
	const hostile = `<img src=x onerror="alert(1)">\u202Egnp.exe ${'long '.repeat(2000)}🦊`;
	await addNewPartner(page, 'info@hostile.com', hostile);
	await addProducts(page, develop(page), [hostile]);
	await develop(page).getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(authorized(develop(page)).getByRole('rowheader')).toContainText('<img src=x');
	await actAs(page, place, place.organization);
	await page.getByRole('button', { name: 'Delete' }).click();
	await expect(page.getByRole('dialog')).toContainText('<img src=x');
	await expect(page.locator('img[src="x"]')).toHaveCount(0);
	const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(width).toBeLessThanOrEqual(0);

	await page.keyboard.press('Escape');
	await goTo(page, 'Purchase');
	await page.getByRole('link', { name: 'New order' }).first().click();
	await page.getByRole('button', { name: 'Add products' }).click();
	await picker(page).getByRole('checkbox').last().check();
	await picker(page).getByRole('button', { name: 'Add 1 product' }).click();
	await placeOrder(page);
	const name = page.getByRole('grid', { name: 'Products' }).getByRole('rowheader');
	await expect(name).toContainText('<img src=x');
	const reach = async (part: Locator) =>
		(await part.boundingBox().then((box) => box && box.x + box.width)) ?? 0;
	expect(await reach(name.getByRole('link'))).toBeLessThanOrEqual(await reach(name));
});

test('nothing for axe to find where products are selected, on a phone too', async ({ begin }) => {
	const page = await begin(twoAuthorized);
	await authorized(develop(page)).getByRole('checkbox', { name: 'Select all 2' }).check();
	await expectNoAxeViolations(page);
	await page.setViewportSize({ width: 390, height: 844 });
	await expectNoAxeViolations(page);
	const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(width).toBeLessThanOrEqual(0);
});

test('nothing for axe to find on the way there', { tag: '@more' }, async ({ begin }) => {
	const page = await begin(nova);
	await expectNoAxeViolations(page);
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill('new@lima.com');
	await expectNoAxeViolations(page);
	await goTo(page, 'Authorization');
	await addNewPartner(page, 'info@kilo-pcba.com', 'Kilo PCBA');
	await addProducts(page, develop(page), ['Desk Lamp', 'Smart Plug']);
	await expectNoAxeViolations(page);
	await page.getByRole('button', { name: 'Authorize 2 products' }).click();
	await expect(rowOf(authorized(develop(page)), 'Desk Lamp')).toBeVisible();
	await goTo(page, 'Authorization');
	await page.setViewportSize({ width: 390, height: 844 });
	await page.getByRole('button', { name: 'Delete' }).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await expectNoAxeViolations(page);
});
