/** What others changed is told where it concerns somebody: two windows of one browser, each acting as its organization. */
import type { Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { addProducts, authorized, purchase, rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { openScenario } from './home-steps';
import { goTo } from './purchase-steps';
import { addPartner, asOrganization } from './walkthrough-steps';

const scenario = 'Upstream factory makes PCBAs';
const bell = (page: Page) => page.getByRole('button', { name: /^News/ });
const granted = (page: Page) => page.getByRole('tab', { name: 'Granted to Me' });
const news = (page: Page) => page.getByRole('dialog', { name: 'News' });

/** A second window of the same workspace, acting as another organization. */
async function windowAs(page: Page, organization: string): Promise<Page> {
	await page.getByRole('button', { name: /^Acting as/ }).click();
	const [other] = await Promise.all([
		page.context().waitForEvent('page'),
		page.getByRole('link', { name: `Open as ${organization} in a new window` }).click()
	]);
	await expect(other.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	return other;
}

test('what is authorized in one window is told in the other, once, with links, and kept; one’s own edits are not', async ({
	open
}) => {
	const page = await open();
	await openScenario(page, scenario);
	const kilo = await windowAs(page, 'Kilo PCBA');
	await addPartner(page, 'kilo@example.com', 'Kilo');
	await addProducts(page, purchase(page), ['Desk Lamp', 'Wall Lamp']);
	await page.getByRole('button', { name: 'Authorize 2 products' }).click();
	await expect(rowOf(authorized(purchase(page)), 'Desk Lamp')).toBeVisible();
	await expect(bell(page)).toHaveAccessibleName('News');

	const toast = kilo.getByRole('listitem').filter({ hasText: 'authorized 2 products to you' });
	await expect(toast).toBeVisible();
	await expect(bell(kilo)).toHaveAccessibleName('News, 2 unread');
	await toast.getByRole('button', { name: 'Show' }).click();
	await expect(kilo.getByRole('heading', { level: 1, name: 'Granted by Aria Living' })).toBeVisible();
	await bell(kilo).click();
	await expect(news(kilo).getByRole('listitem')).toHaveText([
		/Aria Living authorized 2 products to you/,
		/Aria Living added you as a partner/
	]);
	const first = news(kilo).getByRole('listitem').first();
	await expect(first).toContainText('You may: Purchase.');
	await expectNoAxeViolationsEither(kilo);
	await first.getByRole('link', { name: /^Show/ }).click();
	await expect(news(kilo)).toBeHidden();
	await bell(kilo).click();
	await news(kilo).getByRole('button', { name: 'Mark all as read' }).click();
	await expect(bell(kilo)).toHaveAccessibleName('News');
	await kilo.close();

	// What is done here for an organization is counted where it is looked at, also after the window was closed.
	await goTo(page, 'Authorization');
	await addPartner(page, 'delta@example.com', 'Delta');
	await addProducts(page, purchase(page), ['Shelf Lamp']);
	await page.getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(rowOf(authorized(purchase(page)), 'Shelf Lamp')).toBeVisible();
	await page.reload();
	await asOrganization(page, 'Kilo PCBA');
	await expect(granted(page)).toHaveAccessibleName('Granted to Me');
	await asOrganization(page, 'Delta Manufacturing');
	await expect(bell(page)).toHaveAccessibleName('News, 2 unread');
	await expect(granted(page)).toHaveAccessibleName('Granted to Me 1 new');
	await granted(page).click();
	await expect(rowOf(page.getByRole('grid', { name: 'Granted to Me' }), 'Aria Living')).toContainText('New');
	await expectNoAxeViolationsEither(page);
	await goTo(page, 'Products');
	await goTo(page, 'Authorization');
	await expect(granted(page)).toHaveAccessibleName('Granted to Me');
	await expect(bell(page)).toHaveAccessibleName('News');
});
