/**
 * What every Chromium test starts from: the app's address (a server's, or the single file's on disk), a browser
 * that can be closed and started again, and a watch that fails the test on any complaint of the browser.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { Faults } from './faults';
import { saved } from './home-steps';
import { CONTEXT_LOOKS, LOOKS } from './looks';
import { SharedContext } from './shared-context';
import { load, visit } from './visit';

export { expect } from '@playwright/test';

/** Where the app is opened from. */
export interface Opened {
	from: 'http' | 'file';
	/** A browser context of the test's own, for what would outlive it in the one that all have in turn. */
	ownContext: boolean;
}

/** A browser with a profile on disk, which outlives its window. */
export interface Profile {
	/** The page that the browser has open now; another one after every restart. */
	readonly page: Page;
	readonly context: BrowserContext;
	/** Closes the browser as a person does and starts it again on the same profile, at the same address. */
	restart(): Promise<Page>;
	/** The whole browser falls in the middle of whatever it does, and is started again, at the same address. */
	crash(): Promise<Page>;
}

/** What tests begin with: a workspace, made as a person makes it. */
export interface Start {
	name: string;
	/** From the first page; ends where the tests go on. */
	make: (page: Page) => Promise<unknown>;
}

interface WorkerFixtures {
	/** The browser context that tests have in turn. */
	shared: SharedContext;
}

interface Fixtures {
	/** The address of the app, without a hash. */
	home: string;
	/** What the browser complained about; `faults.allow(/…/)` for what a test provokes. */
	faults: Faults;
	/** Opens a place of the app, such as `/w/abc`, in the test's page or in another one: where the app is there, as by a link. */
	open: (place?: string, page?: Page) => Promise<Page>;
	/** Opens what was made for an earlier test, as it was stored then; made now where it is the first. */
	begin: (start: Start) => Promise<Page>;
	/** A browser that can be restarted: for what must outlive it. */
	profile: Profile;
}

/** The address of a place: everything after the hash. */
const address = (home: string, place: string) => `${home}#${place}`;

export const test = base.extend<Fixtures & Opened, WorkerFixtures>({
	from: ['http', { option: true }],
	ownContext: [false, { option: true }],

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

	shared: [
		async ({ browser }, use) => {
			const shared = await SharedContext.start(browser);
			await use(shared);
			await shared.context.close();
		},
		{ scope: 'worker' }
	],

	context: async ({ browser, shared, ownContext, locale, reducedMotion, serviceWorkers, faults }, use) => {
		const looks = { locale, reducedMotion, serviceWorkers };
		if (ownContext || !isDeepStrictEqual(looks, CONTEXT_LOOKS)) {
			const context = await browser.newContext();
			faults.watch(context);
			await use(context);
			await context.close();
			return;
		}
		await shared.expectEmpty();
		const unwatch = faults.watch(shared.context);
		await use(shared.context);
		unwatch();
		await shared.empty();
	},

	page: async ({ context, shared, viewport, colorScheme }, use) => {
		const isShared = context === shared.context;
		const page = isShared ? await shared.page() : await context.newPage();
		if (isShared && viewport && !isDeepStrictEqual(viewport, LOOKS.viewport))
			await page.setViewportSize(viewport);
		if (isShared && colorScheme !== LOOKS.colorScheme) await page.emulateMedia({ colorScheme });
		await use(page);
	},

	open: async ({ home, page: own }, use) => {
		await use(async (place = '/', page = own) => {
			await visit(page, address(home, place));
			return page;
		});
	},

	begin: async ({ home, shared, context, page }, use) => {
		await use(async ({ name, make }) => {
			const own = context !== shared.context;
			const place = own ? undefined : await shared.putBack(home, name);
			if (place !== undefined) await load(page, address(home, place));
			else {
				await load(page, address(home, '/'));
				await make(page);
				if (!own) await copyStored(page, name);
			}
			await expect(page.getByRole('button', { name: /^Acting as/ })).toBeVisible();
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			return page;
		});

		async function copyStored(page: Page, name: string): Promise<void> {
			const url = page.url();
			await saved(page);
			await visit(page, address(home, '/'));
			await expect(page.getByRole('grid', { name: 'Your workspaces' })).toBeVisible();
			await shared.copy(home, name, url.split('#')[1]!);
			await visit(page, url);
		}
	},

	profile: async ({ playwright, launchOptions, contextOptions, viewport, locale, home, faults }, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'grantbook-profile-'));
		const start = async (url: string) => {
			const options = { ...contextOptions, ...launchOptions, viewport, locale };
			const context = await playwright.chromium.launchPersistentContext(folder, options);
			faults.watch(context);
			const page = context.pages()[0] ?? (await context.newPage());
			await load(page, url);
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
			},
			async crash() {
				const url = running.page.url();
				const gone = new Promise((closed) => running.context.on('close', closed));
				const session = await running.context.newCDPSession(running.page);
				session.send('Browser.crash').catch(() => undefined);
				await gone;
				running = await start(url);
				return running.page;
			}
		});
		await running.context.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	}
});
