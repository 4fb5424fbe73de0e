/** What a person does with the picture of chains, by role and name only. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

export const picture = (page: Page): Locator => page.getByRole('group', { name: 'Picture of the chains' });

/** An organization in the picture. */
export const inPicture = (page: Page, name: string): Locator =>
	picture(page).getByRole('button', { name: new RegExp(`^${name}, may:`) });

/** What one organization granted another, in the picture. */
export const edge = (page: Page, from: string, to: string): Locator =>
	picture(page).getByRole('button', { name: new RegExp(`^${from} to ${to}:`) });

/** Opens a ready scenario that is finished. */
export async function openFinished(page: Page, scenario: string): Promise<void> {
	const card = page.getByRole('article', { name: scenario });
	await card.getByRole('button', { name: /^(See it finished|Open)/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
}

/** Drags from one organization to another. */
export async function drag(page: Page, from: string, to: string): Promise<void> {
	await inPicture(page, from).hover();
	await page.mouse.down();
	const target = (await inPicture(page, to).boundingBox())!;
	await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
	await page.mouse.up();
}

/** Saves the picture that is shown, with what the file is to hold; answers with its bytes. */
export async function savePicture(
	page: Page,
	kind: 'SVG' | 'PNG',
	holds = /^Only the picture/
): Promise<Buffer> {
	await page.getByRole('button', { name: 'Save picture' }).click();
	const dialog = page.getByRole('dialog', { name: 'Save picture' });
	await expect(dialog.getByRole('radio', { name: 'Only the picture' })).toBeChecked();
	await dialog.getByRole('radio', { name: kind }).check();
	await dialog.getByRole('radio', { name: holds }).check();
	const saving = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Save the picture' }).click();
	const bytes = readFileSync(await (await saving).path());
	await expect(dialog).toBeHidden();
	return bytes;
}
