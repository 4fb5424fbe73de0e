/** `npm run pictures`: takes the picture in README from the app as it is built, so that it stays one of today's app. */
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.js';
import { serve } from './serve.js';

const PICTURE = 'docs/set-permissions.png';

const { url, close } = await serve('build', { port: 0 });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
try {
	const page = await browser.newPage({
		...{ viewport: { width: 1280, height: 860 }, locale: 'en-US' },
		...{ colorScheme: 'light', reducedMotion: 'reduce', serviceWorkers: 'block' }
	});
	/** @param {string} name */
	const heading = (name) => page.getByRole('heading', { level: 1, name }).waitFor();

	await page.goto(url);
	const story = page.getByRole('article', { name: 'R&D factory develops together' });
	await story.getByRole('button', { name: 'See it finished' }).click();
	await heading('Authorization');
	await page.getByRole('link', { name: 'Manage' }).first().click();
	await heading('Set Permissions');
	await page.getByRole('banner').getByText('Saved', { exact: true }).waitFor();
	await page.evaluate(() => document.fonts.ready);
	await page.screenshot({ path: PICTURE, animations: 'disabled' });
	console.log(PICTURE);
} finally {
	await browser.close();
	close();
}
