/** The document room in a page of its own, and a look into what the browser keeps. */
import type { BrowserContext, Page } from '@playwright/test';
import type { StorageState } from '../../src/lib/document/ledger/api';
import { test as base } from './fixtures';
import type { Room } from './harness/room';
import type { Under } from './harness/under';
import { harnessAddress } from './harness-address';
import { load } from './visit';

interface Fixtures {
	/** A page with the room in it, in the test's own browser storage. */
	room: Page;
	/** Another tab beside it. */
	anotherTab: () => Promise<Page>;
}

export { expect } from './fixtures';

export const test = base.extend<Fixtures, { roomAddress: string }>({
	roomAddress: [async ({}, use) => use(await harnessAddress('harness')), { scope: 'worker' }],

	room: async ({ page, roomAddress }, use) => {
		await enter(page, roomAddress);
		await use(page);
	},

	anotherTab: async ({ context, roomAddress }, use) => {
		await use(() => newTab(context, roomAddress));
	}
});

/** Opens the room in a page. */
export async function enter(page: Page, address: string): Promise<void> {
	await load(page, address);
	await page.waitForFunction(() => 'room' in window);
}

async function newTab(context: BrowserContext, address: string): Promise<Page> {
	const page = await context.newPage();
	await enter(page, address);
	return page;
}

/** Waits until the room's storage is in a state. */
export async function untilState(page: Page, state: StorageState['state']): Promise<void> {
	await page.waitForFunction((wanted) => window.room.state().state === wanted, state);
}

declare global {
	interface Window {
		room: Room;
		under: Under;
	}
}
