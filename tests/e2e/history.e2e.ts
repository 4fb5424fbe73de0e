/** The history: told in words, narrowed, undone and done again, in parts where only a part can be. */
import { expectNoAxeViolationsEither } from './accessibility';
import { rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { openHistory } from './history-steps';
import { goTo } from './purchase-steps';
import { twoAuthorized, upstream } from './starts';

test(
	'an action is undone and done again, each told as an action of its own',
	{ tag: '@file-more' },
	async ({ begin }) => {
		const page = await begin(twoAuthorized);
		const list = await openHistory(page);
		const given = rowOf(list, /^Authorized 2 products to Kilo PCBA: /);
		await expect(given).toContainText('Nova Brand');
		await given.getByRole('button', { name: 'Details' }).click();
		const details = page.getByRole('dialog', { name: 'What this action did' });
		await expect(details.getByRole('link', { name: 'Smart Plug' })).toBeVisible();
		await expectNoAxeViolationsEither(page);
		await details.getByRole('button', { name: 'Close' }).last().click();

		await given.getByRole('button', { name: 'Undo' }).click();
		await expect(given.getByText('Undone')).toBeVisible();
		await expect(given.getByRole('button', { name: 'Undo' })).toBeHidden();
		const undid = rowOf(list, /^Undid: Authorized 2 products/);
		await undid.getByRole('button', { name: 'Undo' }).click();
		await expect(rowOf(list, /^Did again: Authorized 2 products/)).toBeVisible();
		await expect(given.getByText('Undone')).toBeHidden();
		await expect(undid.getByText('Undone')).toBeVisible();
		await expectNoAxeViolationsEither(page);
	}
);

test('what undo leaves as it is, is told with the reason', async ({ begin }) => {
	const page = await begin(twoAuthorized);
	const list = await openHistory(page, 'Desk Lamp');
	const given = rowOf(list, /^Authorized 2 products/);
	await given.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Partly undone. Left as it is: it was changed since')).toBeVisible();
	await expect(given.getByText('Undone')).toBeVisible();
	await expect(rowOf(list, /^Undid: Authorized 2 products/)).toBeVisible();
});

test('the history is narrowed by name, organization and kind, and the address says so', async ({ begin }) => {
	const page = await begin(upstream);
	await goTo(page, 'History');
	const list = page.getByRole('grid', { name: 'History' });
	// A scenario is a story: what was there at first is one act, and each thing that was done another.
	await expect(list.getByRole('rowheader')).toHaveCount(11);
	const founding = list.getByRole('row').last();
	await expect(founding.getByRole('button', { name: 'Undo' })).toBeHidden();
	await expectNoAxeViolationsEither(page);
	await page.getByRole('combobox', { name: 'Kind' }).selectOption('Undo');
	await expect(page.getByRole('heading', { name: 'No action matches' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'No action matches' })).toBeVisible();
	await page.getByRole('button', { name: 'Show all actions' }).click();
	await page.getByRole('combobox', { name: 'Organization' }).fill('fenix');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('combobox', { name: 'Organization' })).toHaveValue('Fenix SMT');
	await expect(page).toHaveURL(/organization=/);
	await page.getByRole('searchbox').fill('thermostat');
	await expect(page.getByText(/^1 action, \d+ moments$/)).toBeVisible();
	await expect(page).toHaveURL(/q=thermostat/);

	// A filter that is emptied asks for nothing; what names nothing is dropped.
	const organization = page.getByRole('combobox', { name: 'Organization' });
	await organization.fill('nobody of this name');
	await organization.press('Tab');
	await expect(organization).toHaveValue('Fenix SMT');
	await organization.fill('');
	await organization.press('Tab');
	await expect(organization).toHaveValue('All organizations');
	await expect(page).not.toHaveURL(/organization=/);

	// Where the columns have no room, who did it and when stand below.
	await page.setViewportSize({ width: 768, height: 1024 });
	await expect(page.getByRole('columnheader', { name: 'Who' })).toHaveCount(0);
	await expect(list.getByRole('rowheader').first()).toContainText(/just now|ago/);
});
