import { serve } from '../../scripts/serve.js';
import { expectNoAxeViolations } from './accessibility';
import { expect, test } from './fixtures';

test('the app opens without a complaint of the browser', { tag: '@file' }, async ({ open }) => {
	const page = await open();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expectNoAxeViolations(page);
});

test('a browser that was closed opens the app again', { tag: '@file' }, async ({ profile }) => {
	await expect(profile.page.getByRole('heading', { level: 1 })).toBeVisible();
	const page = await profile.restart();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the built folder works under any path of a host', async ({ page }) => {
	const { url, close } = await serve('build', { port: 0, under: '/some/where' });
	await page.goto(url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	close();
});

test.describe('with the files kept', () => {
	test.use({ serviceWorkers: 'allow' });

	test('after one visit the app opens without a network', async ({ page }) => {
		const { url, close } = await serve('build', { port: 0 });
		await page.goto(url);
		await page.evaluate(async () => {
			const { active } = await navigator.serviceWorker.ready;
			if (active?.state === 'activated') return;
			await new Promise((done) => active?.addEventListener('statechange', done, { once: true }));
		});
		close();
		await page.goto('about:blank');
		await page.goto(url);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	});
});
