/** What a person does on the way from a scenario to a deleted partner, by role and name only. */
import { expect, type Locator, type Page } from '@playwright/test';
import { authorized, offered, openPicker, rowOf } from './authorization-steps';
import { goTo, switchTo } from './purchase-steps';

const partners = (page: Page): Locator => page.getByRole('grid', { name: 'Granted by Me' });

/** Opens Authorization as an organization. */
export async function asOrganization(page: Page, name: string): Promise<void> {
	await switchTo(page, name);
	await goTo(page, 'Authorization');
}

/** Adds a partner by its account; ends on Set Permissions. */
export async function addPartner(page: Page, account: string, name: string): Promise<void> {
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill(account);
	await page.getByRole('textbox', { name: 'Partner Name' }).fill(name);
	await page.getByRole('textbox', { name: 'Partner Name' }).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
}

/** Opens Set Permissions of a partner. */
export async function manage(page: Page, partner: string): Promise<void> {
	await goTo(page, 'Authorization');
	await rowOf(partners(page), partner).getByRole('link', { name: 'Manage' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
}

/** Authorizes products that a section offers: one's own, or a customer's. */
export async function authorize(
	section: Locator,
	products: readonly string[],
	from: 'Authorized My Product' | "Authorized Customer's Product" = 'Authorized My Product'
): Promise<void> {
	await openPicker(section);
	await section.getByRole('tab', { name: from }).click();
	for (const product of products) await rowOf(offered(section), product).getByRole('checkbox').check();
	await section.getByRole('button', { name: /^Authorize \d+ products?$/ }).click();
	for (const product of products) await expect(rowOf(authorized(section), product)).toBeVisible();
}

/**
 * Deletes a partner that still has products: refused with what stands in the way, cleared by one action, then
 * deleted from where the focus is. `word` is typed where organizations beyond the partner lose access.
 */
export async function deletePartner(
	page: Page,
	partner: string,
	products: readonly string[],
	word?: string
): Promise<void> {
	const row = rowOf(partners(page), partner);
	const remove = row.getByRole('button', { name: 'Delete' });
	await remove.click();
	const dialog = page.getByRole('dialog', { name: `${partner} cannot be deleted yet` });
	for (const product of products)
		await expect(dialog.getByRole('listitem').filter({ hasText: product }).first()).toBeVisible();
	if (word) await dialog.getByRole('textbox').fill(word);
	await dialog.getByRole('button', { name: /^Revoke (all )?\d+ product/ }).click();
	await expect(dialog).toBeHidden();
	await expect(remove).toBeFocused();
	await remove.click();
	await expect(row).toBeHidden();
}
