/** What a person does on the first page and in a scenario's guide, by role and name only. */
import { expect, type Locator, type Page } from '@playwright/test';

const card = (page: Page, scenario: string): Locator => page.getByRole('article', { name: scenario });

/** Opens a scenario from the first page; ends on Authorization, acting as the grantor. */
export async function openScenario(
	page: Page,
	scenario: string,
	how: 'Start from the beginning' | 'See it finished' | 'Open' = 'Start from the beginning'
): Promise<void> {
	// The scenario to start with says it in more words than the others.
	const name = how === 'Start from the beginning' ? /^Start/ : how;
	await card(page, scenario).getByRole('button', { name }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible({
		timeout: 30_000
	});
}

/** Back to the first page, and until it is there: a restart right after would open the place that was left. */
export async function goHome(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Grantbook, all workspaces' }).click();
	await expect(page.getByRole('grid', { name: 'Your workspaces' })).toBeVisible();
}

/** The workspaces on the first page. */
export const listed = (page: Page): Locator =>
	page.getByRole('grid', { name: 'Your workspaces' }).getByRole('rowheader');

export async function chooseFor(page: Page, workspace: string, action: string): Promise<void> {
	await page.getByRole('button', { name: `More for ${workspace}`, exact: true }).click();
	await page.getByRole('menuitem', { name: action }).click();
}

export const actingAs = (page: Page, name: string): Locator =>
	page.getByRole('button', { name: `Acting as ${name}` });

/** The guide of a scenario. */
export const guide = (page: Page, scenario: string): Locator => page.getByRole('region', { name: scenario });

/** Shows the guide of a workspace where it is hidden. */
export async function showGuide(page: Page): Promise<void> {
	await page.getByRole('button', { name: /^Workspace / }).click();
	await page.getByRole('menuitem', { name: 'Show the guide' }).click();
}

/** Until everything so far is stored. */
export const saved = (page: Page): Promise<void> =>
	expect(page.getByRole('banner').getByText('Saved', { exact: true })).toBeVisible();

/** Counts every press of the pointer from the page's start on. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
	await page.addInitScript(() => {
		let clicks = 0;
		addEventListener('pointerdown', () => (clicks += 1), { capture: true });
		Object.assign(window, { clicks: () => clicks });
	});
	return () => page.evaluate(() => (window as unknown as { clicks: () => number }).clicks());
}

/** Goes somewhere by two keys, pressed again where a slow machine let the second come too late. */
export async function jump(page: Page, keys: string, there: Locator): Promise<void> {
	await expect(async () => {
		await page.keyboard.type(keys);
		await expect(there).toBeVisible({ timeout: 2_000 });
	}).toPass();
}
