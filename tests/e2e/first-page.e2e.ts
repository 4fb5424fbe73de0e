/** What stands on the first page before the app is there. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

test.use({ ownContext: true });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** What is told apart between the two: what the heading says and where, in which colours and language. */
async function lookOf(page: Page) {
	const box = await heading(page).locator('bdi').boundingBox();
	return page.evaluate(
		([at, h1]) => {
			const text = document.querySelector(h1)!;
			const lead = text.closest('main')!.querySelector('p')!;
			const { color } = getComputedStyle(text);
			const { lang } = document.documentElement;
			return {
				at,
				color,
				lang,
				said: text.textContent.trim(),
				below: lead.innerText,
				top: lead.getBoundingClientRect().top
			};
		},
		[box, 'h1'] as const
	);
}

/** Runs in the page: notes every heading that ever stood there. */
function noteHeadings() {
	const headings: (string | null)[] = [];
	Object.assign(window, { headings });
	new MutationObserver(() => {
		for (const { textContent } of document.querySelectorAll('h1'))
			if (!headings.includes(textContent)) headings.push(textContent);
	}).observe(document, { subtree: true, childList: true });
}

for (const { language, theme, width, said } of [
	{ language: 'en', theme: 'dark', width: 390, said: 'Authorize your products to partners' },
	{ language: 'zh', theme: 'light', width: 1440, said: '把您的产品授权给合作伙伴' }
]) {
	test(`the heading is there before the app, and stays where it is: ${language}, ${theme}`, async ({
		page,
		home
	}) => {
		await page.setViewportSize({ width, height: 800 });
		await page.addInitScript(
			([language, theme]) => {
				localStorage.setItem('PARAGLIDE_LOCALE', language!);
				localStorage.setItem('grantbook.theme', theme!);
			},
			[language, theme]
		);
		let letGo = () => {};
		const held = new Promise<void>((resolve) => (letGo = resolve));
		await page.route(/\.js$/, (route) => held.then(() => route.continue()));
		await page.goto(home, { waitUntil: 'commit' });
		await expect(heading(page)).toHaveText(said);
		await page.evaluate(() => document.fonts.ready);
		const before = await lookOf(page);
		await expect(page.getByRole('button')).toHaveCount(0);

		letGo();
		await expect(page.getByRole('button')).not.toHaveCount(0);
		await expect(heading(page)).toHaveCount(1);
		expect(await lookOf(page)).toEqual(before);

		// Any other page has a heading of its own, and none of another before it.
		const other = await page.context().newPage();
		await other.addInitScript(noteHeadings);
		await other.goto(`${home}#/join`);
		await expect(heading(other)).toBeVisible();
		expect(await other.evaluate('headings')).toEqual([await heading(other).textContent()]);
	});
}
