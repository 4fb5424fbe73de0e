/** What two copies did apart, each allowed by itself, and what a person sees and can do after they are merged. */
import { expectNoAxeViolationsEither } from './accessibility';
import {
	actAs,
	addProducts,
	authorized,
	chip,
	openPicker,
	partnerOf,
	placeOf,
	purchase,
	rowOf
} from './authorization-steps';
import { expect, test } from './fixtures';
import { goTo } from './purchase-steps';
import { nova, novaAndKilo } from './starts';
import { inTwoCopies } from './two-copies';

test('a partner deleted here and authorized there is still there, its deletion waiting until it is withdrawn', async ({
	begin
}) => {
	const page = await begin(novaAndKilo);
	const place = placeOf(page);
	await actAs(page, place, place.organization);
	const kilo = rowOf(page.getByRole('grid', { name: 'Granted by Me' }), 'Kilo PCBA');

	await inTwoCopies(
		page,
		async () => {
			await kilo.getByRole('button', { name: 'Delete' }).click();
			await expect(kilo).toBeHidden();
		},
		async () => {
			await kilo.getByRole('link', { name: 'Manage' }).click();
			await addProducts(page, purchase(page), ['Desk Lamp']);
			await page.getByRole('button', { name: 'Authorize 1 product' }).click();
			await expect(rowOf(authorized(purchase(page)), 'Desk Lamp')).toBeVisible();
		}
	);
	await expect(kilo).toContainText('Deletion waiting');
	await expect(chip(kilo, 'Purchase: held, 1 product')).toBeVisible();
	await expect(kilo.getByRole('img', { name: /: not held$/ })).toHaveCount(3);
	await expectNoAxeViolationsEither(page);
	await kilo.getByRole('button', { name: 'Withdraw deletion' }).click();
	await expect(page.getByText('The deletion of Kilo PCBA was withdrawn.')).toBeVisible();
	await expect(kilo).not.toContainText('Deletion waiting');
	await page.reload();
	await expect(kilo).toBeVisible();
	await expect(kilo).not.toContainText('Deletion waiting');
});

test('a deletion that waits is done by itself once its reason is gone', async ({ begin }) => {
	const page = await begin(novaAndKilo);
	const place = placeOf(page);
	await addProducts(page, purchase(page), ['Desk Lamp']);
	await goTo(page, 'Products');
	const lamp = rowOf(page.getByRole('grid', { name: 'My Product' }), 'Desk Lamp');
	const list = page.url();

	await inTwoCopies(
		page,
		async () => {
			await lamp.getByRole('button', { name: 'Delete' }).click();
			await expect(lamp).toBeHidden();
		},
		async () => {
			await actAs(page, place, place.organization);
			await page.getByRole('link', { name: 'Manage' }).click();
			await openPicker(purchase(page));
			await purchase(page).getByRole('checkbox', { name: 'Desk Lamp' }).check();
			await page.getByRole('button', { name: 'Authorize 1 product' }).click();
			await expect(rowOf(authorized(purchase(page)), 'Desk Lamp')).toBeVisible();
		}
	);
	expect(page.url()).toBe(list);
	await expect(lamp).toContainText('Deletion waiting');
	await expectNoAxeViolationsEither(page);
	await actAs(page, place, place.organization);
	await page.getByRole('link', { name: 'Manage' }).click();
	await rowOf(authorized(purchase(page)), 'Desk Lamp')
		.getByRole('button', { name: 'Revoke' })
		.click();
	const completes = page.getByRole('dialog', { name: 'This completes a deletion' });
	await expect(completes).toContainText('This also completes the deletion of Desk Lamp, waiting since');
	await completes.getByRole('button', { name: /^Revoke/ }).click();
	await expect(completes).toBeHidden();
	await goTo(page, 'Products');
	await expect(page.getByRole('tab', { name: 'My Product' })).toBeVisible();
	await expect(lamp).toBeHidden();
});

test('two organizations with one account both stay, marked, and adding a partner asks which', async ({
	begin
}) => {
	const page = await begin(nova);
	await goTo(page, 'Organizations');
	const list = page.getByRole('grid', { name: 'Organizations' });
	const add = async (name: string) => {
		await page.getByRole('button', { name: 'Add organization' }).click();
		const dialog = page.getByRole('dialog', { name: 'Add organization' });
		await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
		await dialog.getByRole('textbox', { name: 'Account' }).fill('info@kilo.com');
		await dialog.getByRole('button', { name: 'Add organization' }).click();
		await expect(rowOf(list, name)).toBeVisible();
	};
	await inTwoCopies(
		page,
		() => add('Kilo North'),
		() => add('Kilo South')
	);
	for (const name of ['Kilo North', 'Kilo South'])
		await expect(rowOf(list, name)).toContainText('Duplicate account');
	await expectNoAxeViolationsEither(page);

	await goTo(page, 'Authorization');
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill('info@kilo.com');
	const which = page.getByRole('group', { name: 'Which organization do you mean?' });
	await page.getByRole('textbox', { name: 'Partner Name' }).fill('Kilo');
	await page.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('alert')).toHaveText('Choose which organization you mean.');
	await expectNoAxeViolationsEither(page);
	await which.getByRole('radio', { name: /Kilo South/ }).click();
	await page.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByText('Own name: Kilo South')).toBeVisible();
	await expect(page.getByText('Duplicate account')).toBeVisible();
});

test('one PID of two owners: both products stay, and are marked', async ({ begin }) => {
	const page = await begin(novaAndKilo);
	const place = placeOf(page);
	const kilo = partnerOf(page);
	await actAs(page, place, place.organization);
	await goTo(page, 'Products');
	const add = async (name: string) => {
		await page.getByRole('button', { name: 'Add product' }).first().click();
		const dialog = page.getByRole('dialog', { name: 'Add product' });
		await dialog.getByRole('textbox', { name: 'Product name' }).fill(name);
		await dialog.getByRole('textbox', { name: 'PID' }).fill('lamp-001');
		await dialog.getByRole('button', { name: 'Add product' }).click();
		await expect(dialog).toBeHidden();
		await expect(rowOf(page.getByRole('grid', { name: 'My Product' }), name)).toBeVisible();
	};
	await inTwoCopies(
		page,
		() => add('Desk Lamp'),
		async () => {
			await actAs(page, place, kilo);
			await goTo(page, 'Products');
			await add('Kilo Lamp');
		}
	);
	const lamp = rowOf(page.getByRole('grid', { name: 'My Product' }), 'Desk Lamp');
	await expect(lamp).toContainText('Duplicate PID');
	await expectNoAxeViolationsEither(page);
	await actAs(page, place, kilo);
	await goTo(page, 'Products');
	await expect(rowOf(page.getByRole('grid', { name: 'My Product' }), 'Kilo Lamp')).toContainText(
		'Duplicate PID'
	);
});
