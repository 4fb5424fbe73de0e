/** What an organization granted and nobody would miss: told, with the press that mends it. */
import { expectNoAxeViolationsEither } from './accessibility';
import { rowOf, undo } from './authorization-steps';
import { expect, test } from './fixtures';
import { switchTo } from './purchase-steps';
import { upstream } from './starts';

test('what nobody would miss is listed with its reason, and goes with one press', async ({ begin }) => {
	const page = await begin(upstream);
	await expect(page.getByRole('link', { name: 'Advice', exact: true })).toBeVisible();
	await switchTo(page, 'Delta Manufacturing');
	await page.getByRole('link', { name: 'Advice 2' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Advice' })).toBeVisible();
	const list = page.getByRole('grid', { name: 'Advice' });
	const unused = rowOf(list, 'Thermostat T1');
	await expect(unused).toContainText('Unused');
	await expect(unused).toContainText('Kilo PCBA has authorized nobody to purchase it.');
	const dormant = rowOf(list, 'Air Purifier P2');
	await expect(dormant).toContainText('It wakes when Aria Living allows that again.');
	await expectNoAxeViolationsEither(page);

	await unused.getByRole('button', { name: 'Switch off' }).click();
	await expect(unused).toBeHidden();
	await undo(page);
	await expect(unused).toBeVisible();

	await page.getByRole('checkbox', { name: 'Select the advice on Thermostat T1' }).check();
	await page.getByRole('checkbox', { name: 'Select the advice on Air Purifier P2' }).check();
	await page.getByRole('button', { name: 'Follow 2 pieces of advice' }).click();
	await expect(page.getByRole('heading', { name: 'Nothing to advise' })).toBeVisible();
	await undo(page);
	// What may not be passed on now may not be granted again either.
	await expect(page.getByText('Partly undone.')).toBeVisible();
	await expect(dormant).toBeHidden();
	await unused.getByRole('button', { name: 'Switch off' }).click();
	await expect(page.getByRole('heading', { name: 'Nothing to advise' })).toBeVisible();
	await expectNoAxeViolationsEither(page);
	await expect(page.getByRole('link', { name: 'Advice', exact: true })).toBeVisible();
});
