/** Browsers of their own, each a process, that meet by a signalling server. */
import type { Page } from '@playwright/test';
import { invitationCode, newRoomCredentials, type Invitation } from '../../src/lib/peers/invitation';
import type { SharingState } from '../../src/lib/peers/sharing-state';
import type { Desk } from './harness/desk';
import { harnessAddress } from './harness-address';
import { expect, test as base } from './several-browsers';
import { load } from './visit';

export { expect } from './several-browsers';

/** A desk in a browser process of its own. */
export interface Someone {
	page: Page;
	/** Waits until the state of its sharing is as wanted. */
	until(what: (state: SharingState) => boolean, timeout?: number): Promise<void>;
}

interface Fixtures {
	someone: () => Promise<Someone>;
	/** An invitation to a new room by way of the signalling server. */
	code: string;
	invitation: Invitation;
}

export const test = base.extend<Fixtures, { deskAddress: string }>({
	deskAddress: [async ({}, use) => use(await harnessAddress('harness')), { scope: 'worker' }],

	invitation: async ({ signalling }, use) => {
		const workspace = crypto.randomUUID();
		await use({
			...{ v: 2, workspace, name: 'Lamps', ...newRoomCredentials() },
			...{ signalling: [signalling.url], ice: [], claim: null, entries: 0 }
		});
	},

	code: async ({ invitation }, use) => use(invitationCode(invitation)),

	someone: async ({ pageAt, deskAddress, invitation }, use) => {
		let number = 0;
		await use(async () => {
			const page = await pageAt(number++);
			await enter(page, deskAddress, invitation.workspace);
			return { page, until: (what, timeout) => until(page, what, timeout) };
		});
	}
});

async function enter(page: Page, address: string, workspace: string): Promise<void> {
	await load(page, address);
	await page.waitForFunction(() => 'desk' in window);
	await page.evaluate((id) => window.desk.open(id), workspace);
}

async function until(page: Page, what: (state: SharingState) => boolean, timeout = 40_000): Promise<void> {
	let state: SharingState | undefined;
	const holds = async () => what((state = await page.evaluate(() => window.desk.state())));
	await expect
		.poll(holds, { timeout })
		.toBe(true)
		.catch((error: unknown) => {
			throw new Error(`still ${JSON.stringify(state)}`, { cause: error });
		});
}

/** Waits until all have the same entries. */
export async function untilAlike(all: Someone[], timeout = 40_000): Promise<void> {
	const digests = () => Promise.all(all.map(({ page }) => page.evaluate(() => window.desk.digest())));
	await expect.poll(async () => new Set(await digests()).size, { timeout }).toBe(1);
}

declare global {
	interface Window {
		desk: Desk;
	}
}
