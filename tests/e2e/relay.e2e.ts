/** Two browsers that are never online together, and a real relay between them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { startRelay } from '../relay/relay-process';
import { saved } from './home-steps';
import {
	addOrganization,
	connection,
	followInvitation,
	heading,
	invitation,
	join,
	openShare,
	organization
} from './sharing-steps';
import { upstream } from './starts';
import { expect, test } from './two-browsers';
import { visit } from './visit';

test(
	'a workspace reaches a browser by the relay alone, and what is written there comes back, each time with nobody else online',
	{ tag: '@more' },
	async ({ begin, home, partner }) => {
		test.setTimeout(600_000);
		const folder = mkdtempSync(path(tmpdir(), 'grantbook-relay-'));
		const relay = await startRelay({ RELAY_FILE: path(folder, 'relay.sqlite') });
		const page = await begin(upstream);
		await openShare(page);
		await page.getByLabel('Relay').fill(relay.url);
		await page.getByRole('button', { name: 'Save addresses' }).click();
		await page.getByRole('button', { name: 'Test', exact: true }).click();
		await expect(page.getByText('answers', { exact: true })).toBeVisible();
		await page.getByRole('button', { name: 'Start sharing' }).click();
		await expect(connection(page, 'Connected to the relay')).toBeVisible({ timeout: 90_000 });
		const standing = page.getByRole('region', { name: 'Relay' });
		await expect(standing.getByText('Up to date')).toBeVisible();
		const code = await invitation(page);
		const address = page.url();
		await visit(page, home);

		await followInvitation(partner, home, code);
		await expect(partner.getByText(relay.url)).toBeVisible();
		await join(partner, 'Bo');
		await expect(partner.getByText('You are looking at the view of Aria Living')).toBeVisible();
		await addOrganization(partner, 'Bravo');
		await saved(partner);
		await openShare(partner);
		await expect(partner.getByRole('region', { name: 'Relay' }).getByText('Up to date')).toBeVisible();
		await visit(partner, home);

		await visit(page, address);
		await expect(heading(page, 'Share')).toBeVisible();
		await page.getByRole('link', { name: 'Organizations', exact: true }).click();
		await expect(organization(page, 'Bravo')).toBeVisible();
		await visit(page, home);
		await relay.stop();
		rmSync(folder, { recursive: true });
	}
);
