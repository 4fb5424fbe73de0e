/** `npm run pictures`: takes the pictures in README from the app as it is built, so that they stay ones of today's app. */
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.js';
import { animation } from './pictures/animation.js';
import { followGuide } from './pictures/follow-guide.js';
import { serve } from './serve.js';

/** @typedef {import('@playwright/test').Page} Page */

const { url, close } = await serve('build', { port: 0 });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });

/** @param {{ width: number, height: number }} viewport */
async function open(viewport) {
	const context = await browser.newContext({
		...{ viewport, locale: 'en-US', colorScheme: 'light', reducedMotion: 'reduce' },
		serviceWorkers: 'block'
	});
	const page = await context.newPage();
	await page.goto(url);
	return page;
}

/**
 * @param {Page} page
 * @param {string} name
 */
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

/**
 * Opens a scenario with its story told.
 * @param {string} scenario
 */
async function finished(scenario) {
	const page = await open({ width: 1440, height: 900 });
	const story = page.getByRole('article', { name: scenario });
	await story.getByRole('button', { name: 'See it finished' }).click();
	await heading(page, 'Authorization');
	return page;
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function take(page, name) {
	await page.getByRole('banner').getByText('Saved', { exact: true }).waitFor();
	await page.evaluate(() => document.fonts.ready);
	await page.getByRole('progressbar').waitFor({ state: 'detached' });
	await page.screenshot({ path: `docs/${name}.png`, animations: 'disabled' });
	await page.context().close();
	console.log(`docs/${name}.png`);
}

try {
	const permissions = await finished('R&D factory develops together');
	await permissions.getByRole('link', { name: 'Manage' }).first().click();
	await heading(permissions, 'Set Permissions');
	await take(permissions, 'set-permissions');

	const chains = await finished('Upstream factory makes PCBAs');
	await chains.getByRole('link', { name: 'Chains', exact: true }).click();
	await chains.getByRole('button', { name: 'Zoom in' }).waitFor();
	await take(chains, 'chains');

	const asked = await finished('R&D factory develops together');
	await asked.getByRole('link', { name: 'Products', exact: true }).click();
	await asked.getByRole('link', { name: 'Camera C1' }).click();
	await heading(asked, 'Camera C1');
	await take(asked, 'product');

	const sides = await finished('Factory purchases for a brand owner');
	await sides.getByRole('button', { name: 'Side by side' }).click();
	await sides.getByRole('heading', { level: 1 }).nth(1).waitFor();
	await take(sides, 'side-by-side');

	const walked = await open({ width: 1024, height: 640 });
	writeFileSync('docs/guide.gif', animation(await followGuide(walked)));
	console.log('docs/guide.gif');
} finally {
	await browser.close();
	close();
}
