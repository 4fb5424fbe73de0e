/** Exports for authorization engines, in a thread of their own. */
import { expect, test } from './fixtures';
import type { Engines } from './harness/engines';
import { harnessAddress } from './harness-address';
import { load } from './visit';

declare global {
	interface Window {
		engines: Engines;
	}
}

test('an export is written and read in Workers, not in the page', async ({ page }) => {
	await load(page, await harnessAddress('harness'));
	await page.waitForFunction(() => 'engines' in window);
	const told = await page.evaluate(() => window.engines.roundTrip(3));
	expect(told).toEqual({ named: ['O0', 'O1', 'O2', 'O3'], grants: [3, 3], workers: 2 });
});
