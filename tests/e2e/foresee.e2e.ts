/** What follows from a change is shown before it happens: to whom, how far, and what stays. */
import type { Locator, Page } from '@playwright/test';
import { expectNoAxeViolations, expectNoAxeViolationsEither } from './accessibility';
import { authorized, chip, openPicker, purchase, rowOf, shiftsOf, undo } from './authorization-steps';
import { expect, test } from './fixtures';
import { goTo } from './purchase-steps';
import { upstream } from './starts';

/** Opens Set Permissions of the acting organization for a partner. */
async function manage(page: Page, partner: string): Promise<void> {
	await goTo(page, 'Authorization');
	await rowOf(page.getByRole('grid', { name: 'Granted by Me' }), partner)
		.getByRole('link', { name: 'Manage' })
		.click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
}

const rowIn = (page: Page, product: string): Locator => rowOf(authorized(purchase(page)), product);

test('before anything happens it is shown who gains, who loses, who keeps it another way', async ({
	begin
}) => {
	const page = await begin(upstream);
	await manage(page, 'Delta Manufacturing');
	const purifier = rowIn(page, 'Air Purifier P2');

	// Where only the partner feels it nothing is asked, and Undo is there.
	await purifier.getByRole('button', { name: 'Revoke' }).click();
	await expect(purifier).toBeHidden();
	await expect(page.getByRole('dialog')).toBeHidden();
	await undo(page);
	await expect(purifier).toBeVisible();

	// Letting Delta authorize third parties again wakes what Delta and Kilo granted: a yes is enough.
	await purifier.getByRole('switch', { name: 'Third Party' }).click();
	const gain = page.getByRole('dialog', { name: 'Others gain access too' });
	await expect(chip(shiftsOf(gain, 'Kilo PCBA'), 'Purchase: gained')).toBeVisible();
	await expect(shiftsOf(gain, 'Fenix SMT')).toContainText('Air Purifier P2');
	await gain.getByText('2 dormant authorizations wake').click();
	const woken = gain.getByRole('listitem').filter({ hasText: 'Kilo PCBA to Fenix SMT: Air Purifier P2' });
	await expect(woken.getByRole('img', { name: 'Purchase: held' })).toBeVisible();
	await expectNoAxeViolations(page);
	await gain.getByRole('button', { name: 'Cancel' }).click();
	await expect(gain).toBeHidden();
	await expect(purifier.getByRole('switch', { name: 'Third Party' })).not.toBeChecked();
	await purifier.getByRole('switch', { name: 'Third Party' }).click();
	await gain.getByRole('button', { name: 'Change anyway' }).click();
	await expect(purifier.getByRole('switch', { name: 'Third Party' })).toBeChecked();

	// Undoing that by the keys, pressed twice, would take it from them again: it is asked first.
	const loss = page.getByRole('dialog', { name: 'Others lose access too' });
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.getByText(/Undo the last action\?/)).toBeVisible();
	await page.keyboard.press('ControlOrMeta+z');
	await expect(chip(shiftsOf(loss, 'Fenix SMT'), 'Purchase: lost')).toBeVisible();
	await expect(loss.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
	await loss.getByRole('button', { name: 'Cancel' }).click();
	await expect(loss).toBeHidden();
	await expect(purifier.getByRole('switch', { name: 'Third Party' })).toBeChecked();

	// Kilo gets the thermostat from Aria itself too: nobody else feels that, so nothing is asked.
	await goTo(page, 'Authorization');
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill('kilo@example.com');
	await page.getByRole('textbox', { name: 'Partner Name' }).fill('Kilo');
	await page.getByRole('textbox', { name: 'Partner Name' }).press('Enter');
	await openPicker(purchase(page));
	await rowOf(purchase(page).getByRole('grid', { name: 'Products to authorize' }), 'Thermostat T1')
		.getByRole('checkbox')
		.check();
	await purchase(page).getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(rowIn(page, 'Thermostat T1')).toBeVisible();

	// Everything is revoked from Delta: some lose, one keeps something, and what others granted stays stored.
	await manage(page, 'Delta Manufacturing');
	for (const product of ['Air Purifier P2', 'Thermostat T1'])
		await rowIn(page, product)
			.getByRole('checkbox', { name: `Select ${product}` })
			.check();
	await purchase(page).getByRole('button', { name: 'Revoke 2 products' }).click();
	await expect(chip(shiftsOf(loss, 'Kilo PCBA'), 'Purchase: lost')).toBeVisible();
	await expect(shiftsOf(loss, 'Kilo PCBA')).not.toContainText('Thermostat T1');
	await expect(shiftsOf(loss, 'Delta Manufacturing')).toContainText('Thermostat T1');
	await loss.getByText('1 organization’s access stays, through another chain').click();
	await expect(loss.getByText('Kilo PCBA keeps it on Thermostat T1, through Aria Living.')).toBeVisible();
	await expect(loss.getByText('3 authorizations go dormant')).toBeVisible();
	await expectNoAxeViolationsEither(page);
	const go = loss.getByRole('button', { name: 'Revoke anyway' });
	await expect(go).toHaveAttribute('aria-disabled', 'true');
	await loss.getByRole('textbox').fill('revoke');
	await go.click();
	await expect(loss).toBeHidden();
	await expect(authorized(purchase(page))).toBeHidden();
	await undo(page);
	const back = page.getByRole('dialog', { name: 'Others gain access too' });
	await back.getByRole('button', { name: 'Undo' }).click();
	await expect(rowIn(page, 'Air Purifier P2').getByRole('switch', { name: 'Third Party' })).toBeChecked();
});
