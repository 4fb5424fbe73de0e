/** What a person does on the pages of Products, by role and name only. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A row by its header cell. */
export const rowNamed = (place: Page | Locator, name: string): Locator => {
	const page = 'page' in place ? place.page() : place;
	return place.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
};

export async function openProducts(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Products', exact: true }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
}

/** Opens a product from one of the lists. */
export async function openProduct(page: Page, name: string): Promise<void> {
	await openProducts(page);
	await rowNamed(page, name).getByRole('link', { name }).click();
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Acts as another organization, on the same page. */
export async function actAs(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name: /^Acting as/ }).click();
	await page.getByRole('dialog', { name: 'Acting as' }).getByRole('link', { name, exact: true }).click();
	await expect(page.getByRole('button', { name: `Acting as ${name}` })).toBeVisible();
}

export const operation = (page: Page, name: string): Locator =>
	page.getByRole('navigation', { name: 'Operations' }).getByRole('link', { name });

/** An operation that is in sight, but not open. */
export const closedOperation = (page: Page, name: string): Locator =>
	page.getByRole('navigation', { name: 'Operations' }).getByRole('button', { name });

/** Opens the line for what an organization that may only purchase may not do. */
export const showMissing = (page: Page): Promise<void> =>
	page.getByRole('button', { name: 'Show what else there is, and why not' }).click();

export async function registerDevice(page: Page, serial: string): Promise<void> {
	await page.getByRole('button', { name: 'Register device' }).click();
	const dialog = page.getByRole('dialog', { name: 'Register device' });
	await dialog.getByRole('textbox', { name: 'Serial number' }).fill(serial);
	await dialog.getByRole('button', { name: 'Register device' }).click();
	await expect(dialog).toBeHidden();
	await expect(rowNamed(page, serial).first()).toBeVisible();
}
