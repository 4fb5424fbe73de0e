/** What should stay true: stated by a sentence or by picking, broken by a change elsewhere, said, and mended. */
import type { Locator, Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { confirmGain, expectAnswer, openExpectations } from './ask-steps';
import { undo } from './authorization-steps';
import { expect, test } from './fixtures';
import { goTo, switchTo } from './purchase-steps';
import { upstream } from './starts';

const all = (page: Page): Locator => page.getByRole('list', { name: 'Expectations' });
const stated = (page: Page, sentence: string): Locator =>
	all(page).getByRole('listitem').filter({ hasText: sentence }).first();

test('a sentence is understood and stated; it is broken, said in the bar, and mended', async ({ begin }) => {
	const page = await begin(upstream);
	await openExpectations(page);
	await expect(page.getByRole('heading', { name: 'Nothing is expected yet' })).toBeVisible();
	const sentence = page.getByRole('textbox', { name: 'As a sentence' });
	await sentence.fill('Fenix SMT can purchase Air Purifier P2');
	await expect(page.getByRole('combobox', { name: 'Organization' })).toHaveValue('Fenix SMT');
	await expect(page.getByRole('combobox', { name: 'Product' })).toHaveValue('Air Purifier P2');
	await page.getByRole('button', { name: 'Add expectation' }).click();
	const purifier = stated(page, 'Fenix SMT may purchase Air Purifier P2.');
	await expect(purifier.getByText('Broken')).toBeVisible();
	await expect(purifier).toContainText('by Aria Living');
	await sentence.fill('Nobody beyond 2 steps can purchase Thermostat T1');
	await page.getByRole('button', { name: 'Add expectation' }).click();
	const thermostat = stated(page, 'Nobody further than 2 grants');
	await expect(thermostat.getByText('Holds')).toBeVisible();
	await expect(thermostat).toContainText('From the beginning');
	await expectNoAxeViolationsEither(page);

	// What is not understood is said, and nothing is added.
	await sentence.fill('Everyone except Fenix SMT can purchase Air Purifier P2');
	await page.getByRole('button', { name: 'Add expectation' }).click();
	await expect(page.getByText('Not understood: everyone and except.')).toBeVisible();
	await sentence.fill('Nobody except Fenix SMT can purchase Air Purifier P2');
	// What was typed survives a detour.
	await goTo(page, 'Products');
	await page.goBack();
	await expect(sentence).toHaveValue('Nobody except Fenix SMT can purchase Air Purifier P2');
	await expect(page.getByText('Only Fenix SMT may purchase Air Purifier P2')).toBeVisible();
	await expect(all(page).getByRole('listitem').filter({ hasText: 'Fenix SMT may' })).toHaveCount(1);

	// Stating the same again is refused, in place.
	await sentence.fill('Fenix SMT can purchase Air Purifier P2');
	await page.getByRole('button', { name: 'Add expectation' }).click();
	await expect(page.getByText('You expect just that already.')).toBeVisible();

	// The bar says so everywhere, and leads there.
	await goTo(page, 'Products');
	await page.getByRole('banner').getByRole('link', { name: '1 expectation is broken' }).click();
	await purifier.getByRole('link', { name: 'What would help' }).click();
	await page.getByRole('button', { name: 'Do it as Aria Living' }).first().click();
	await confirmGain(page, 'Kilo PCBA', 'Do it as Aria Living');
	await expectAnswer(page, 'Yes. Fenix SMT may purchase Air Purifier P2.');
	await expect(page.getByRole('link', { name: '1 expectation is broken' })).toBeHidden();
	await page.goBack();
	await expect(purifier.getByText('Holds')).toBeVisible();

	// Undoing that would break it again, which is said beforehand.
	for (let press = 0; press < 2; press++) await page.keyboard.press('Control+z');
	const asked = page.getByRole('dialog').filter({ hasText: 'Fenix SMT' });
	await expect(asked.getByRole('list', { name: 'Expectations' })).toHaveText(
		/Breaks\s*Fenix SMT may purchase Air Purifier P2\./
	);
	await expectNoAxeViolationsEither(page);
	await asked.getByRole('button', { name: 'Cancel' }).click();

	// Whoever acts as another deletes it only in its author's name.
	await switchTo(page, 'Kilo PCBA');
	await openExpectations(page);
	await purifier.getByRole('button', { name: 'Delete this expectation: Do it as Aria Living' }).click();
	await expect(purifier).toBeHidden();
});

test('by picking: nobody else may have it; who has it is named, and taking it back is undone', async ({
	begin
}) => {
	const page = await begin(upstream);
	await openExpectations(page);
	await page.getByRole('button', { name: 'Add expectation' }).click();
	await expect(
		page.getByText('Pick what is missing first: Organization, Permission, and Product.')
	).toBeVisible();
	await page.getByRole('combobox', { name: 'Organization' }).fill('Delta Manufacturing');
	await page.getByRole('combobox', { name: 'Expectation' }).selectOption('is the only one that may');
	await page.getByRole('combobox', { name: 'Permission' }).selectOption('Purchase');
	await page.getByRole('combobox', { name: 'Product' }).fill('Thermostat T1');
	await page.getByRole('button', { name: 'Add expectation' }).click();
	const only = stated(page, 'Only Delta Manufacturing may purchase Thermostat T1');
	await expect(only).toContainText('Kilo PCBA');
	await only.getByRole('link', { name: 'Why it may' }).click();
	await expectAnswer(page, 'Yes. Kilo PCBA may purchase Thermostat T1.');
	await page.goBack();
	await only.getByRole('button', { name: 'Delete this expectation' }).click();
	await expect(page.getByRole('heading', { name: 'Nothing is expected yet' })).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).first().click();
	await expect(only.getByText('Broken')).toBeVisible();

	// Whoever should not have it loses it on the spot, and has it again when that is undone.
	await only.getByRole('link', { name: 'Why it may' }).click();
	const ending = page.getByRole('region', { name: 'What would make it no' }).getByRole('listitem');
	await expect(ending).toHaveText(
		/^Delta Manufacturing revokes what it granted Kilo PCBA on Thermostat T1: Purchase/
	);
	await expectNoAxeViolationsEither(page);
	await ending.getByRole('button', { name: 'Do it as Delta Manufacturing' }).click();
	await expectAnswer(page, 'No. Kilo PCBA may not purchase Thermostat T1.');
	await page.goBack();
	await expect(only.getByText('Holds')).toBeVisible();
	await undo(page);
	const breaks = page.getByRole('dialog', { name: 'This breaks an expectation' });
	await breaks.getByRole('button', { name: 'Undo' }).click();
	await expect(only.getByText('Broken')).toBeVisible();

	await goTo(page, 'History');
	await expect(
		page
			.getByRole('grid', { name: 'History' })
			.getByText('Stated an expectation: Only Delta Manufacturing may purchase Thermostat T1')
			.first()
	).toBeVisible();
});
