/** Browsers beside the worker's own, and the signalling server by which they meet: for all tests of a worker. */
import type { Browser, Page } from '@playwright/test';
import { signal } from '../../scripts/signal.js';
import { test as base } from './fixtures';
import { SharedContext } from './shared-context';

export { expect } from './fixtures';

interface WorkerFixtures {
	/** A browser process by its number; the first one is the worker's own. */
	browserAt: (number: number) => Promise<Browser>;
	/** The browser context that tests have in turn, in each of them. */
	sharedAt: (number: number) => Promise<SharedContext>;
	/** A signalling server; who stops it starts it again. */
	signalling: Awaited<ReturnType<typeof signal>>;
}

interface Fixtures {
	/** A page at a browser process by its number, emptied after the test. */
	pageAt: (number: number) => Promise<Page>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
	browserAt: [
		async ({ playwright, launchOptions, browser }, use) => {
			const browsers = [Promise.resolve(browser)];
			await use((number) => (browsers[number] ??= playwright.chromium.launch(launchOptions)));
			const others = await Promise.all(browsers.slice(1));
			await Promise.all(others.map((other) => other?.close()));
		},
		{ scope: 'worker' }
	],

	sharedAt: [
		async ({ browserAt, shared }, use) => {
			const contexts = [Promise.resolve(shared)];
			await use(
				(number) => (contexts[number] ??= browserAt(number).then((browser) => SharedContext.start(browser)))
			);
		},
		{ scope: 'worker' }
	],

	signalling: [
		async ({}, use) => {
			const server = await signal({ port: 0 });
			await use(server);
			await server.stop();
		},
		{ scope: 'worker' }
	],

	pageAt: async ({ sharedAt, faults }, use) => {
		const ends: (() => Promise<void>)[] = [];
		await use(async (number) => {
			const shared = await sharedAt(number);
			const unwatch = faults.watch(shared.context);
			ends.push(async () => {
				unwatch();
				await shared.empty();
			});
			return shared.page();
		});
		await Promise.all(ends.map((end) => end()));
	}
});
