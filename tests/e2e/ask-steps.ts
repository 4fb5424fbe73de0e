/** What a person does to ask who may do what, by role and name only. */
import { expect, type Locator, type Page } from '@playwright/test';
import { goTo } from './purchase-steps';

export interface Asked {
	organization: string;
	permission: string;
	product: string;
}

const question = (page: Page): Locator => page.getByRole('region', { name: 'Question' });

/** Picks one of the suggestions, by typing a part of its name. */
async function pick(page: Page, field: string, name: string): Promise<void> {
	await question(page).getByRole('combobox', { name: field }).fill(name);
	await question(page)
		.getByRole('option', { name: new RegExp(name) })
		.first()
		.click();
}

/** Fills in the question, as far as it is given. */
export async function ask(page: Page, { organization, permission, product }: Partial<Asked>): Promise<void> {
	if (organization) await pick(page, 'Organization', organization);
	if (permission) await question(page).getByRole('combobox', { name: 'Permission' }).selectOption(permission);
	if (product) await pick(page, 'Product', product);
}

/** What the three gaps of the question say. */
export async function expectAsked(page: Page, { organization, permission, product }: Asked): Promise<void> {
	const field = (name: string) => question(page).getByRole('combobox', { name });
	await expect(field('Organization')).toHaveValue(organization);
	await expect(field('Permission').locator('option:checked')).toHaveText(permission);
	await expect(field('Product')).toHaveValue(product);
}

/** The answer, once it is this one. */
export async function expectAnswer(page: Page, answer: string): Promise<void> {
	await expect(page.getByRole('heading', { level: 2, name: answer })).toBeVisible();
}

/** Something that one organization could do. */
export const repair = (page: Page, sentence: string): Locator =>
	page
		.getByRole('region', { name: 'What would make it yes' })
		.getByRole('listitem')
		.filter({ hasText: sentence });

/** Says yes to what somebody beyond those asked about would gain by a repair. */
export async function confirmGain(page: Page, organization: string, confirm: string): Promise<void> {
	const asked = page.getByRole('dialog', { name: 'Others gain access too' });
	await expect(asked).toContainText(organization);
	await asked.getByRole('button', { name: confirm }).click();
}

/** Goes to the list of what should stay true. */
export const openExpectations = (page: Page): Promise<void> => goTo(page, 'Expectations');
