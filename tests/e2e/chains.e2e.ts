/** Who got what through whom, as a picture and as a table, and what can be done from there. */
import { expectNoAxeViolationsEither } from './accessibility';
import { drag, edge, inPicture, openFinished, picture, savePicture } from './chains-steps';
import { expect, test } from './fixtures';
import { jump } from './home-steps';
import { chooseFile, dropFile, fileDialog, openChosen } from './sharing-steps';
import { starFile } from './star-file';
import { upstream } from './starts';
import { withoutDialogs } from './without-dialogs';

test.beforeEach(({ page }) => withoutDialogs(page));

test('from a product to who got it through whom, in the picture and in the table', async ({ begin }) => {
	const page = await begin(upstream);
	await page.getByRole('link', { name: 'Products', exact: true }).first().click();
	await page.getByRole('rowheader').getByRole('link', { name: 'Thermostat T1' }).click();
	await page.getByRole('link', { name: 'Show chains' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Chains of Thermostat T1' })).toBeVisible();
	await expect(page.getByRole('combobox', { name: 'Product or organization' })).toHaveValue('Thermostat T1');
	await expect(page.getByRole('button', { name: 'Show everything in view' })).toBeInViewport({ ratio: 1 });
	await expect(edge(page, 'Aria Living', 'Delta Manufacturing')).toBeAttached();
	await expect(edge(page, 'Delta Manufacturing', 'Kilo PCBA')).toBeAttached();

	await inPicture(page, 'Kilo PCBA').click();
	const details = page.getByRole('complementary', { name: 'Selected organization' });
	await expect(details).toContainText('Delta Manufacturing');
	await details.getByRole('button', { name: 'Only paths through it' }).click();
	await expect(page.getByText('Only the paths through Kilo PCBA')).toBeVisible();
	await page.getByRole('button', { name: 'Show everything', exact: true }).first().click();

	await page.getByRole('radio', { name: 'Table' }).check();
	const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Kilo PCBA' }) });
	await expect(row).toContainText('Delta Manufacturing');
	await expect(row.getByRole('img', { name: /^Purchase: held/ })).toBeVisible();
	await row.getByRole('link', { name: 'Manage' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Acting as Delta Manufacturing' })).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('radio', { name: 'Table' })).toBeChecked();
});

test(
	'a drag sets permissions between two organizations, or says why not',
	{ tag: '@file-more' },
	async ({ begin }) => {
		const page = await begin(upstream);
		await page.getByRole('link', { name: 'Show chains' }).click();
		await expect(inPicture(page, 'Fenix SMT')).toBeVisible();
		await expectNoAxeViolationsEither(page);
		await drag(page, 'Delta Manufacturing', 'Kilo PCBA');
		await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Acting as Delta Manufacturing' })).toBeVisible();

		await page.goBack();
		await drag(page, 'Kilo PCBA', 'Aria Living');
		await expect(page.getByRole('textbox', { name: 'Partner Name' })).toHaveValue('Aria Living');
		await page.getByRole('button', { name: 'Confirm' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
	}
);

test('all of it by keyboard: from grantor to grantee, what one has, and Set Permissions', async ({
	begin
}) => {
	const page = await begin(upstream);
	await jump(page, 'gc', inPicture(page, 'Aria Living'));
	await inPicture(page, 'Aria Living').focus();
	await page.keyboard.press('ArrowDown');
	await expect(inPicture(page, 'Delta Manufacturing')).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('complementary', { name: 'Selected organization' })).toContainText('Kilo PCBA');
	await page.keyboard.press('ArrowUp');
	await expect(inPicture(page, 'Delta Manufacturing')).toBeFocused();

	// From an organization on to its links.
	await page.keyboard.press('Tab');
	await expect(edge(page, 'Aria Living', 'Delta Manufacturing')).toBeFocused();
	await page.keyboard.press('Enter');
	const link = page.getByRole('complementary', { name: 'Selected link' });
	await expect(link).toContainText('Delta Manufacturing');
	await expect(link.getByRole('button', { name: 'Revoke…' })).toBeVisible();
	await link.getByRole('button', { name: 'Kilo PCBA' }).click();
	await expect(link).toContainText('Air Purifier P2: Purchase: dormant');
	await expect(link.getByRole('button', { name: 'Revoke…' })).toBeHidden();
	await link.getByRole('button', { name: 'Clear selection' }).click();
	await expect(edge(page, 'Delta Manufacturing', 'Kilo PCBA')).toBeFocused();

	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').getByRole('combobox').fill('between two');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Set Permissions between two organizations' });
	await dialog.getByRole('combobox', { name: 'Granted to' }).selectOption('Aria Living · aria@example.com');
	await dialog.getByRole('button', { name: 'Open' }).click();
	await expect(dialog.getByRole('alert')).toContainText('You cannot authorize products to yourself');
	await dialog
		.getByRole('combobox', { name: 'Granted to' })
		.selectOption('Delta Manufacturing · delta@example.com');
	await dialog.getByRole('button', { name: 'Open' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
});

test(
	'a big network begins where who acts stands, and is saved as SVG and PNG',
	{ tag: '@file' },
	async ({ open }) => {
		const page = await open();
		await openFinished(page, 'Supply network');
		await page.getByRole('link', { name: 'Show chains' }).click();
		await expect(inPicture(page, 'Lumen Home')).toBeInViewport();
		await expectNoAxeViolationsEither(page);
		const svg = (await savePicture(page, 'SVG')).toString('utf8');
		expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
		expect(svg).toContain('>Delta Manufacturing<');
		expect(svg).not.toMatch(/foreignObject|<metadata/);
		expect((await savePicture(page, 'PNG')).subarray(1, 4).toString('latin1')).toBe('PNG');

		// Whoever is folded away is found by name, with all that leads to it.
		const count = page.getByRole('status').filter({ hasText: /\d+ organizations, \d+ links/ });
		const whole = await count.innerText();
		const through = page.getByRole('combobox', { name: 'Paths through' });
		await through.fill('fenix');
		await through.press('Enter');
		await expect(page.getByText('Only the paths through Fenix SMT')).toBeVisible();
		await expect(inPicture(page, 'Fenix SMT')).toBeInViewport();
		await expect(count).not.toHaveText(whole);
		await through.fill('');
		await through.press('Tab');
		await expect(through).toHaveValue('Any organization');
		await expect(count).toHaveText(whole);
	}
);

test(
	'a saved picture carries the setup where that is asked for, and opens again',
	{ tag: '@file' },
	async ({ begin, open }) => {
		const page = await begin(upstream);
		await page.getByRole('link', { name: 'Show chains' }).click();
		await expect(inPicture(page, 'Kilo PCBA')).toBeVisible();
		const pictures = [];
		for (const kind of ['SVG', 'PNG'] as const) pictures.push(await savePicture(page, kind, /whole setup/));
		const bare = await savePicture(page, 'PNG');
		await open('/');
		await dropFile(page, bare, 'bare.png');
		await expect(fileDialog(page).getByRole('alert')).toContainText('This picture carries no setup');
		for (const bytes of pictures) {
			// By its content, whatever it is called.
			await dropFile(page, bytes, 'image');
			await expect(fileDialog(page)).toContainText('A picture that carries a setup');
			await expect(fileDialog(page).getByRole('grid')).toContainText('Product control-board');
		}
		await fileDialog(page).getByRole('button', { name: 'Make the workspace' }).click();
		await page.getByRole('link', { name: 'Show chains' }).click();
		await expect(edge(page, 'Delta Manufacturing', 'Kilo PCBA')).toBeAttached();
		// The picture was of some of it; the setup is all of it.
		await page.getByRole('link', { name: 'Organizations' }).first().click();
		await expect(page.getByRole('grid')).toContainText('Fenix SMT');
	}
);

test.describe('by hand', () => {
	// Fingers are put down by the browser itself.
	test.use({ ownContext: true });

	test('the picture is moved by a drag, a wheel and two fingers, and only a click selects or clears', async ({
		begin
	}) => {
		const page = await begin(upstream);
		await page.getByRole('link', { name: 'Show chains' }).click();
		const node = inPicture(page, 'Kilo PCBA');
		await node.click();
		const details = page.getByRole('complementary', { name: 'Selected organization' });
		await expect(details).toContainText('Kilo PCBA');
		const at = async () => (await node.boundingBox())!;
		const window = (await picture(page).boundingBox())!;
		const empty = { x: window.x + 20, y: window.y + 20 };

		const before = await at();
		await page.mouse.move(empty.x, empty.y);
		await page.mouse.down();
		await page.mouse.move(empty.x + 60, empty.y + 30, { steps: 4 });
		await page.mouse.up();
		const by = async () => {
			const { x, y } = await at();
			return [x - before.x, y - before.y].map(Math.round);
		};
		await expect.poll(by).toEqual([60, 30]);
		const dragged = await at();
		await expect(details).toContainText('Kilo PCBA');

		await page.mouse.wheel(40, 80);
		await expect.poll(async () => Math.round((await at()).y - dragged.y)).toBe(-40);
		expect(Math.round((await at()).x - dragged.x)).toBe(-20);

		const touches = await page.context().newCDPSession(page);
		const fingers = (type: string, ...xs: number[]) =>
			touches.send('Input.dispatchTouchEvent', {
				type: type as 'touchStart',
				touchPoints: xs.map((x, id) => ({ x: empty.x + x, y: empty.y, id }))
			});
		const wheeled = await at();
		await fingers('touchStart', 0);
		await fingers('touchStart', 0, 100);
		for (const apart of [110, 120, 130, 140, 150]) await fingers('touchMove', 0, apart);
		await fingers('touchEnd');
		await expect.poll(async () => (await at()).width / wheeled.width).toBeCloseTo(1.5);

		await page.getByRole('button', { name: 'Zoom out' }).click();
		await expect.poll(async () => (await at()).width / wheeled.width).toBeCloseTo(1.25);
		await page.getByRole('button', { name: 'Show everything in view' }).click();
		await expect(node).toBeInViewport({ ratio: 0.99 });
		await page.mouse.click(empty.x, empty.y);
		await expect(details).toBeHidden();

		// The keyboard's focus is in sight, wherever the picture was moved.
		await page.mouse.move(empty.x, empty.y);
		await page.mouse.wheel(4_000, 0);
		await expect(node).not.toBeInViewport();
		await page.getByRole('button', { name: 'Save picture' }).focus();
		await page.keyboard.press('Tab');
		await expect(page.locator(':focus')).toBeInViewport({ ratio: 0.99 });
		await expect(page.locator('[data-chain-node]:focus')).toBeVisible();
	});
});

test('a page that fails takes nothing else with it, and shows ways on', async ({ begin, faults }) => {
	faults.allow(/no such format/);
	const page = await begin(upstream);
	await page.evaluate(() => {
		Object.assign(window, { listed: Intl.ListFormat });
		const ListFormat = function () {
			throw new Error('no such format');
		};
		Object.assign(Intl, { ListFormat });
	});
	await page.getByRole('link', { name: 'Show chains' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'This page cannot be shown' })).toBeVisible();
	await expect(page.getByRole('banner')).toBeVisible();
	await page.evaluate(() => Object.assign(Intl, { ListFormat: Reflect.get(window, 'listed') as unknown }));
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(inPicture(page, 'Delta Manufacturing')).toBeVisible();
	await expect(page.getByRole('heading', { level: 1, name: /^Chains of/ })).toBeVisible();
});

test('of many grantees some are drawn and the rest is one, unfolded by and by until all are in sight', async ({
	open
}) => {
	const page = await open();
	await chooseFile(page, 'Open a file', await starFile(30));
	await openChosen(page, 'Star');
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	await jump(page, 'gc', picture(page));
	const drawn = picture(page).getByRole('button', { name: /^(Aurora|Partner|Next) ?\d*, may:/ });
	const rest = picture(page).getByRole('button', { name: /^Show more of these/ });
	await expect(rest).toHaveAccessibleName(/^Show more of these 10 organizations: Partner 21, Partner 22/);
	await expect(inPicture(page, 'Partner 20')).toBeAttached();
	await expect(inPicture(page, 'Partner 21')).toBeHidden();
	expect(await drawn.count()).toBeLessThan(30);
	await expectNoAxeViolationsEither(page);
	await rest.focus();
	await page.keyboard.press('Enter');
	await expect(rest).toBeHidden();
	await expect(inPicture(page, 'Partner 21')).toBeFocused();
	await expect(inPicture(page, 'Partner 21')).toBeInViewport();
	await page.setViewportSize({ width: 900, height: 620 });
	await expect(inPicture(page, 'Partner 21'), 'in another room').toBeInViewport();

	await inPicture(page, 'Partner 30').focus();
	await expect(inPicture(page, 'Next 30')).toBeHidden();
	await page.getByRole('button', { name: 'Unfold more' }).click();
	await page.getByRole('button', { name: 'Unfold all' }).click();
	await expect(drawn).toHaveCount(61);
	await expect(page.getByRole('button', { name: /^Unfold (more|all)$/ })).toBeHidden();
});
