/** Orders: what may be ordered, who may be invoiced, what is refused, and who sees them. */
import { expectNoAxeViolationsEither } from './accessibility';
import { rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { beginOrder, goTo, picker, place, switchTo } from './purchase-steps';
import { upstream } from './starts';
import { visit } from './visit';

test(
	'an order is placed, closed, opened again, and seen by all whom it concerns',
	{ tag: '@file-more' },
	async ({ begin }) => {
		const page = await begin(upstream);
		await switchTo(page, 'Delta Manufacturing');
		await goTo(page, 'Purchase');
		await beginOrder(page, ['Thermostat T1']);
		await page.getByRole('textbox', { name: 'Quantity of Thermostat T1' }).fill('1250');
		await page.getByRole('combobox', { name: 'Invoice Entity' }).selectOption('Kilo PCBA');
		await page.getByRole('textbox', { name: 'Note' }).fill('For the winter');
		const number = await place(page);
		await expect(page.getByText('For the winter')).toBeVisible();
		await expect(page.getByText('1,250 pieces')).toBeVisible();
		await expect(rowOf(page.getByRole('grid', { name: 'Products' }), 'Thermostat T1')).toContainText('1,250');
		await expectNoAxeViolationsEither(page);

		await page.getByRole('button', { name: 'Complete' }).click();
		await expect(page.getByText('Completed').first()).toBeVisible();
		await expect(page.getByRole('button', { name: 'Cancel order' })).toHaveAttribute('aria-disabled', 'true');
		const events = page.getByRole('region', { name: 'What happened' });
		await events.getByRole('button', { name: 'Undo' }).click();
		await expect(events.getByRole('listitem').last()).toContainText('Opened again');
		await page.getByRole('button', { name: 'Cancel order' }).click();
		await expect(events.getByRole('listitem').last()).toContainText('Cancelled');
		const toast = page.getByRole('listitem').filter({ hasText: `Order ${number} cancelled.` });
		await toast.getByRole('button', { name: 'Undo' }).click();
		await expect(events.getByRole('listitem')).toHaveCount(5);
		await expect(page.getByRole('button', { name: 'Complete' })).not.toHaveAttribute('aria-disabled', 'true');

		await page.reload();
		await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible();
		await switchTo(page, 'Kilo PCBA');
		await page.getByRole('tab', { name: 'Invoiced to me' }).click();
		const invoiced = rowOf(page.getByRole('grid', { name: 'Invoiced to me' }), number);
		await expect(invoiced).toContainText('Delta Manufacturing');
		await invoiced.getByRole('link', { name: number }).click();
		await expect(page.getByText('Only Delta Manufacturing, who placed it')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Complete' })).toBeHidden();

		await switchTo(page, 'Aria Living');
		await page.getByRole('tab', { name: 'Orders of my products' }).click();
		await expect(rowOf(page.getByRole('grid', { name: 'Orders of my products' }), number)).toContainText(
			'Open'
		);
		await expectNoAxeViolationsEither(page);
	}
);

test('the owner sees an order after the revocation, as not covered until it is authorized again; no order has a way back', async ({
	begin
}) => {
	const page = await begin(upstream);
	await goTo(page, 'Purchase');
	await visit(page, `${page.url().split('?')[0]}/nothing`);
	await expect(page.getByRole('heading', { name: 'There is no such order here' })).toBeVisible();
	await page.getByRole('link', { name: 'Back to Purchase' }).click();
	await expect(page.getByRole('heading', { name: 'No orders yet' })).toBeVisible();
	await expectNoAxeViolationsEither(page);

	await page.getByRole('tab', { name: 'Orders of my products' }).click();
	const orders = page.getByRole('grid', { name: 'Orders of my products' });
	const byDelta = orders.getByRole('row').filter({ hasText: '1,000' });
	await expect(byDelta).toContainText('Open');
	await expect(byDelta).not.toContainText('Not covered');
	const place = page.url();

	await goTo(page, 'Authorization');
	await rowOf(page.getByRole('grid', { name: 'Granted by Me' }), 'Delta Manufacturing')
		.getByRole('link', { name: 'Manage' })
		.click();
	const section = page.getByRole('region', { name: 'Authorize Partner to Purchase for Me' });
	await rowOf(section.getByRole('grid', { name: /^Products authorized/ }), 'Thermostat T1')
		.getByRole('button', { name: 'Revoke' })
		.click();
	const confirm = page.getByRole('dialog');
	await confirm.getByRole('textbox').fill((await confirm.getByText(/^Type “/).innerText()).split(/[“”]/)[1]!);
	await confirm.getByRole('button', { name: /^Revoke/ }).click();
	await expect(confirm).toBeHidden();

	await visit(page, place);
	await expect(byDelta).toContainText('Not covered');
	await byDelta.getByRole('link').first().click();
	await expect(
		page.getByText('Delta Manufacturing is not authorized to purchase Thermostat T1 now.')
	).toBeVisible();
	await goTo(page, 'History');
	await page.getByRole('row').filter({ hasText: 'Revoked' }).getByRole('button', { name: 'Undo' }).click();
	// What Delta passed on wakes too, and that is asked.
	const gain = page.getByRole('dialog', { name: 'Others gain access too' });
	await expect(gain).toContainText('Kilo PCBA');
	await gain.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Undone', { exact: true })).toBeVisible();
	await visit(page, place);
	await expect(byDelta).not.toContainText('Not covered');
});

test('only what may be purchased is offered, and another product is explained when looked for', async ({
	begin
}) => {
	const page = await begin(upstream);
	await switchTo(page, 'Kilo PCBA');
	await goTo(page, 'Purchase');
	await page.getByRole('link', { name: 'New order' }).first().click();
	await page.getByRole('button', { name: 'Add products' }).click();
	await expect(picker(page).getByRole('rowheader')).toHaveText(['Control Board CB-10', 'Thermostat T1']);
	const search = picker(page).getByRole('searchbox', { name: 'Search by name or PID' });
	await search.fill('purifier');
	await expect(
		picker(page).getByText('Delta Manufacturing authorized you to purchase it, but')
	).toBeVisible();
	await search.fill('kettlek3r6d1s8j4');
	await expect(
		picker(page).getByText('You are not authorized to purchase it. Ask Aria Living')
	).toBeVisible();
	await expectNoAxeViolationsEither(page);
});

test('the invoice entity is the orderer or whom it authorized, and the others are explained', async ({
	begin
}) => {
	const page = await begin(upstream);
	await switchTo(page, 'Kilo PCBA');
	await goTo(page, 'Purchase');
	await beginOrder(page, ['Thermostat T1']);
	const entity = page.getByRole('combobox', { name: 'Invoice Entity' });
	await expect(entity.getByRole('option')).toHaveText(['Kilo PCBA (you)']);
	await page.getByText('Why is 1 other partner not offered?').click();
	await expect(page.getByText('Authorize it to purchase Thermostat T1 first.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Set Permissions for Fenix SMT' })).toBeVisible();
	await expectNoAxeViolationsEither(page);

	await switchTo(page, 'Delta Manufacturing');
	await beginOrder(page, ['Thermostat T1']);
	await entity.selectOption('Kilo PCBA');
	await page.getByRole('button', { name: 'Add products' }).click();
	await picker(page).getByRole('tab', { name: "Authorized Customer's Product" }).click();
	await picker(page).getByRole('checkbox', { name: 'Select Air Purifier P2' }).check();
	await picker(page).getByRole('button', { name: 'Add 1 product' }).click();
	await expect(page.getByText('Kilo PCBA cannot be the invoice entity for these products.')).toBeVisible();
	await page.getByText('Why is 1 other partner not offered?').click();
	await expect(
		page.getByText('You may purchase Air Purifier P2, but not authorize others to.')
	).toBeVisible();
	await page.getByRole('button', { name: 'Place order' }).click();
	await expect(entity).toBeFocused();
	await page.getByRole('button', { name: 'Remove Air Purifier P2' }).click();
	await expect(page.getByText('cannot be the invoice entity')).toBeHidden();
	await place(page);
});

test('quantities that are no positive whole number, and an empty order, are refused at their place', async ({
	begin
}) => {
	const page = await begin(upstream);
	await switchTo(page, 'Delta Manufacturing');
	await goTo(page, 'Purchase');
	await page.getByRole('link', { name: 'New order' }).first().click();
	await page.getByRole('button', { name: 'Place order' }).click();
	await expect(page.getByRole('alert')).toHaveText('Add at least one product to the order.');
	await goTo(page, 'Purchase');
	await beginOrder(page, ['Thermostat T1']);
	const quantity = page.getByRole('textbox', { name: 'Quantity of Thermostat T1' });
	for (const wrong of ['0', '-1', '1.5', '', 'ten', '1e3']) {
		await quantity.fill(wrong);
		await page.getByRole('button', { name: 'Place order' }).click();
		await expect(quantity).toHaveAccessibleDescription('Enter a whole number of at least 1.');
		await expect(quantity).toBeFocused();
	}
	await quantity.fill('7');
	await place(page);
});
