/** Browsers of their own, each a process with its own profile, that meet by a signalling server of the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { newRoom, type Invitation } from '../../src/lib/peers/invitation';
import type { SharingState } from '../../src/lib/peers/state';
import { serve } from '../tools/serve.js';
import { signal } from '../tools/signal.js';
import { expect, test as base } from './fixtures';
import type { Desk } from './harness/sharing/desk';
import { visit } from './visit';

export { expect } from './fixtures';

/** A desk in a browser process of its own. */
export interface Someone {
	page: Page;
	context: BrowserContext;
	/** Waits until the state of its sharing is as wanted. */
	until(what: (state: SharingState) => boolean, timeout?: number): Promise<void>;
}

interface Fixtures {
	signalling: Awaited<ReturnType<typeof signal>>;
	someone: () => Promise<Someone>;
	/** An invitation to a new room by way of the test's signalling server. */
	code: string;
	invitation: Invitation;
}

/** Between two processes of one machine a browser names itself by mDNS, which not every machine resolves. */
const LOCAL_ADDRESSES = '--disable-features=WebRtcHideLocalIpsWithMdns';

export const test = base.extend<Fixtures, { deskAddress: string }>({
	deskAddress: [
		async ({}, use) => {
			const folder = mkdtempSync(join(tmpdir(), 'grantbook-desk-'));
			await build({
				configFile: false,
				root: resolve('tests/e2e/harness/sharing'),
				logLevel: 'error',
				build: { outDir: folder, emptyOutDir: true, modulePreload: false }
			});
			const { url, close } = await serve(folder, { port: 0 });
			await use(url);
			close();
			rmSync(folder, { recursive: true, force: true });
		},
		{ scope: 'worker' }
	],

	signalling: async ({}, use) => {
		const server = await signal({ port: 0 });
		await use(server);
		await server.stop();
	},

	invitation: async ({ signalling }, use) => {
		const workspace = crypto.randomUUID();
		await use({
			...{ v: 1, workspace, name: 'Lamps', ...newRoom() },
			...{ signalling: [signalling.url], ice: [], claim: null, entries: 0 }
		});
	},

	code: async ({ invitation }, use) => {
		const { invitationCode } = await import('../../src/lib/peers/invitation');
		await use(invitationCode(invitation));
	},

	someone: async ({ playwright, launchOptions, deskAddress, invitation, faults }, use) => {
		const ends: (() => Promise<void>)[] = [];
		await use(async () => {
			const folder = mkdtempSync(join(tmpdir(), 'grantbook-peer-'));
			const args = [...(launchOptions.args ?? []), LOCAL_ADDRESSES];
			const context = await playwright.chromium.launchPersistentContext(folder, { ...launchOptions, args });
			ends.push(async () => {
				await context.close();
				rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
			});
			faults.watch(context);
			const page = context.pages()[0]!;
			await enter(page, deskAddress, invitation.workspace);
			return { page, context, until: (what, timeout) => until(page, what, timeout) };
		});
		await Promise.all(ends.map((end) => end()));
	}
});

async function enter(page: Page, address: string, workspace: string): Promise<void> {
	await visit(page, address);
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
