/** Each scenario from the first visit to the deletion of the partner, over a reload and a restart of the browser. */
import type { Page } from '@playwright/test';
import { authorized, chip, develop, openPicker, purchase, rowOf, shiftsOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { actingAs, countClicks, guide, openScenario, saved } from './home-steps';
import { closedOperation, openProduct, registerDevice, rowNamed } from './products-steps';
import { beginOrder, goTo, place, switchTo } from './purchase-steps';
import { addPartner, asOrganization, authorize, deletePartner, manage } from './walkthrough-steps';

/** Tells a story over a reload, and once more, on a profile and from disk too, over a restart of the browser. */
function story(title: string, tell: (page: Page, again: () => Promise<Page>) => Promise<void>): void {
	test(title, async ({ open }) => {
		const page = await open();
		await tell(page, async () => {
			await page.reload();
			return page;
		});
	});
	test(`${title}, the browser restarted`, { tag: ['@more', '@file'] }, ({ profile }) =>
		tell(profile.page, () => profile.restart())
	);
}

test('Factory purchases for a brand owner', { tag: '@file-more' }, async ({ profile }) => {
	const name = 'Factory purchases for a brand owner';
	let { page } = profile;
	await openScenario(page, name);
	await addPartner(page, 'orbit@example.com', 'Orbit');
	await authorize(purchase(page), ['Lamp A1', 'Plug B1']);
	await expect(guide(page, name).getByText('2 of 4 done')).toBeVisible();

	await page.reload();
	await switchTo(page, 'Orbit OEM');
	await goTo(page, 'Products');
	await page.getByRole('tab', { name: "Authorized Customer's Product" }).click();
	await expect(rowNamed(page, 'Lamp A1')).toContainText('Lumen Home');
	await rowNamed(page, 'Lamp A1').getByRole('link', { name: 'Lamp A1' }).click();
	await expect(closedOperation(page, 'Device Logs')).toHaveAttribute('aria-disabled', 'true');
	await goTo(page, 'Purchase');
	await beginOrder(page, ['Lamp A1']);
	const number = await place(page);
	await expect(guide(page, name).getByText('3 of 4 done')).toBeVisible();
	await saved(page);

	page = await profile.restart();
	await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible();
	await asOrganization(page, 'Lumen Home');
	await manage(page, 'Orbit');
	await rowOf(authorized(purchase(page)), 'Plug B1')
		.getByRole('button', { name: 'Revoke' })
		.click();
	await expect(guide(page, name).getByText('4 of 4 done')).toBeVisible();
	const clicks = await countClicks(page);
	await goTo(page, 'Authorization');
	await saved(page);
	await page.reload();
	await deletePartner(page, 'Orbit', ['Lamp A1']);
	expect(await clicks()).toBeLessThanOrEqual(4);
	await saved(page);

	page = await profile.restart();
	await expect(page.getByRole('heading', { name: 'No partner is authorized yet' })).toBeVisible();
	// What was done stays ticked, though nothing of it stands.
	await expect(guide(page, name).getByText('4 of 4 done')).toBeVisible();
	await goTo(page, 'Purchase');
	await page.getByRole('tab', { name: 'Orders of my products' }).click();
	await expect(rowOf(page.getByRole('grid', { name: 'Orders of my products' }), number)).toContainText(
		'Not covered'
	);
});

story('Upstream factory makes PCBAs, down to a fourth organization', async (first, again) => {
	test.setTimeout(600_000);
	let page = first;
	const name = 'Upstream factory makes PCBAs';
	const customers = "Authorized Customer's Product";
	const thirdParty = async () => {
		await openPicker(purchase(page));
		return purchase(page).getByRole('switch', {
			name: 'Allow Partner to Authorize Third Party to Purchase'
		});
	};
	/** What an organization may purchase, as the list of those who let it says. */
	const expectFrom = async (organization: string, grantor: string, state: 'Active' | 'Dormant') => {
		await asOrganization(page, organization);
		await page.getByRole('tab', { name: 'Granted to Me' }).click();
		await page.getByRole('link', { name: grantor, exact: true }).click();
		const row = rowOf(page.getByRole('grid', { name: 'You may purchase' }), 'Thermostat T1');
		await expect(row).toContainText(state);
	};

	await openScenario(page, name);
	await addPartner(page, 'delta@example.com', 'Delta');
	await (await thirdParty()).check();
	await authorize(purchase(page), ['Thermostat T1']);
	await asOrganization(page, 'Delta Manufacturing');
	await addPartner(page, 'kilo@example.com', 'Kilo');
	await (await thirdParty()).check();
	await authorize(purchase(page), ['Thermostat T1'], customers);
	await asOrganization(page, 'Kilo PCBA');
	await addPartner(page, 'fenix@example.com', 'Fenix');
	await authorize(purchase(page), ['Thermostat T1'], customers);
	await expect(guide(page, name).getByText('3 of 6 done')).toBeVisible();
	await goTo(page, 'Purchase');
	await beginOrder(page, ['Thermostat T1']);
	await place(page);
	await switchTo(page, 'Delta Manufacturing');
	await goTo(page, 'Purchase');
	await beginOrder(page, ['Thermostat T1']);
	await page.getByRole('combobox', { name: 'Invoice Entity' }).selectOption('Kilo');
	await place(page);
	await expect(guide(page, name).getByText('5 of 6 done')).toBeVisible();
	await expectFrom('Fenix SMT', 'Kilo PCBA', 'Active');

	// Taken at the top, everything below sleeps.
	await asOrganization(page, 'Aria Living');
	await manage(page, 'Delta');
	await rowOf(authorized(purchase(page)), 'Thermostat T1')
		.getByRole('button', { name: 'Revoke' })
		.click();
	const dialog = page.getByRole('dialog', { name: 'Others lose access too' });
	for (const organization of ['Kilo PCBA', 'Fenix SMT'])
		await expect(
			dialog
				.getByRole('listitem')
				.filter({ hasText: organization })
				.getByRole('listitem')
				.filter({ has: chip(page, 'Purchase: lost') })
				.getByRole('link', { name: 'Thermostat T1' })
		).toBeVisible();
	await dialog.getByRole('textbox').fill('revoke');
	await dialog.getByRole('button', { name: 'Revoke anyway' }).click();
	await expect(dialog).toBeHidden();
	await expect(guide(page, name).getByText('6 of 6 done')).toBeVisible();
	await saved(page);
	page = await again();
	await expectFrom('Kilo PCBA', 'Delta Manufacturing', 'Dormant');
	await expectFrom('Fenix SMT', 'Kilo PCBA', 'Dormant');

	// Given again without delegation, only the first link stands; with it, the others wake.
	await asOrganization(page, 'Aria Living');
	await manage(page, 'Delta');
	await expect(await thirdParty()).not.toBeChecked();
	await authorize(purchase(page), ['Thermostat T1']);
	await expectFrom('Delta Manufacturing', 'Aria Living', 'Active');
	await expectFrom('Kilo PCBA', 'Delta Manufacturing', 'Dormant');
	await asOrganization(page, 'Aria Living');
	await manage(page, 'Delta');
	await rowOf(authorized(purchase(page)), 'Thermostat T1')
		.getByRole('switch', { name: 'Third Party' })
		.click();
	const woken = page.getByRole('dialog', { name: 'Others gain access too' });
	await expect(chip(shiftsOf(woken, 'Fenix SMT'), 'Purchase: gained')).toBeVisible();
	await woken.getByRole('button', { name: 'Change anyway' }).click();
	await expect(woken).toBeHidden();
	await expectFrom('Kilo PCBA', 'Delta Manufacturing', 'Active');
	await expectFrom('Fenix SMT', 'Kilo PCBA', 'Active');

	await asOrganization(page, 'Aria Living');
	await deletePartner(page, 'Delta', ['Thermostat T1'], 'revoke');
	await saved(page);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'No partner is authorized yet' })).toBeVisible();
	await expectFrom('Fenix SMT', 'Kilo PCBA', 'Dormant');
});

story('R&D factory develops together', async (first, again) => {
	test.setTimeout(600_000);
	let page = first;
	const name = 'R&D factory develops together';
	await openScenario(page, name);
	await addPartner(page, 'terra@example.com', 'Terra');
	await openPicker(develop(page));
	await develop(page).getByRole('checkbox', { name: 'View Logs' }).check();
	await develop(page)
		.getByRole('switch', { name: 'Allow Partner to Authorize Third Party to Develop' })
		.check();
	await authorize(develop(page), ['Camera C1']);

	await asOrganization(page, 'Terra Manufacturing');
	await addPartner(page, 'pine@example.com', 'Pine');
	await openPicker(develop(page));
	await develop(page).getByRole('checkbox', { name: 'Product Development' }).uncheck();
	await develop(page).getByRole('checkbox', { name: 'Panel Development' }).check();
	await authorize(develop(page), ['Camera C1'], "Authorized Customer's Product");
	await goTo(page, 'Products');
	await page.getByRole('tab', { name: "Authorized Customer's Product" }).click();
	await rowNamed(page, 'Camera C1').getByRole('link', { name: 'Camera C1' }).click();
	await page.getByRole('textbox', { name: 'What was changed' }).fill('Night vision');
	await page.getByRole('button', { name: 'Record change' }).click();
	await expect(rowNamed(page, 'Night vision')).toBeVisible();

	await switchTo(page, 'Pine R&D');
	await page.getByRole('textbox', { name: 'Panel name' }).fill('Live view');
	await page.getByRole('button', { name: 'Record panel version' }).click();
	await expect(rowNamed(page, 'Live view')).toBeVisible();
	await expect(closedOperation(page, 'Device Logs')).toHaveAttribute('aria-disabled', 'true');
	await saved(page);

	page = await again();
	await expect(actingAs(page, 'Pine R&D')).toBeVisible();
	await switchTo(page, 'Nova Brands');
	await openProduct(page, 'Camera C1');
	await page.getByRole('tab', { name: 'Activity' }).click();
	await expect(rowNamed(page, 'Night vision')).toContainText('Terra Manufacturing');
	await expect(rowNamed(page, 'Live view')).toContainText('Pine R&D');
	await page.getByRole('tab', { name: 'Operations' }).click();
	await page.getByRole('link', { name: 'Device Logs' }).click();
	await registerDevice(page, 'C1-0001');
	await page.getByRole('button', { name: 'Simulate logs' }).click();
	await page
		.getByRole('dialog', { name: 'Simulate logs' })
		.getByRole('button', { name: /^Generate \d+ lines$/ })
		.click();
	await expect(guide(page, name).getByText('5 of 5 done')).toBeVisible();

	await goTo(page, 'Authorization');
	await deletePartner(page, 'Terra', ['Camera C1'], 'revoke');
	await page.reload();
	await expect(page.getByRole('heading', { name: 'No partner is authorized yet' })).toBeVisible();
	await openProduct(page, 'Camera C1');
	await page.getByRole('tab', { name: 'Activity' }).click();
	await expect(rowNamed(page, 'Night vision')).toContainText('Terra Manufacturing');
	await switchTo(page, 'Pine R&D');
	await goTo(page, 'Products');
	await page.getByRole('tab', { name: "Authorized Customer's Product" }).click();
	await expect(rowNamed(page, 'Camera C1')).toBeHidden();
});
