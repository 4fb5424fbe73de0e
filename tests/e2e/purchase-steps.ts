/** What a person does in a scenario and on the pages of Purchase, Organizations and History, by role and name only. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Opens a scenario as its story has left it; ends on Authorization. */
export async function openFinished(page: Page, scenario: string): Promise<void> {
	await page
		.getByRole('article', { name: scenario })
		.getByRole('button', { name: 'See it finished' })
		.click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
}

export async function goTo(page: Page, place: string): Promise<void> {
	const places = page.getByRole('navigation', { name: 'Places' });
	const link = places.getByRole('link', { name: place });
	// A phone has most of them in a sheet.
	const more = places.getByRole('button', { name: 'More' });
	await link.or(more).first().waitFor();
	if (await link.isVisible()) await link.click();
	else {
		await more.click();
		await page.getByRole('dialog', { name: 'More' }).getByRole('link', { name: place }).click();
	}
	await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
}

/** Acts as another organization, by the switcher: the place stays. */
export async function switchTo(page: Page, organization: string): Promise<void> {
	await page.getByRole('button', { name: /^Acting as/ }).click();
	await page.getByRole('link', { name: organization, exact: true }).click();
	await expect(page.getByRole('button', { name: `Acting as ${organization}` })).toBeVisible();
}

/** The picker of a new order, where it was opened with **Add products**. */
export const picker = (page: Page): Locator =>
	page.getByRole('dialog', { name: 'Add products to the order' });

/** Begins a new order with products of customers. */
export async function beginOrder(page: Page, products: readonly string[]): Promise<void> {
	await page.getByRole('link', { name: 'New order' }).first().click();
	await page.getByRole('button', { name: 'Add products' }).click();
	await picker(page).getByRole('tab', { name: "Authorized Customer's Product" }).click();
	for (const product of products)
		await picker(page)
			.getByRole('checkbox', { name: `Select ${product}` })
			.check();
	await picker(page)
		.getByRole('button', { name: /^Add \d+ products?$/ })
		.click();
	await expect(picker(page)).toBeHidden();
}

/** Sends the order; ends on its page and answers with its number. */
export async function place(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Place order' }).click();
	const title = page.getByRole('heading', { level: 1, name: /^Order PO-/ });
	await expect(title).toBeVisible();
	return (await title.innerText()).replace('Order ', '');
}
