import { expectNoAxeViolations } from './accessibility';
import { expect, test } from './fixtures';
import { open, TABLE } from './gallery-steps';

// Each theme in each language, at either end of the widths in turn. The pages of the app are looked at first as they
// are the other way round, see every-page.e2e.ts.
for (const [colorScheme, locale, width, tag] of [
	['light', 'zh-CN', 1440, []],
	['light', 'en-US', 320, ['@more']],
	['dark', 'en-US', 1440, ['@more']],
	['dark', 'zh-CN', 320, ['@more']]
] as const) {
	test.describe(`${colorScheme}, ${locale}, ${width} pixels wide`, () => {
		test.use({ colorScheme, locale, viewport: { width, height: 800 } });

		test(
			'all of the kit is accessible, and nothing is lost at the side',
			{ tag: [...tag] },
			async ({ page }) => {
				for (const place of ['/?storage=full', `${TABLE}?rows=12`, TABLE]) {
					await open(page, place);
					await expectNoAxeViolations(page);
					const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
					expect(beyond, `${place} is wider than the window`).toBeLessThanOrEqual(0);
				}
			}
		);
	});
}

test('what is open is accessible: menu, switcher, dialog, palette', async ({ page }) => {
	await open(page, '/');
	for (const name of ['My Space', 'Acting as Lumen Brands', 'Open dialog', 'Type to confirm']) {
		await page.getByRole('button', { name }).click();
		await expect(page.locator('[role="menu"], [role$="dialog"]').first()).toBeVisible();
		await expectNoAxeViolations(page);
		await page.keyboard.press('Escape');
		await expect(page.getByRole('button', { name })).toBeFocused();
	}
	await page.keyboard.press('Control+k');
	await expect(page.getByRole('dialog', { name: 'Go to or do' })).toBeVisible();
	await expectNoAxeViolations(page);
});

test('Tab leaves a table after the row that it is in', async ({ page }) => {
	await open(page, `${TABLE}?rows=40`);
	await page.getByRole('rowheader', { name: 'Desk Lamp 2', exact: true }).click();
	for (let stops = 0; stops < 4; stops++) await page.keyboard.press('Tab');
	const inTable = await page.evaluate(() => document.activeElement?.closest('[role=row]') !== null);
	expect(inTable).toBe(false);
});

test('sorting and search are in the address, and Back returns to the order before', async ({ page }) => {
	await open(page, `${TABLE}?rows=40`);
	const first = page.getByRole('rowheader').first();
	await page.getByRole('button', { name: 'Product', exact: true }).click();
	await page.getByRole('button', { name: 'Product', exact: true }).click();
	await expect(page).toHaveURL(/sort=-name/);
	await expect(first).toHaveText('Desk Lamp 40');
	await expect(page.getByRole('columnheader', { name: 'Product' })).toHaveAttribute(
		'aria-sort',
		'descending'
	);
	await page.goBack();
	await expect(first).toHaveText('Desk Lamp 1');

	await page.getByRole('searchbox', { name: 'Search by name or PID' }).fill('lamp 33');
	await expect(page).toHaveURL(/q=lamp\+33/);
	await expect(first).toHaveText('Desk Lamp 33');
	await expect(page.getByRole('searchbox')).toBeFocused();
	await page.reload();
	await expect(page.getByRole('searchbox')).toHaveValue('lamp 33');
});

test('where nothing matches, one button takes back the search and the filters, and leads into the table', async ({
	page
}) => {
	await open(page, `${TABLE}?rows=40&q=chair&origin=oem`);
	await page.getByRole('button', { name: 'Show all products' }).click();
	await expect(page).toHaveURL(/\?rows=40$/);
	await expect(page.getByRole('status').filter({ hasText: '40 products' })).toBeVisible();
	await expect(page.getByRole('checkbox', { name: 'Select Desk Lamp 1', exact: true })).toBeFocused();
});

test('rows are selected one by one, with shift, and all that match', async ({ page }) => {
	await open(page, `${TABLE}?rows=40`);
	await page.getByRole('checkbox', { name: 'Select Desk Lamp 2', exact: true }).click();
	await page
		.getByRole('checkbox', { name: 'Select Desk Lamp 6', exact: true })
		.click({ modifiers: ['Shift'] });
	await expect(page.getByRole('button', { name: 'Authorize 5 products' })).toBeVisible();
	await page.getByRole('checkbox', { name: 'Select all 40' }).click();
	await expect(page.getByRole('button', { name: 'Authorize 40 products' })).toBeVisible();
	await page.getByRole('button', { name: 'Clear selection' }).click();
	await expect(page.getByRole('checkbox', { name: 'Select all 40' })).not.toBeChecked();
});

test('a refused button is reached, says why, and does nothing', async ({ page }) => {
	await open(page, '/');
	const refused = page.getByRole('button', { name: 'Refused' });
	await page.getByRole('button', { name: 'Danger', exact: true }).focus();
	await page.keyboard.press('Tab');
	await expect(refused).toBeFocused();
	await expect(refused).toHaveAccessibleDescription('You may purchase this product but not develop it.');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('tooltip')).toBeHidden();
});

test('a field speaks on leaving it, and submitting moves to the first that is wrong', async ({ page }) => {
	await open(page, '/');
	const name = page.getByRole('textbox', { name: 'Partner Name' });
	await name.focus();
	await expect(name).not.toHaveAttribute('aria-invalid');
	await name.blur();
	await expect(name).toHaveAccessibleDescription('Give it a name.');
	await name.fill('Brightway');
	await expect(name).not.toHaveAttribute('aria-invalid');
	await name.fill('');
	await page.getByRole('button', { name: 'Confirm', exact: true }).click();
	await expect(name).toBeFocused();
});

test('an account is taken from the suggestions by the keyboard, and any other may be typed', async ({
	page
}) => {
	await open(page, '/');
	const account = page.getByRole('combobox', { name: 'Authorized Account' });
	await account.pressSequentially('nord');
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('option', { name: 'Nordlicht R&D' })).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('Enter');
	await expect(account).toHaveValue('account-3@example.com');
	await account.fill('someone@else.example');
	await expect(page.getByRole('listbox')).toBeHidden();
});

test('Enter takes no suggestion that was not chosen: it sends the text as it was typed', async ({ page }) => {
	await open(page, '/');
	const account = page.getByRole('combobox', { name: 'Authorized Account' });
	await account.pressSequentially('account-1');
	await expect(page.getByRole('option').first()).toBeVisible();
	await expect(account).not.toHaveAttribute('aria-activedescendant');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('textbox', { name: 'Partner Name' })).toBeFocused();
	await expect(account).toHaveValue('account-1');
});

test('what there is to choose is asked for when somebody chooses, and offered in order', async ({ page }) => {
	await open(page, '/');
	const product = page.getByRole('combobox', { name: 'Product' });
	await expect(product).toHaveValue('Any product');
	const root = page.locator('html');
	await expect(root).not.toHaveAttribute('data-asked');
	await product.focus();
	await expect(root).toHaveAttribute('data-asked', 'for lamps');
	await expect(page.getByRole('listbox', { name: 'Product' }).getByRole('option')).toHaveText([
		'Any product',
		...[1, 2, 3, 4, 5, 7, 10].map((number) => `Lamp ${number}pid ${number}`)
	]);
	await product.pressSequentially('lamp 1');
	await page.keyboard.press('Enter');
	await expect(product).toHaveValue('Lamp 1');
	await product.fill('pid 10');
	await page.keyboard.press('Enter');
	await expect(product).toHaveValue('Lamp 10');
	await product.fill('');
	await page.getByRole('combobox', { name: 'Authorized Account' }).focus();
	await expect(product).toHaveValue('Any product');
});

test('arrows go from tab to tab: a choice follows them, a link waits for Enter or Space', async ({
	page
}) => {
	await open(page, '/');
	const across = page.getByRole('tab', { name: 'Authorize to Collaborate Across Organizations' });
	const within = page.getByRole('tab', { name: 'Authorize to Collaborate Within Organization' });
	await across.focus();
	await page.keyboard.press('ArrowRight');
	await expect(within).toBeFocused();
	await expect(page.getByText('Panel within')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(across).toBeFocused();

	await page.getByRole('tab', { name: 'Granted by Me' }).focus();
	for (const [move, follow, to] of [
		['End', 'Enter', 'to-me'],
		['Home', 'Space', 'by-me']
	] as const) {
		await page.keyboard.press(move);
		await expect(
			page.getByRole('tab', { name: to === 'to-me' ? 'Granted to Me' : 'Granted by Me' })
		).toBeFocused();
		await expect(page.getByText(`List ${to}`)).toBeHidden();
		await page.keyboard.press(follow);
		await expect(page.getByText(`List ${to}`)).toBeVisible();
		await page.getByRole('tab', { selected: true, name: /Granted/ }).focus();
	}
});

test('the heaviest deletion waits for the word', async ({ page }) => {
	await open(page, '/');
	await page.getByRole('button', { name: 'Type to confirm' }).click();
	const revoke = page.getByRole('button', { name: 'Revoke all' });
	await expect(revoke).toHaveAttribute('aria-disabled', 'true');
	await page.getByRole('textbox', { name: 'Type “Brightway” to confirm' }).fill('Brightway');
	await revoke.click();
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(page.getByText('Revoked')).toBeVisible();
});

test('a toast has Undo; the keyboard goes to toasts, sees those behind, and goes back', async ({ page }) => {
	await open(page, '/');
	const send = page.getByRole('button', { name: 'Toast with undo' });
	await send.click();
	await send.click();
	const toasts = page.getByRole('region', { name: 'Notifications' }).getByRole('listitem');
	await expect(toasts).toHaveCount(1);
	await page.keyboard.press('Alt+t');
	await expect(toasts).toHaveCount(2);
	const undo = page.getByRole('button', { name: 'Undo', exact: true }).first();
	await expect(undo).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(send).toBeFocused();
	await expect(toasts).toHaveCount(1);
	await undo.click();
	await expect(page.getByText('Brought back')).toBeVisible();
});

test('a toast over a dialog can be pressed, and the dialog stays', async ({ page }) => {
	await open(page, '/');
	await page.getByRole('button', { name: 'Toast with undo' }).click();
	await page.getByRole('button', { name: 'Type to confirm' }).click();
	const field = page.getByRole('textbox', { name: 'Type “Brightway” to confirm' });
	await field.fill('Bright');
	const toasts = page.getByRole('region', { name: 'Notifications' });
	await toasts.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(toasts.getByText('Brought back')).toBeVisible();
	await expect(field).toHaveValue('Bright');
});

test('My Space leads to Authorization, and the switcher to another organization, here and in a new window', async ({
	page
}) => {
	await open(page, '/w/demo/o0/products');
	await page.getByRole('button', { name: 'My Space' }).click();
	await page.getByRole('menuitem', { name: 'Authorization' }).click();
	await expect(page).toHaveURL(/#\/w\/demo\/o0\/authorization$/);

	await page.getByRole('button', { name: 'Acting as Lumen Brands' }).click();
	const switcher = page.getByRole('dialog', { name: 'Acting as' });
	await expect(switcher.getByRole('link', { name: 'Open as Nordlicht R&D in a new window' })).toHaveAttribute(
		'target',
		'_blank'
	);
	await switcher.getByRole('searchbox').fill('nordl');
	await switcher.getByRole('link', { name: 'Nordlicht R&D', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Acting as Nordlicht R&D' })).toBeVisible();
	await expect(page).toHaveURL(/#\/w\/demo\/o3\/authorization$/);
});

test('keys jump to places, rest while one types, and can be turned off', async ({ page }) => {
	await open(page, TABLE);
	await page.getByRole('searchbox').pressSequentially('gp?');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('g');
	await page.keyboard.press('p');
	await expect(page).toHaveURL(/\/products$/);
	await page.keyboard.press('?');
	await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
	await page.keyboard.press('Escape');
	await page.keyboard.press('g');
	await page.keyboard.press('o');
	await expect(page).toHaveURL(/\/products$/);
});

test('the palette goes where one types, by the keyboard alone', async ({ page }) => {
	await open(page, TABLE);
	await page.keyboard.press('Control+k');
	await page.keyboard.type('nordl');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Acting as Nordlicht R&D' })).toBeVisible();
	await page.keyboard.press('Control+k');
	const palette = page.getByRole('dialog', { name: 'Go to or do' });
	const chosen = palette.getByRole('option', { selected: true });
	const idOf = async () => (await chosen.getAttribute('id'))!;
	const first = await idOf();
	await page.keyboard.press('ArrowUp');
	await expect(chosen).not.toHaveAttribute('id', first);
	await expect(chosen).toBeInViewport({ ratio: 1 });
	await expect(palette.getByRole('combobox')).toHaveAttribute('aria-activedescendant', await idOf());
	await page.keyboard.press('ArrowDown');
	await expect(chosen).toHaveAttribute('id', first);
	await page.keyboard.press('End');
	const last = palette.getByRole('option').last();
	await expect(last).toHaveAttribute('aria-selected', 'true');
	await expect(last).toBeInViewport({ ratio: 1 });
	const beforeLast = palette.getByRole('option').nth((await palette.getByRole('option').count()) - 2);
	await beforeLast.hover();
	await expect(beforeLast).toHaveAttribute('aria-selected', 'true');
});

test('theme and language change at once, and are there after a reload', async ({ page }) => {
	await open(page, '/');
	const choose = async (menu: string, choice: string) => {
		await page.getByRole('button', { name: menu }).click();
		await page.getByRole('menuitemradio', { name: choice }).click();
	};
	await choose('Appearance and language', 'Dark');
	await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
	await choose('Appearance and language', '简体中文');
	await expect(page.getByRole('button', { name: '我的空间' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
	await page.reload();
	await expect(page.getByRole('button', { name: '我的空间' })).toBeVisible();
	await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
});
