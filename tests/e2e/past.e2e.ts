/** What was: the workspace at a past moment, every view of it, and what two moments differ in. */
import { expectNoAxeViolationsEither } from './accessibility';
import { placeOf, rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { openHistory } from './history-steps';
import { goTo } from './purchase-steps';
import { nova, twoAuthorized } from './starts';

test(
	'a person looks at what was, cannot change it, slides through it and comes back',
	{ tag: '@file-more' },
	async ({ begin }) => {
		const page = await begin(twoAuthorized);
		const list = await openHistory(page);
		// History has the slider itself: back by a moment, and at its end it is now again.
		const slider = page.getByRole('slider', { name: 'Moment' });
		await expect(page.getByRole('region', { name: 'As it is now' })).toContainText('Authorized');
		await slider.focus();
		await slider.press('ArrowLeft');
		await expect(page.getByRole('region', { name: /^As it was on/ })).toBeVisible();
		await expect(rowOf(list, /^Authorized 2 products/)).toBeHidden();
		await expect(slider).toBeFocused();
		await slider.press('End');
		await expect(page.getByRole('region', { name: 'As it is now' })).toBeVisible();
		await expect(slider).toBeFocused();
		await expect(rowOf(list, /^Authorized 2 products/)).toBeVisible();

		await rowOf(list, /Desk Lamp/)
			.getByRole('button', { name: 'More for this action' })
			.click();
		await page.getByRole('menuitem', { name: 'See the workspace as it was then' }).click();

		const past = page.getByRole('region', { name: /^As it was on/ });
		await expect(past).toContainText('Added Desk Lamp');
		await expect(rowOf(list, /^Authorized 2 products/)).toBeHidden();
		await expectNoAxeViolationsEither(page);

		// Every place is as it was, and every link stays there.
		await goTo(page, 'Products');
		await expect(page.getByRole('grid', { name: /Product/ }).getByRole('rowheader')).toHaveCount(1);
		await page.getByRole('link', { name: 'Desk Lamp' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Desk Lamp' })).toBeVisible();
		await expect(past).toBeVisible();

		// What was, stays: what would change it is not offered, and says why.
		await goTo(page, 'Products');
		for (const name of ['Add product', 'Edit', 'Delete']) {
			const button = page.getByRole('button', { name, exact: true }).first();
			await expect(button).toBeDisabled();
			await button.hover();
			await expect(page.getByRole('tooltip')).toContainText('You are looking at a past moment');
		}

		// By the slider, as by its buttons, one change at a time.
		await past.getByRole('button', { name: 'One change later' }).click();
		await expect(past).toContainText('Added Smart Plug');
		await expect(page.getByRole('grid', { name: /Product/ }).getByRole('rowheader')).toHaveCount(2);
		await past.getByRole('slider', { name: 'Moment' }).press('ArrowLeft');
		await expect(past).toContainText('Added Desk Lamp');
		await expect(page.getByRole('grid', { name: /Product/ }).getByRole('rowheader')).toHaveCount(1);
		await past.getByRole('slider', { name: 'Moment' }).press('Home');
		await expect(past).toContainText('Added Nova Brand');

		await past.getByRole('link', { name: 'Back to now' }).click();
		await expect(past).toBeHidden();
		await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible();
		await expect(page.getByRole('grid', { name: /Product/ }).getByRole('rowheader')).toHaveCount(2);
	}
);

test('two moments are compared: who gained, who lost, and because of what', async ({ begin }) => {
	const page = await begin(twoAuthorized);
	const list = await openHistory(page, 'Desk Lamp');
	const more = (row: RegExp) => rowOf(list, row).getByRole('button', { name: 'More for this action' });

	// From a moment to now.
	await more(/^Authorized 2 products/).click();
	await page.getByRole('menuitem', { name: 'Compare from here' }).click();
	await page.getByRole('link', { name: 'Compare with now' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Difference between two moments' })).toBeVisible();
	const shifts = page.getByRole('list', { name: 'Gained and lost' });
	await expect(shifts).toContainText('Kilo PCBA');
	await expect(shifts.getByRole('img', { name: /: lost$/ }).first()).toBeVisible();
	await expect(shifts.getByRole('link')).toHaveText(['Desk Lamp']);
	const because = page.getByRole('region', { name: 'Because of' });
	await expect(because.getByRole('listitem').first()).toContainText('Revoked Desk Lamp from Kilo PCBA');
	await expectNoAxeViolationsEither(page);

	// Between two moments.
	await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'History' }).click();
	await more(/Smart Plug/).click();
	await page.getByRole('menuitem', { name: 'Compare from here' }).click();
	await more(/^Authorized 2 products/).click();
	await page.getByRole('menuitem', { name: 'Compare up to here' }).click();
	await expect(shifts.getByRole('link')).toHaveText(['Desk Lamp', 'Smart Plug']);
	await expect(shifts.getByRole('img', { name: /: gained$/ }).first()).toBeVisible();
	await expect(shifts.getByRole('img', { name: /: lost$/ })).toHaveCount(0);
	await page.reload();
	await expect(shifts.getByRole('img', { name: /: gained$/ }).first()).toBeVisible();

	// Narrowed by whom it was done with, and to which product.
	await goTo(page, 'History');
	await page.getByRole('combobox', { name: 'Partner' }).fill('Kilo PCBA');
	const product = page.getByRole('combobox', { name: 'Product' });
	await product.click();
	await page
		.getByRole('option', { name: /^Smart Plug/ })
		.first()
		.click();
	await expect(list.getByRole('rowheader')).toHaveText([/Authorized 2 products to Kilo PCBA/]);
});

test('a moment that the history does not have says so', async ({ begin, open }) => {
	const page = await begin(nova);
	const { workspace, organization } = placeOf(page);
	await open(`/w/${workspace}~at-nothing/${organization}/products`);
	await expect(page.getByRole('heading', { name: 'No such moment' })).toBeVisible();
	await page.getByRole('link', { name: 'Back to now' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
});
