import { expectNoAxeViolationsEither } from './accessibility';
import { expect, test } from './fixtures';
import { actingAs, jump, openScenario } from './home-steps';
import { upstream } from './starts';

test('the palette goes to places, organizations, products, and does things', async ({ begin }) => {
	const page = await begin(upstream);
	const search = page.getByRole('dialog', { name: 'Go to or do' }).getByRole('combobox');

	await page.keyboard.press('ControlOrMeta+k');
	await search.fill('act kilo');
	await page.getByRole('option', { name: /Act as Kilo PCBA/ }).click();
	await expect(actingAs(page, 'Kilo PCBA')).toBeVisible();

	await page.keyboard.press('ControlOrMeta+k');
	await search.fill('thermostat');
	await search.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Thermostat T1' })).toBeVisible();

	// However far the list is scrolled, a key begins at the best match.
	const chosen = page.getByRole('option', { selected: true });
	await page.keyboard.press('ControlOrMeta+k');
	await search.press('End');
	await search.press('a');
	await expect(chosen).toBeInViewport({ ratio: 1 });
	await chosen.hover();
	await page.mouse.wheel(0, 600);
	await expect(page.getByRole('option').first()).not.toBeInViewport();
	await search.press('c');
	await expect(page.getByRole('option').first()).toBeInViewport({ ratio: 1 });

	await search.fill('dark');
	await search.press('Enter');
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

	await page.keyboard.press('ControlOrMeta+k');
	await search.fill('中文');
	await search.press('Enter');
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
});

test('keys jump to places, list themselves, and rest where a person wants it', async ({ begin }) => {
	const page = await begin(upstream);
	const told = page.locator('[aria-live="assertive"]').filter({ visible: true });
	for (const [keys, heading] of [
		['gp', 'Products'],
		['gu', 'Purchase'],
		['go', 'Organizations'],
		['gh', 'History'],
		['ga', 'Authorization'],
		['gs', 'Settings']
	] as const) {
		await jump(page, keys, page.getByRole('heading', { level: 1, name: heading }));
		await expect(page).toHaveTitle(`${heading} · Grantbook`);
		await expect(told).toHaveText(`${heading} · Grantbook`);
	}
	await expectNoAxeViolationsEither(page);
	await page.keyboard.press('?');
	const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await expect(sheet).toBeVisible();
	await expect(sheet.getByText('Settings', { exact: true })).toBeVisible();
	await expect(sheet.getByText('Undo the last action')).toBeVisible();
	await page.keyboard.press('Escape');
	// The sheet has the same switch: on its way out it would still be one of two.
	await expect(sheet).toBeHidden();

	await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
	await page.keyboard.type('gp');
	await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('Ctrl-Z says what the last action was, and undoes it when asked again', async ({ open }) => {
	const page = await open();
	await openScenario(page, 'Factory purchases for a brand owner');
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.getByText('There is nothing of yours left to undo.')).toBeVisible();

	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill('orbit@example.com');
	await page.getByRole('textbox', { name: 'Partner Name' }).fill('Orbit');
	await page.getByRole('textbox', { name: 'Partner Name' }).press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
	await jump(page, 'ga', page.getByRole('rowheader', { name: 'Orbit' }));
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.getByText(/Undo the last action\?/)).toBeVisible();
	await expect(page.getByRole('rowheader', { name: 'Orbit' })).toBeVisible();
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.getByRole('rowheader', { name: 'Orbit' })).toBeHidden();
});
