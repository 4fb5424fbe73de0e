import { expect, type Page } from '@playwright/test';

/**
 * Opens an address by a full load, once what is being saved is stored. Changing only the hash would not wait: the
 * router then reloads the page by itself, after `goto` has returned, and pulls it away under the next step.
 */
export async function visit(page: Page, address: string): Promise<void> {
	await expect(page.getByText(/^(Saving…|正在保存…)$/)).toBeHidden();
	await page.goto('about:blank');
	await page.goto(address);
}
