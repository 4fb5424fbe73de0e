/** Sharing from an address that others can reach: a link and its picture; and an address that is not secure. */
import type { Browser, Page } from '@playwright/test';
import { openScenario } from './home-steps';
import { connection, followInvitation, invitation, join, openShare, share } from './sharing-steps';
import { expect, test as base } from './two-browsers';
import { visit } from './visit';

const scenario = 'Factory purchases for a brand owner';

interface Fixtures {
	/** A page at a browser that knows the app under a name of the net, over https or not. */
	someone: (safely: boolean) => Promise<{ page: Page; address: string }>;
}

const test = base.extend<Fixtures>({
	someone: async ({ playwright, launchOptions, home, faults }, use) => {
		const browsers: Browser[] = [];
		const named = home.replace('localhost', 'grantbook.test').replace('127.0.0.1', 'grantbook.test');
		await use(async (safely) => {
			const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP grantbook.test 127.0.0.1'];
			const browser = await playwright.chromium.launch({ ...launchOptions, args });
			browsers.push(browser);
			const context = await browser.newContext({
				...{ locale: 'en-US', reducedMotion: 'reduce' },
				// The signalling server is on this computer, which a page of the net may ask for.
				permissions: ['local-network-access']
			});
			faults.watch(context);
			const address = safely ? 'https://grantbook.test/' : named;
			// No certificate is needed for what never gets to the net.
			if (safely)
				await context.route(`${address}**`, async (route) => {
					const url = route.request().url().replace(address, home);
					await route.fulfill({ response: await route.fetch({ url }) });
				});
			return { page: await context.newPage(), address };
		});
		await Promise.all(browsers.map((browser) => browser.close()));
	}
});

test('from an address of the net, an invitation is a link and a picture, and leads in', async ({
	someone,
	signalling
}) => {
	const { page, address } = await someone(true);
	await visit(page, address);
	await openScenario(page, scenario, 'See it finished');
	await openShare(page, scenario);
	await share(page, signalling);
	const link = await invitation(page);
	expect(link).toContain(`${address}#/join/`);
	await page.getByRole('button', { name: 'QR code' }).click();
	await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();

	const { page: partner } = await someone(true);
	await followInvitation(partner, address, link.split('#/join/')[1]!);
	await join(partner, 'Bo');
	await expect(connection(page, 'Connected with 1. Here now: Bo')).toBeVisible();
});

test('where an address is not secure, what will not work is said, and what to do', async ({ someone }) => {
	const { page, address } = await someone(false);
	await visit(page, address);
	const notice = page.getByRole('alert').filter({ hasText: 'This address cannot be used for sharing' });
	await expect(notice).toContainText('workspaces cannot be made, changed, shared or joined');
	await expect(notice.getByRole('listitem')).toHaveCount(3);
});
