/** Organizations: adding, changing, acting as, and deleting what something stands in the way of. */
import { expectNoAxeViolationsEither } from './accessibility';
import { rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { goTo, switchTo } from './purchase-steps';
import { nova, upstream } from './starts';

test(
	'an organization is added with a key, renamed, and deleted, each with a way back',
	{ tag: '@file-more' },
	async ({ begin }) => {
		const page = await begin(nova);
		await goTo(page, 'Organizations');
		const list = page.getByRole('grid', { name: 'Organizations' });
		await expect(rowOf(list, 'Nova Brand')).toContainText('Acting');

		await page.getByRole('button', { name: 'Add organization' }).click();
		const adding = page.getByRole('dialog', { name: 'Add organization' });
		await expectNoAxeViolationsEither(page);
		// What was typed survives a detour, and is gone where it was cancelled.
		const name = adding.getByRole('textbox', { name: 'Name' });
		await name.fill('Kilo');
		await page.keyboard.press('Escape');
		await goTo(page, 'Products');
		await goTo(page, 'Organizations');
		await page.getByRole('button', { name: 'Add organization' }).click();
		await expect(name).toHaveValue('Kilo');
		await adding.getByRole('button', { name: 'Cancel' }).click();
		await page.getByRole('button', { name: 'Add organization' }).click();
		await expect(name).toHaveValue('');
		await name.fill('Kilo PCBA');
		await adding.getByRole('textbox', { name: 'Account' }).fill('Nova-Brand@example.com ');
		await adding.getByRole('button', { name: 'Add organization' }).click();
		const account = adding.getByRole('textbox', { name: 'Account' });
		await expect(account).toHaveAccessibleDescription(/already belongs to Nova Brand/);
		await expect(account).toBeFocused();
		await account.fill('kilo');
		await expect(account).toHaveAccessibleDescription(/“kilo” is not an account/);
		await account.fill('info@kilo-pcba.com');
		await adding.getByRole('textbox', { name: 'Name' }).fill(' ');
		await adding.getByRole('button', { name: 'Add organization' }).click();
		await expect(adding.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription('Enter a name.');
		await adding.getByRole('textbox', { name: 'Name' }).fill('Kilo PCBA');
		await adding.getByRole('button', { name: 'Add organization' }).click();
		await expect(adding).toBeHidden();
		await expect(rowOf(list, 'Kilo PCBA')).toContainText('May act');

		await page.getByRole('button', { name: 'More for Kilo PCBA' }).click();
		await page.getByRole('menuitem', { name: 'Edit' }).click();
		const editing = page.getByRole('dialog', { name: 'Edit organization' });
		await editing.getByRole('textbox', { name: 'Name' }).fill('Kilo Boards');
		await editing.getByRole('button', { name: 'Save' }).click();
		await expect(rowOf(list, 'Kilo Boards')).toContainText('info@kilo-pcba.com');
		await expect(page.getByRole('button', { name: 'More for Kilo Boards' })).toBeFocused();

		await page.getByRole('button', { name: 'More for Kilo Boards' }).click();
		await page.getByRole('menuitem', { name: 'Delete' }).click();
		await expect(rowOf(list, 'Kilo Boards')).toBeHidden();
		const toast = page.getByRole('listitem').filter({ hasText: 'Kilo Boards deleted.' });
		await toast.getByRole('button', { name: 'Undo' }).click();
		await expect(rowOf(list, 'Kilo Boards')).toBeVisible();
		await expectNoAxeViolationsEither(page);

		// A name that runs the other way stands by itself in our sentences; an account is one in either of its forms.
		await page.getByRole('button', { name: 'Add organization' }).click();
		await adding.getByRole('textbox', { name: 'Name' }).fill('ספרים');
		await account.fill('x@bu\u00adcher.example');
		await adding.getByRole('button', { name: 'Add organization' }).click();
		await expect(account).toHaveAccessibleDescription(/invisible character in it \(U\+00AD\)/);
		await account.fill('mailto:x@bücher.example');
		await adding.getByRole('button', { name: 'Add organization' }).click();
		await expect(page.getByRole('button', { name: 'More for \u2068ספרים\u2069' })).toBeVisible();
		const find = page.getByRole('searchbox');
		for (const typed of ['BUCHER', 'x@xn--bcher-kva.example.']) {
			await find.fill(typed);
			await expect(rowOf(list, 'Kilo Boards')).toBeHidden();
			await expect(rowOf(list, 'ספרים')).toContainText('x@bücher.example');
		}
		await find.fill('');

		await rowOf(list, 'Kilo Boards').getByRole('link', { name: 'Act as' }).click();
		await expect(page.getByRole('button', { name: 'Acting as Kilo Boards' })).toBeVisible();
		await page.reload();
		await expect(page.getByRole('button', { name: 'Acting as Kilo Boards' })).toBeVisible();
	}
);

test('a refused deletion lists what stands in the way; cleared one by one, Delete has the focus', async ({
	begin
}) => {
	const page = await begin(upstream);
	await switchTo(page, 'Fenix SMT');
	await goTo(page, 'Organizations');
	const list = page.getByRole('grid', { name: 'Organizations' });
	const remove = async (name: string) => {
		await page.getByRole('button', { name: `More for ${name}` }).click();
		await page.getByRole('menuitem', { name: 'Delete' }).click();
	};
	await remove('Delta Manufacturing');
	const delta = page.getByRole('dialog', { name: 'Delta Manufacturing cannot be deleted yet' });
	await expect(delta.getByRole('heading', { level: 3 })).toHaveText([
		'It owns 1 product',
		'It has 1 partner',
		'It placed 1 open order',
		'What follows for others'
	]);
	await expect(delta.getByRole('listitem').filter({ hasText: 'the maker of Kettle K3' })).toBeVisible();
	await expectNoAxeViolationsEither(page);
	await delta.getByRole('button', { name: 'Delete Delta Manufacturing' }).click();
	await expect(delta.getByRole('alert')).toContainText('Delta Manufacturing cannot be deleted yet');
	await page.keyboard.press('Escape');

	await remove('Kilo PCBA');
	const kilo = page.getByRole('dialog', { name: 'Kilo PCBA' });
	const [window] = await Promise.all([
		page.context().waitForEvent('page'),
		kilo.getByRole('link', { name: 'Open as Kilo PCBA' }).first().click()
	]);
	await expect(window.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
	await rowOf(window.getByRole('grid', { name: /^Products authorized/ }), 'Air Purifier P2')
		.getByRole('button', { name: 'Revoke' })
		.click();
	await expect(kilo.getByRole('button', { name: 'Delete partner' })).toBeVisible();
	await window.close();
	await kilo.getByRole('button', { name: 'Delete partner' }).click();
	await kilo.getByRole('button', { name: 'Cancel order' }).click();
	await expect(kilo.getByText('Nothing stands in the way any more.')).toBeVisible();
	const last = kilo.getByRole('button', { name: 'Delete Kilo PCBA' });
	await expect(last).toBeFocused();
	await last.click();
	await expect(kilo).toBeHidden();
	await expect(rowOf(list, 'Kilo PCBA')).toBeHidden();

	// Nobody has said anything of it: it goes at once, and another one acts.
	await page.setViewportSize({ width: 390, height: 844 });
	await remove('Fenix SMT');
	await expect(rowOf(list, 'Fenix SMT')).toBeHidden();
	await expect(page.getByRole('button', { name: 'Acting as Aria Living' })).toBeVisible();

	// On a phone no toast stands on a row's buttons for good: the page is as much longer.
	const toast = page.getByRole('listitem').filter({ hasText: 'Fenix SMT deleted.' });
	const more = page.getByRole('button', { name: 'More for Delta Manufacturing' });
	await expect(async () => {
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		const [above, below] = [await more.boundingBox(), await toast.boundingBox()];
		expect(above!.y + above!.height).toBeLessThanOrEqual(below!.y);
	}).toPass();
});

test('who deletes the last organization is at the start of the workspace, and undo brings it back', async ({
	begin
}) => {
	const page = await begin(nova);
	await goTo(page, 'Organizations');
	await page.getByRole('button', { name: 'More for Nova Brand' }).click();
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Create your organization' })).toBeVisible();
	const toast = page.getByRole('listitem').filter({ hasText: 'Nova Brand deleted.' });
	await toast.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByRole('button', { name: 'Acting as Nova Brand' })).toBeVisible();
});
