import { expect, test } from './fixtures';
import { open as openInGallery, TABLE } from './gallery-steps';
import { jump } from './home-steps';
import { chooseFile, openChosen } from './sharing-steps';
import { starFile } from './star-file';
import { withoutDialogs } from './without-dialogs';

test('20,000 rows: few are rendered, any is reached, and the keyboard goes through them', async ({
	page
}) => {
	await openInGallery(page, TABLE);
	const grid = page.getByRole('grid', { name: 'Products' });
	await expect(grid).toHaveAttribute('aria-rowcount', '20001');
	expect(await grid.getByRole('row').count()).toBeLessThan(90);

	await grid.getByRole('rowheader', { name: 'Desk Lamp 1', exact: true }).click();
	await page.keyboard.press('Control+End');
	await expect(grid.getByRole('rowheader', { name: 'Desk Lamp 20000', exact: true })).toBeVisible();
	await page.keyboard.press('Home');
	await page.keyboard.press('ArrowRight');
	await expect(grid.getByRole('rowheader', { name: 'Desk Lamp 20000', exact: true })).toBeFocused();
	await page.keyboard.press('Control+Home');
	await expect(page.getByRole('checkbox', { name: 'Select Desk Lamp 1', exact: true })).toBeFocused();
});

test('a focused row that is scrolled out of sight keeps the focus', async ({ page }) => {
	await openInGallery(page, TABLE);
	const third = page.getByRole('rowheader', { name: 'Desk Lamp 3', exact: true });
	await third.click();
	await page.locator('.scroller').evaluate((scroller) => (scroller.scrollTop = 200_000));
	await expect(page.getByRole('rowheader', { name: 'Desk Lamp 4550', exact: true })).toBeVisible();
	await expect(third).toBeFocused();
});

test('rows that rush by put their texts into elements that are there, and are whole where they come to rest', async ({
	page
}) => {
	await openInGallery(page, TABLE);
	await expect(page.getByRole('rowheader', { name: 'Desk Lamp 1', exact: true })).toBeVisible();
	const passing = await page.locator('.scroller').evaluate(async (scroller) => {
		async function skip(times: number) {
			for (let n = 0; n < times; n++) {
				scroller.scrollTop += 880;
				await new Promise(requestAnimationFrame);
			}
		}
		await skip(5);
		const drawn = new MutationObserver(() => undefined);
		drawn.observe(scroller, { childList: true, subtree: true });
		await skip(15);
		return {
			drawn: drawn.takeRecords().length,
			widgets: scroller.querySelectorAll('.body :is(a, button, input)').length,
			names: [...scroller.querySelectorAll('[role=rowheader]')].map(({ textContent }) => textContent.trim())
		};
	});
	expect(passing).toMatchObject({ drawn: 0, widgets: 0 });
	expect(passing.names).toContain('Desk Lamp 401');
	await expect(page.getByRole('checkbox', { name: 'Select Desk Lamp 401', exact: true })).toBeVisible();
});

test('a long table that was scrolled begins at its top again after nothing was found', async ({ page }) => {
	await openInGallery(page, TABLE);
	await page.getByRole('rowheader', { name: 'Desk Lamp 1', exact: true }).click();
	await page.keyboard.press('Control+End');
	await expect(page.getByRole('rowheader', { name: 'Desk Lamp 20000', exact: true })).toBeVisible();
	await page.getByRole('searchbox', { name: 'Search by name or PID' }).fill('no such product');
	await expect(page.getByRole('grid', { name: 'Products' })).toBeHidden();
	await page.getByRole('searchbox', { name: 'Search by name or PID' }).fill('');
	await expect(page.getByRole('rowheader', { name: 'Desk Lamp 3', exact: true })).toBeInViewport();
});

test('every cell of rows that rush by says in words what it shows', async ({ page, open }) => {
	await withoutDialogs(page);
	await open();
	await chooseFile(page, 'Open a file', await starFile(101));
	await openChosen(page, 'Star');
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	/** The cells without a word, by their column, in rows that are texts alone; of how many rows. */
	const rushing = (label: string) =>
		page.getByRole('grid', { name: label }).evaluate(async (grid) => {
			const columns = [...grid.querySelectorAll('[role=columnheader]')].map(({ textContent }) =>
				textContent.trim()
			);
			for (let n = 0; n < 4; n++) {
				grid.parentElement!.scrollTop += 880;
				await new Promise(requestAnimationFrame);
			}
			const rows = [...grid.querySelectorAll('[role=row]:has(.passing)')];
			const silent = rows.flatMap((row) =>
				[...row.querySelectorAll('.passing')].flatMap((cell, at) =>
					cell.textContent.trim() === '' ? [columns[at]] : []
				)
			);
			return { rows: rows.length > 5, silent: [...new Set(silent)] };
		});
	await expect(page.getByRole('grid', { name: 'Granted by Me' })).toBeVisible();
	expect(await rushing('Granted by Me')).toEqual({ rows: true, silent: ['Operation'] });
	await jump(page, 'go', page.getByRole('grid', { name: 'Organizations' }));
	expect(await rushing('Organizations')).toEqual({ rows: true, silent: ['Operation'] });
});
