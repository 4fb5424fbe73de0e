/** Sharing from an address that others can reach: a link and its picture; and an address that is not secure. */
import type { BrowserContext, Page } from '@playwright/test';
import { openScenario } from './home-steps';
import { connection, followInvitation, invitation, join, openShare, share } from './sharing-steps';
import { expect, test as base } from './two-browsers';
import { load } from './visit';

const scenario = 'Factory purchases for a brand owner';

interface Fixtures {
	/** A page at a browser process of its own that knows the app under a name of the net, over https or not. */
	someone: (address: string) => Promise<Page>;
}

const test = base.extend<Fixtures>({
	someone: async ({ browserAt, contextOptions, locale, home, faults }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (address) => {
			const browser = await browserAt(contexts.length);
			// The signalling server is on this computer, which a page of the net may ask for.
			const permissions = ['local-network-access'];
			const context = await browser.newContext({ ...contextOptions, locale, permissions });
			contexts.push(context);
			faults.watch(context);
			// Neither a name nor a certificate is needed for what never gets to the net.
			await context.route(`${address}**`, async (route) => {
				const url = route.request().url().replace(address, home);
				await route.fulfill({ response: await route.fetch({ url }) });
			});
			return context.newPage();
		});
		await Promise.all(contexts.map((context) => context.close()));
	}
});

test('from an address of the net, an invitation is a link and a picture, and leads in', async ({
	someone,
	signalling
}) => {
	const address = 'https://grantbook.test/';
	const page = await someone(address);
	await load(page, address);
	await openScenario(page, scenario, 'See it finished');
	await openShare(page);
	await share(page, signalling.url);
	const link = await invitation(page);
	expect(link).toContain(`${address}#/join/`);
	await expect(page.getByRole('img', { name: /QR code/ })).toHaveCount(1);

	const partner = await someone(address);
	await followInvitation(partner, address, link.split('#/join/')[1]!);
	await join(partner, 'Bo');
	await expect(connection(page, 'Connected with 1. Here now: Bo')).toBeVisible();
});

test('where an address is not secure, what will not work is said, and what to do', async ({ someone }) => {
	const address = 'http://grantbook.test/';
	const page = await someone(address);
	await load(page, address);
	const notice = page.getByRole('alert').filter({ hasText: 'This address cannot be used for sharing' });
	await expect(notice).toContainText('workspaces cannot be made, changed, shared or joined');
	await expect(notice.getByRole('listitem')).toHaveCount(3);
});
