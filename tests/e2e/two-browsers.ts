/** Two people at two browsers: two processes, with nothing in common. */
import type { Page } from '@playwright/test';
import { test as base } from './several-browsers';
import { withoutDialogs } from './without-dialogs';

export { expect } from './fixtures';

interface Fixtures {
	/** The page of somebody at a browser of their own. */
	partner: Page;
}

export const test = base.extend<Fixtures>({
	page: async ({ page }, use) => {
		await withoutDialogs(page);
		await use(page);
	},

	partner: async ({ pageAt }, use) => {
		const page = await pageAt(1);
		await withoutDialogs(page);
		await use(page);
	}
});
