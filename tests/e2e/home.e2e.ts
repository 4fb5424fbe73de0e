import { expectNoAxeViolations, expectNoAxeViolationsEither } from './accessibility';
import {
	addNewPartner,
	addProducts,
	develop,
	purchase,
	authorized,
	offered,
	openPicker,
	rowOf
} from './authorization-steps';
import { expect, test } from './fixtures';
import {
	actingAs,
	chooseFor,
	countClicks,
	goHome,
	guide,
	listed,
	openScenario,
	saved,
	showGuide
} from './home-steps';

const purchases = 'Factory purchases for a brand owner';

test(
	'a first visit is in a working setup with one click, and authorized in six; the steps tick themselves',
	{ tag: '@file' },
	async ({ page, open }) => {
		const clicks = await countClicks(page);
		await open();
		await openScenario(page, purchases);
		expect(await clicks()).toBeLessThanOrEqual(2);
		await expect(actingAs(page, 'Lumen Home')).toBeVisible();
		await expect(guide(page, purchases).getByText('0 of 4 done')).toBeVisible();
		await expectNoAxeViolations(page);
		await page.getByRole('link', { name: 'Add Authorization' }).click();
		await page.getByRole('combobox', { name: 'Authorized Account' }).fill('orbit@example.com');
		await page.getByRole('textbox', { name: 'Partner Name' }).fill('Orbit');
		await page.getByRole('textbox', { name: 'Partner Name' }).press('Enter');
		await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
		await expect(guide(page, purchases).getByText('1 of 4 done')).toBeVisible();
		const section = purchase(page);
		await openPicker(section);
		await rowOf(offered(section), 'Lamp A1').getByRole('checkbox').click();
		await section.getByRole('button', { name: 'Authorize 1 product' }).click();
		await expect(rowOf(authorized(section), 'Lamp A1')).toBeVisible();
		expect(await clicks()).toBeLessThanOrEqual(6);
		await expect(guide(page, purchases).getByText('2 of 4 done')).toBeVisible();
	}
);

test('from a blank workspace to authorized in ten clicks', async ({ page, open }) => {
	const clicks = await countClicks(page);
	await open();
	await page.getByRole('button', { name: 'Blank workspace' }).click();
	await expectNoAxeViolations(page);
	await page.getByRole('textbox', { name: 'Name' }).fill('Northlight');
	await expect(page.getByRole('textbox', { name: 'Account' })).toHaveValue('northlight@example.com');
	await page.getByRole('button', { name: 'Create organization' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await addNewPartner(page, 'kilo@example.com', 'Kilo PCBA');
	const section = develop(page);
	await addProducts(page, section, ['Lamp']);
	await section.getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(rowOf(authorized(section), 'Lamp')).toBeVisible();
	expect(await clicks()).toBeLessThanOrEqual(10);
});

test('whoever goes home right after an edit finds what it led to in the list, and the page where it was', async ({
	page,
	open
}) => {
	await open();
	const heading = page.getByRole('heading', { level: 1 });
	const place = await heading.boundingBox();
	await page.getByRole('button', { name: 'Blank workspace' }).click();
	await page.getByRole('textbox', { name: 'Name' }).fill('Nova');
	await page.getByRole('button', { name: 'Create organization' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await goHome(page);
	const row = page.getByRole('row').filter({ hasText: 'My workspace' });
	await expect(row.getByRole('gridcell').first()).toHaveText('1');
	expect(await heading.boundingBox()).toEqual(place);
});

test('a scenario starts over: a fresh one in its place, before its first authorization', async ({ open }) => {
	const page = await open();
	await openScenario(page, purchases);
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill('delta@example.com');
	await page.getByRole('textbox', { name: 'Partner Name' }).fill('Delta');
	await page.getByRole('textbox', { name: 'Partner Name' }).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
	await guide(page, purchases).getByRole('button', { name: 'Start over' }).click();
	await page
		.getByRole('alertdialog')
		.or(page.getByRole('dialog'))
		.getByRole('button', { name: 'Start over' })
		.click();
	await expect(page.getByRole('heading', { name: 'No partner is authorized yet' })).toBeVisible();
	await goHome(page);
	await expect(listed(page)).toHaveText([purchases]);
});

test('finished, a guide is out of sight until it is asked for, every step ticked; it stays as it was left', async ({
	open
}) => {
	const page = await open();
	const name = 'R&D factory develops together';
	await openScenario(page, name, 'See it finished');
	await expect(guide(page, name)).toBeHidden();
	await showGuide(page);
	await expect(guide(page, name).getByText('5 of 5 done')).toBeVisible();
	await guide(page, name).getByRole('button', { name: 'All steps' }).click();
	await expect(page.getByRole('dialog', { name }).getByRole('listitem')).toHaveCount(5);
	await expectNoAxeViolationsEither(page);
	await page.reload();
	await guide(page, name).getByRole('button', { name: 'Hide the guide' }).click();
	await page.reload();
	await expect(actingAs(page, 'Nova Brands')).toBeVisible();
	await expect(guide(page, name)).toBeHidden();
});

test('a supply network shows its progress, can be stopped, and begins anew when its page was closed half-way', async ({
	open
}) => {
	const page = await open();
	const article = page.getByRole('article', { name: 'Supply network' });
	const progress = page.getByRole('progressbar', { name: 'Setting the scene' });
	await article.getByRole('button', { name: 'Open' }).click();
	await expect(progress).toBeVisible();
	await page.getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
	await expect(page.getByRole('heading', { name: 'Begin with a scenario' })).toBeVisible();
	await expect(listed(page)).toHaveCount(0);

	await article.getByRole('button', { name: 'Open' }).click();
	await expect(progress).toHaveAttribute('aria-valuenow', /[1-9]/);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await page.getByRole('link', { name: 'Organizations', exact: true }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: 'Organizations' })).toBeVisible();
	await goHome(page);
	await expect(listed(page)).toHaveText(['Supply network']);
});

test('a supply network of a size of one’s choice is made in the background, or stopped and gone', async ({
	open
}) => {
	const page = await open();
	await page.getByRole('button', { name: 'Choose a size' }).click();
	const dialog = page.getByRole('dialog', { name: 'A supply network of any size' });
	const size = dialog.getByRole('slider', { name: 'Size' });
	await size.press('End');
	await expect(
		dialog.getByText('1,000 organizations, about 20,000 products and about 200,000 grants')
	).toBeVisible();
	await dialog.getByRole('button', { name: 'Make workspace' }).click();
	await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/);
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await expect(dialog.getByRole('progressbar')).toHaveCount(0);

	await size.press('Home');
	await dialog.getByRole('button', { name: 'Make workspace' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await expect(page.getByText(/^\d+ partners$/)).toBeVisible();
	await goHome(page);
	await expect(listed(page)).toHaveText(['Supply network']);
	const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
	expect(databases.filter((name) => name?.startsWith('grantbook-workspace-'))).toHaveLength(1);
});

test('workspaces are renamed, duplicated and deleted, each by itself', async ({ open }) => {
	const page = await open();
	await openScenario(page, purchases, 'See it finished');
	await saved(page);
	await goHome(page);
	const first = `${purchases} (finished)`;
	await expect(listed(page)).toHaveText([first]);

	await chooseFor(page, first, 'Rename');
	await page.getByRole('textbox', { name: 'Workspace name' }).fill('   ');
	await page.getByRole('button', { name: 'Rename' }).click();
	await expect(page.getByText('Enter a name.')).toBeVisible();
	await page.getByRole('textbox', { name: 'Workspace name' }).fill('Demo');
	await page.getByRole('button', { name: 'Rename' }).click();
	await expect(listed(page)).toHaveText(['Demo']);

	await chooseFor(page, 'Demo', 'Duplicate');
	await expect(listed(page)).toHaveText(['Demo (copy)', 'Demo']);
	await expectNoAxeViolations(page);

	await chooseFor(page, 'Demo', 'Delete');
	await page.getByRole('button', { name: 'Delete workspace' }).click();
	await expect(listed(page)).toHaveText(['Demo (copy)']);
	await page.getByRole('link', { name: 'Demo (copy)' }).click();
	await expect(actingAs(page, 'Lumen Home')).toBeVisible();
	await showGuide(page);
	await expect(guide(page, purchases).getByText('4 of 4 done')).toBeVisible();
});

test('what is done in one window shows in another one, as another organization', async ({
	open,
	context
}) => {
	const page = await open();
	await openScenario(page, purchases);
	await page.getByRole('button', { name: 'Acting as Lumen Home' }).click();
	const opening = context.waitForEvent('page');
	await page.getByRole('link', { name: 'Open as Orbit OEM in a new window' }).click();
	const other = await opening;
	await expect(actingAs(other, 'Orbit OEM')).toBeVisible();
	await other
		.getByRole('link', { name: 'Granted to Me' })
		.or(other.getByRole('tab', { name: 'Granted to Me' }))
		.or(other.getByRole('radio', { name: 'Granted to Me' }))
		.first()
		.click();

	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill('orbit@example.com');
	await page.getByRole('textbox', { name: 'Partner Name' }).fill('Orbit');
	await page.getByRole('textbox', { name: 'Partner Name' }).press('Enter');
	const section = purchase(page);
	await openPicker(section);
	await rowOf(offered(section), 'Lamp A1').getByRole('checkbox').click();
	await section.getByRole('button', { name: 'Authorize 1 product' }).click();
	await expect(other.getByRole('rowheader', { name: 'Lumen Home' })).toBeVisible();
});

test(
	'a workspace opens as it was left: the organization, after a restart',
	{ tag: '@file' },
	async ({ profile }) => {
		await openScenario(profile.page, purchases);
		await profile.page.getByRole('button', { name: 'Acting as Lumen Home' }).click();
		await profile.page.getByRole('link', { name: 'Delta Manufacturing', exact: true }).click();
		await expect(actingAs(profile.page, 'Delta Manufacturing')).toBeVisible();
		await saved(profile.page);
		await goHome(profile.page);
		const page = await profile.restart();
		await page.getByRole('link', { name: purchases }).click();
		await expect(actingAs(page, 'Delta Manufacturing')).toBeVisible();
	}
);

test('an address that leads to nothing shows a way on', async ({ page, open, faults }) => {
	faults.allow(/Not found/);
	await open('/no/such/page');
	await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
	await page.getByRole('link', { name: 'All workspaces', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Begin with a scenario' })).toBeVisible();

	await open('/w/nowhere/nobody/authorization');
	await expect(page.getByRole('heading', { name: 'This workspace is not in this browser' })).toBeVisible();
	await expectNoAxeViolations(page);
	await page.getByRole('link', { name: 'All workspaces', exact: true }).click();
	await openScenario(page, purchases);
	const workspace = new URL(page.url()).hash.split('/')[2];
	await open(`/w/${workspace}/nobody/authorization`);
	await expect(
		page.getByRole('heading', { name: 'This organization is not in the workspace' })
	).toBeVisible();
	await page.getByRole('link', { name: 'Orbit OEM' }).click();
	await expect(actingAs(page, 'Orbit OEM')).toBeVisible();
});
