/** Two organizations at two browsers: shared and joined, live on both sides, stopped; and by files, with no network. */
import { actingAs, saved } from './home-steps';
import {
	addOrganization,
	chooseFile,
	connection,
	fileDialog,
	followInvitation,
	heading,
	invitation,
	join,
	mergeChosen,
	openChosen,
	openShare,
	organization,
	savedForPartner,
	share,
	shareAndInvite
} from './sharing-steps';
import { upstream } from './starts';
import { expect, test } from './two-browsers';
import { visit } from './visit';

const scenario = 'Upstream factory makes PCBAs';

test('a workspace is shared, joined by an invitation, live on both sides, and stopped', async ({
	begin,
	home,
	partner,
	signalling
}) => {
	test.setTimeout(600_000);
	const page = await begin(upstream);
	await openShare(page);
	await expect(page.getByText(/4 organizations, 3 partners, 4 products/)).toBeVisible();
	// What is typed in a fold stays when it is closed.
	const servers = page.getByLabel('Signalling servers');
	await servers.fill(signalling.url);
	await page.getByText('How browsers find each other').click();
	await expect(servers).toBeHidden();
	await page.getByText('How browsers find each other').click();
	await expect(servers).toHaveValue(signalling.url);
	await share(page, signalling.url);
	await expect(page.getByRole('group', { name: 'Invitation to join' }).getByRole('textbox')).toBeFocused();

	await followInvitation(partner, home, await invitation(page));
	// Read once: neither the address nor Back leads to the secret.
	expect(new URL(partner.url()).hash).toBe('#/join');
	await expect(partner.getByText(signalling.url)).toBeVisible();
	await expect(partner.getByText('Nothing has been contacted yet')).toBeVisible();
	await join(partner, 'Bo');
	await expect(partner.getByText('You are looking at the view of Aria Living')).toBeVisible();
	await expect(connection(page, 'Connected with 1. Here now: Bo')).toBeVisible();
	const here = page.getByRole('list', { name: 'Who is here' });
	await expect(here.getByRole('listitem').filter({ hasText: /\bBo\b/ })).toContainText(
		'Acts for no organization'
	);

	await addOrganization(page, 'Zed');
	await partner.getByRole('link', { name: 'Organizations', exact: true }).click();
	await expect(organization(partner, 'Zed')).toBeVisible();
	await addOrganization(partner, 'Bravo');
	await expect(organization(page, 'Bravo')).toBeVisible();

	// A reload comes back by itself.
	await saved(partner);
	await partner.reload();
	await expect(connection(partner, 'Connected with 1')).toBeVisible({ timeout: 90_000 });

	await openShare(page);
	await page.getByRole('button', { name: 'Stop sharing' }).click();
	await expect(connection(partner, 'Nobody else is here')).toBeVisible({ timeout: 90_000 });
	await expect(page.getByRole('button', { name: 'Start sharing' })).toBeVisible();
});

test('an invitation for a reserved organization is claimed, and one approval hands it over', async ({
	begin,
	home,
	partner,
	signalling
}) => {
	test.setTimeout(600_000);
	const page = await begin(upstream);
	await openShare(page);
	await page
		.getByRole('group', { name: 'Whose is Kilo PCBA?' })
		.getByRole('radio', { name: "A partner's" })
		.click();
	await share(page, signalling.url);
	await followInvitation(partner, home, await invitation(page, 'Invitation for Kilo PCBA'));
	await expect(partner.getByText('ask to take over Kilo PCBA')).toBeVisible();
	await join(partner, 'Bo');
	await expect(actingAs(partner, 'Kilo PCBA')).toBeVisible();
	await expect(partner.getByText('You asked to act as Kilo PCBA')).toBeVisible();

	await page.getByRole('link', { name: 'Compare and answer' }).click();
	await page.getByRole('button', { name: 'Approve', exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Approve and hand over' }).click();
	await expect(page.getByText('You are looking at the view of Kilo PCBA')).toBeHidden();
	await expect(partner.getByText('You asked to act as Kilo PCBA')).toBeHidden({ timeout: 90_000 });
	await openShare(page);
	const sides = page.getByRole('grid', { name: 'Whose is each organization?' });
	await expect(sides.getByRole('row', { name: /Kilo PCBA/ })).toContainText('Acts elsewhere');
	const here = page.getByRole('list', { name: 'Who is here' });
	await expect(here.getByRole('listitem').filter({ hasText: /\bBo\b/ })).toContainText('Verified');
});

test('one tab speaks with the peers, the others show who is there, and one of them takes over', async ({
	begin,
	context,
	home,
	partner,
	signalling
}) => {
	test.setTimeout(600_000);
	const page = await begin(upstream);
	await followInvitation(partner, home, await shareAndInvite(page, scenario, signalling.url));
	await join(partner, 'Bo');
	await expect(connection(page, 'Connected with 1')).toBeVisible();

	const other = await context.newPage();
	await visit(other, page.url());
	await expect(connection(other, 'Connected with 1. Here now: Bo')).toBeVisible({ timeout: 90_000 });
	await saved(page);
	await page.close();
	await addOrganization(other, 'Zed');
	await partner.getByRole('link', { name: 'Organizations', exact: true }).click();
	await expect(organization(partner, 'Zed')).toBeVisible({ timeout: 90_000 });
});

test('an invitation of a workspace that is here already merges, and says so', async ({
	begin,
	home,
	signalling
}) => {
	const page = await begin(upstream);
	await followInvitation(page, home, await shareAndInvite(page, scenario, signalling.url));
	await expect(page.getByText(`This workspace is here already, as ${scenario}`)).toBeVisible();
	await page.getByRole('button', { name: 'Keep a copy of my own' }).click();
	await expect(page.getByText(/^Upstream factory.*\(copy\) is a workspace of its own now\.$/)).toBeVisible();
	await page.getByRole('button', { name: 'Join and merge' }).click();
	await expect(heading(page, 'Authorization')).toBeVisible();
});

test('an invitation to another room asks before the present one is left, which is kept to go back to', async ({
	begin,
	home,
	signalling
}) => {
	const page = await begin(upstream);
	await openShare(page);
	await share(page, signalling.url);
	const earlier = await invitation(page);
	await page.getByRole('button', { name: 'New room' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'New room' }).click();
	await expect.poll(() => invitation(page)).not.toBe(earlier);
	const present = await invitation(page);

	await followInvitation(page, home, earlier);
	await expect(page.getByText('This invitation leads to another room')).toBeVisible();
	await page.getByRole('button', { name: 'Join and merge' }).click();
	const asks = page.getByRole('dialog', { name: `Join another room with ${scenario}` });
	await expect(asks).toContainText(
		'Whoever made this invitation, and everybody in its room, reads everything'
	);
	await asks.getByRole('button', { name: 'Join and merge' }).click();
	await expect(heading(page, 'Authorization')).toBeVisible();

	await openShare(page);
	expect(await invitation(page)).toBe(earlier);
	await page.getByRole('button', { name: 'Go back to that room' }).click();
	await expect.poll(() => invitation(page)).toBe(present);
});

test('what is no invitation is told so, and nothing is contacted', async ({ open }) => {
	const page = await open('/join/not-an-invitation');
	await expect(page.getByRole('alert')).toContainText('This is not an invitation');
	await page.getByLabel('Link or code').fill('hello');
	await page.getByRole('button', { name: 'Show the invitation' }).click();
	await expect(page.getByRole('alert')).toContainText('This is not an invitation');
});

test('with no server at all, files go to and fro: everything, then only what is lacking', async ({
	begin,
	home,
	partner
}) => {
	const page = await begin(upstream);
	await openShare(page);
	const everything = await savedForPartner(page);

	await visit(partner, home);
	await chooseFile(partner, 'Open a file', everything);
	await expect(fileDialog(partner)).toContainText(
		/All that .* had of the workspace .*: 4 organizations, \d+ entries/
	);
	await openChosen(partner, scenario);
	await expect(heading(partner, 'Authorization')).toBeVisible();
	await addOrganization(partner, 'Bravo');
	await openShare(partner);
	await expect(partner.getByRole('radio', { name: /What .* lacks/ })).toBeChecked();
	const answer = await savedForPartner(partner);
	expect(answer.length).toBeLessThan(everything.length / 2);

	await chooseFile(page, 'Open file', answer);
	await mergeChosen(page, '1 new entry');
	await page.getByRole('link', { name: 'Organizations', exact: true }).click();
	await expect(organization(page, 'Bravo')).toBeVisible();

	await openShare(page);
	await page.getByLabel('Or paste the text').fill(answer.replace(/Bravo/, 'Brave'));
	await page.getByRole('button', { name: 'Take in the text' }).click();
	await fileDialog(page).getByRole('button', { name: 'Merge into it' }).click();
	await expect(fileDialog(page).getByRole('status').filter({ hasText: 'Nothing new' })).toContainText(
		'not signed by the key it names'
	);
});

test('a workspace for one partner only holds the two and what is between them', async ({ begin }) => {
	const page = await begin(upstream);
	await openShare(page);
	await page.getByText('A workspace for one partner only').click();
	await page.getByLabel('Partner', { exact: true }).selectOption('Delta Manufacturing');
	await page.getByRole('button', { name: 'Make a workspace for this partner only' }).click();
	await expect(
		page.getByRole('button', { name: 'Workspace Aria Living and Delta Manufacturing' })
	).toBeVisible({ timeout: 90_000 });
	await expect(page.getByText(/^2 organizations, /)).toBeVisible();
	const delta = page.getByRole('group', { name: 'Whose is Delta Manufacturing?' });
	await expect(delta.getByRole('radio', { name: "A partner's" })).toBeChecked();
});
