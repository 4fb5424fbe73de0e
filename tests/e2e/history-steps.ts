/** What History begins from in the tests, by role and name only. */
import type { Locator, Page } from '@playwright/test';
import { authorized, develop, rowOf } from './authorization-steps';
import { goTo } from './purchase-steps';

/** From Set Permissions to History, where a product may be revoked first; answers with its list. */
export async function openHistory(page: Page, revoked?: string): Promise<Locator> {
	if (revoked !== undefined)
		await rowOf(authorized(develop(page)), revoked)
			.getByRole('button', { name: 'Revoke' })
			.click();
	await goTo(page, 'History');
	return page.getByRole('grid', { name: 'History' });
}
