/** Products: added, changed, deleted, and every refusal on the way. */
import { expect, test } from './fixtures';
import { chip, offered, openPicker, purchase, shiftsOf } from './authorization-steps';
import { actAs, openProduct, openProducts, rowNamed } from './products-steps';
import { goTo } from './purchase-steps';
import { development, nova } from './starts';
import { visit } from './visit';

test('a product is added, changed and deleted; what is wrong is said at its field', async ({ begin }) => {
	const page = await begin(nova);
	await openProducts(page);
	await expect(page.getByRole('heading', { name: 'No product yet' })).toBeVisible();
	const add = page.getByRole('button', { name: 'Add product' }).first();
	const dialog = page.getByRole('dialog', { name: 'Add product' });
	const [name, pid] = [
		dialog.getByRole('textbox', { name: 'Product name' }),
		dialog.getByRole('textbox', { name: 'PID' })
	];
	const submit = dialog.getByRole('button', { name: 'Add product' });

	await add.click();
	await expect(name).toBeFocused();
	await submit.click();
	await expect(name).toBeFocused();
	await expect(name).toHaveAccessibleDescription(/Enter a name/);
	await name.fill('Desk Lamp');
	await pid.fill('lamp1');
	await submit.click();
	await expect(dialog).toBeHidden();
	await expect(rowNamed(page, 'Desk Lamp')).toContainText('lamp1');

	await add.click();
	await name.fill('Other Lamp');
	await pid.fill('LAMP1');
	// What was typed survives a detour.
	await page.keyboard.press('Escape');
	await goTo(page, 'Organizations');
	await page.goBack();
	await add.click();
	await expect(name).toHaveValue('Other Lamp');
	await expect(pid).toHaveValue('LAMP1');
	await submit.click();
	await expect(pid).toBeFocused();
	await expect(pid).toHaveAccessibleDescription(/taken by Desk Lamp/);
	await pid.fill('');
	await submit.click();
	await expect(pid).toHaveAccessibleDescription(/Enter a PID/);
	await pid.fill('lamp2');
	await dialog.getByRole('radio', { name: 'OEM' }).check();
	await expect(dialog.getByText('There is no other organization')).toBeVisible();
	await submit.click();
	await expect(dialog.getByRole('combobox', { name: 'Maker' })).toBeFocused();
	await dialog.getByRole('radio', { name: 'Proprietary' }).check();
	await submit.click();
	await expect(rowNamed(page, 'Other Lamp')).toBeVisible();

	await rowNamed(page, 'Desk Lamp').getByRole('button', { name: 'Edit' }).click();
	const edit = page.getByRole('dialog', { name: 'Edit product' });
	await edit.getByRole('textbox', { name: 'Product name' }).fill('Floor Lamp');
	await edit.getByRole('button', { name: 'Save' }).click();
	await expect(rowNamed(page, 'Floor Lamp')).toContainText('lamp1');

	await rowNamed(page, 'Floor Lamp').getByRole('button', { name: 'Delete' }).click();
	await expect(rowNamed(page, 'Floor Lamp')).toBeHidden();
	await page.getByRole('button', { name: 'Undo' }).first().click();
	await expect(rowNamed(page, 'Floor Lamp')).toBeVisible();
	await page.reload();
	await expect(rowNamed(page, 'Floor Lamp')).toBeVisible();
});

test('a product that is still authorized is deleted in two steps, and stays restorable', async ({
	begin
}) => {
	const page = await begin(development);
	await openProducts(page);
	await rowNamed(page, 'Camera C1').getByRole('button', { name: 'Delete' }).click();
	const dialog = page.getByRole('dialog', { name: 'Delete Camera C1' });
	await expect(dialog.getByText('This product cannot be deleted yet')).toBeVisible();
	const terra = dialog.getByRole('listitem').filter({ hasText: 'Terra Manufacturing' });
	await expect(chip(terra, 'Product Development: held')).toBeVisible();
	const last = dialog.getByRole('button', { name: 'Delete' });
	await last.click();
	await expect(dialog.getByRole('alert')).toContainText('cannot be deleted yet');
	await dialog.getByRole('button', { name: /^Revoke/ }).click();
	const others = page.getByRole('dialog', { name: 'Others lose access too' });
	const pine = shiftsOf(others, 'Pine R&D');
	await expect(pine.getByRole('img', { name: /: lost$/ }).first()).toBeVisible();
	await others.getByRole('textbox').fill('revoke');
	await others.getByRole('button', { name: /^Revoke/ }).click();
	await expect(dialog.getByText('Nothing stands in the way any more.')).toBeVisible();
	await expect(last).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(dialog).toBeHidden();
	await expect(rowNamed(page, 'Camera C1')).toBeHidden();

	await page.getByRole('radio', { name: 'Deleted (1)' }).check();
	await rowNamed(page, 'Camera C1').getByRole('link', { name: 'Camera C1' }).click();
	await expect(page.getByText('This product is deleted')).toBeVisible();
	await page.getByRole('tab', { name: 'Activity' }).click();
	await expect(page.getByRole('grid', { name: 'Activity' })).toContainText('Terra Manufacturing');
	await page.getByRole('button', { name: 'Restore' }).click();
	await expect(page.getByText('This product is deleted')).toBeHidden();
});

test('where organizations beyond the direct partners lose access, the name is typed', async ({ begin }) => {
	const page = await begin(development);
	await openProducts(page);
	await actAs(page, 'Terra Manufacturing');
	await page.getByRole('link', { name: 'Authorization', exact: true }).first().click();
	await rowNamed(page, 'Pine R&D').getByRole('link', { name: 'Manage' }).click();
	const section = purchase(page);
	await openPicker(section);
	await section.getByRole('tab', { name: /^Authorized Customer.s Product$/ }).click();
	await rowNamed(offered(section), 'Hub H1').getByRole('checkbox').check();
	await section.getByRole('button', { name: 'Authorize 1 product' }).click();
	await actAs(page, 'Nova Brands');

	await openProducts(page);
	await rowNamed(page, 'Hub H1').getByRole('button', { name: 'Delete' }).click();
	const dialog = page.getByRole('dialog', { name: 'Delete Hub H1' });
	await expect(dialog.getByText('2 organizations lose access')).toBeVisible();
	const typed = dialog.getByRole('textbox', { name: 'Type “Hub H1” to confirm' });
	await dialog.getByRole('button', { name: 'Delete' }).click();
	await expect(typed).toBeFocused();
	await typed.fill('Hub H1');
	await dialog.getByRole('button', { name: 'Delete' }).click();
	await expect(rowNamed(page, 'Hub H1')).toBeHidden();
});

test("a customer's product says what is held, and through whom; an address of no product shows a way back", async ({
	begin
}) => {
	const page = await begin(development);
	await openProducts(page);
	await actAs(page, 'Terra Manufacturing');
	await page.getByRole('tab', { name: "Authorized Customer's Product" }).click();
	const camera = rowNamed(page, 'Camera C1');
	await expect(camera).toContainText('Nova Brands');
	for (const held of ['Product Development', 'Panel Development', 'View Logs'])
		await expect(camera.getByRole('img', { name: new RegExp(`^${held}: held`) })).toBeVisible();
	await expect(camera).toContainText('Active');
	await expect(rowNamed(page, 'Hub H1')).toContainText('As maker');
	await page.goBack();
	await expect(page.getByRole('tab', { name: 'My Product' })).toHaveAttribute('aria-selected', 'true');

	await visit(page, `${page.url().split('?')[0]}/nothing`);
	await expect(page.getByRole('heading', { level: 1, name: 'No such product' })).toBeVisible();
	await page.getByRole('link', { name: 'Back to Products' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
});

test('the owner takes from a maker what it may do, after reading what follows, and gives it back', async ({
	begin
}) => {
	const page = await begin(development);
	await openProduct(page, 'Hub H1');
	const maker = page.getByRole('group', { name: 'May, and may pass on, without an authorization' });
	await maker.getByRole('checkbox', { name: 'Purchase' }).click();
	const dialog = page.getByRole('dialog', { name: 'Take Purchase from Terra Manufacturing?' });
	await expect(dialog.getByRole('listitem').first()).toContainText(
		'Terra Manufacturing may not do this on Hub H1'
	);
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(maker.getByRole('checkbox', { name: 'Purchase' })).toBeChecked();
	await maker.getByRole('checkbox', { name: 'Purchase' }).click();
	await dialog.getByRole('button', { name: 'Take away' }).click();
	await expect(maker.getByRole('checkbox', { name: 'Purchase' })).not.toBeChecked();
	await maker.getByRole('checkbox', { name: 'Develop' }).click();
	await page
		.getByRole('dialog', { name: 'Take Develop from Terra Manufacturing?' })
		.getByRole('button', { name: 'Remove as maker' })
		.click();
	for (const kind of ['Develop', 'Purchase']) {
		await maker.getByRole('checkbox', { name: kind }).click();
		await expect(maker.getByRole('checkbox', { name: kind })).toBeChecked();
	}
	await page.getByRole('tab', { name: 'Who May Do What' }).click();
	await expect(rowNamed(page, 'Terra Manufacturing')).toContainText('As maker');
});
