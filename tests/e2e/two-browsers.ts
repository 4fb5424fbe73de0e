/** Two people at two browsers (two processes, nothing in common), and the signalling server by which they meet. */
import type { Browser, Page } from '@playwright/test';
import { signal } from '../tools/signal.js';
import { test as base } from './fixtures';
import { withoutDialogs } from './without-dialogs';

export { expect } from './fixtures';

interface Fixtures {
	/** The address of a signalling server that runs for this test. */
	signalling: string;
	/** The page of somebody at a browser of their own. */
	partner: Page;
}

export const test = base.extend<Fixtures>({
	page: async ({ page }, use) => {
		await withoutDialogs(page);
		await use(page);
	},

	signalling: async ({ faults }, use) => {
		const server = await signal({ port: 0 });
		await use(server.url);
		// Whoever still shares at the end looks for it in vain.
		faults.allow(/WebSocket connection to .* failed/);
		await server.stop();
	},

	partner: async ({ playwright, launchOptions, contextOptions, viewport, locale, faults }, use) => {
		const browser: Browser = await playwright.chromium.launch(launchOptions);
		const context = await browser.newContext({ ...contextOptions, viewport, locale });
		faults.watch(context);
		await withoutDialogs(context);
		await use(await context.newPage());
		await browser.close();
	}
});
