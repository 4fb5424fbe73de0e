/** Tests have one browser context in turn: that is worth something only if nothing passes from one to the next. */
import { expect, test } from './fixtures';

test.describe.configure({ mode: 'serial' });

test('whatever a test leaves behind', { tag: '@file' }, async ({ open, page, context }) => {
	await page.addInitScript(() => Object.assign(window, { left: true }));
	await open();
	await page.evaluate(
		() =>
			new Promise((done) => {
				localStorage.setItem('left', 'here');
				sessionStorage.setItem('left', 'here');
				// Held open.
				indexedDB.open('left').onsuccess = done;
			})
	);
	await page.setViewportSize({ width: 400, height: 400 });
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'no-preference' });
	await context.newPage();
	expect(() => context.setOffline(true)).toThrow('would outlive the test');
});

test('is gone in the next one, and would fail it', { tag: '@file' }, async ({ open, page, shared }) => {
	await open();
	const left = await page.evaluate(async () => ({
		databases: (await indexedDB.databases()).filter(({ name }) => name === 'left'),
		local: localStorage.length,
		// The router keeps its own there.
		session: sessionStorage.getItem('left'),
		script: 'left' in window,
		width: innerWidth,
		dark: matchMedia('(prefers-color-scheme: dark)').matches,
		still: matchMedia('(prefers-reduced-motion: reduce)').matches
	}));
	expect(left).toEqual({
		...{ databases: [], local: 0, session: null, script: false },
		...{ width: 1280, dark: false, still: true }
	});
	await page.evaluate(() => localStorage.setItem('left', 'here'));
	await expect(shared.expectEmpty()).rejects.toThrow('an earlier test left something');
});
