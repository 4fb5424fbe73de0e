/** What History begins from in the tests, by role and name only. */
import type { Locator, Page } from '@playwright/test';
import { addNewPartner, addProducts, develop, rowOf, startBlank } from './authorization-steps';
import { goTo } from './purchase-steps';

/** Nova Brand authorizes Desk Lamp and Smart Plug to Kilo PCBA, and may revoke one; ends in History, with its list. */
export async function authorizeTwo(page: Page, revoked?: string): Promise<Locator> {
	await startBlank(page, 'Nova Brand');
	await addNewPartner(page, 'info@kilo-pcba.com', 'Kilo PCBA');
	await addProducts(page, develop(page), ['Desk Lamp', 'Smart Plug']);
	await page.getByRole('button', { name: 'Authorize 2 products' }).click();
	if (revoked !== undefined)
		await rowOf(develop(page).getByRole('grid', { name: /^Products authorized/ }), revoked)
			.getByRole('button', { name: 'Revoke' })
			.click();
	await goTo(page, 'History');
	return page.getByRole('grid', { name: 'History' });
}
