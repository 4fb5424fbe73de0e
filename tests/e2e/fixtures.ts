/**
 * What every Chromium test starts from: the app's address (a server's, or the single file's on disk), a browser
 * that can be closed and started again, and a watch that fails the test on any complaint of the browser.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { Faults } from './faults';
import { visit } from './visit';

export { expect } from '@playwright/test';

/** Where the app is opened from. */
export interface Opened {
	from: 'http' | 'file';
}

/** A browser with a profile on disk, which outlives its window. */
export interface Profile {
	/** The page that the browser has open now; another one after every restart. */
	readonly page: Page;
	readonly context: BrowserContext;
	/** Closes the browser as a person does and starts it again on the same profile, at the same address. */
	restart(): Promise<Page>;
}

interface Fixtures {
	/** The address of the app, without a hash. */
	home: string;
	/** What the browser complained about; `faults.allow(/…/)` for what a test provokes. */
	faults: Faults;
	/** Opens a place of the app, such as `/w/abc`, in the test's page or in another one. */
	open: (place?: string, page?: Page) => Promise<Page>;
	/** A browser that can be restarted: for what must outlive it. */
	profile: Profile;
}

/** The address of a place: everything after the hash. */
const address = (home: string, place: string) => `${home}#${place}`;

export const test = base.extend<Fixtures & Opened>({
	from: ['http', { option: true }],

	home: async ({ from }, use) => {
		const file = pathToFileURL(resolve('build-single/index.html')).href;
		await use(from === 'file' ? file : (process.env.GRANTBOOK_URL ?? ''));
	},

	faults: [
		async ({}, use) => {
			const faults = new Faults();
			await use(faults);
			faults.expectNone();
		},
		{ auto: true }
	],

	context: async ({ context, faults }, use) => {
		faults.watch(context);
		await use(context);
	},

	open: async ({ home, page: own }, use) => {
		await use(async (place = '/', page = own) => {
			await visit(page, address(home, place));
			return page;
		});
	},

	profile: async ({ playwright, launchOptions, contextOptions, viewport, locale, home, faults }, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'grantbook-profile-'));
		const start = async (url: string) => {
			const options = { ...contextOptions, ...launchOptions, viewport, locale };
			const context = await playwright.chromium.launchPersistentContext(folder, options);
			faults.watch(context);
			const page = context.pages()[0] ?? (await context.newPage());
			await visit(page, url);
			return { context, page };
		};
		let running = await start(address(home, '/'));
		await use({
			get page() {
				return running.page;
			},
			get context() {
				return running.context;
			},
			async restart() {
				const url = running.page.url();
				await running.context.close();
				running = await start(url);
				return running.page;
			}
		});
		await running.context.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	}
});
