import { readFileSync } from 'node:fs';
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

test('the built folder works under any path of a host, and gives the app as one file', async ({ page }) => {
	const { url, close } = await serve('build', { port: 0, under: '/some/where' });
	await page.goto(url);
	const downloading = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Save the app as one file' }).click();
	const file = await downloading;
	expect(file.suggestedFilename()).toBe('grantbook.html');
	expect(readFileSync(await file.path(), 'utf8')).toBe(readFileSync('build-single/index.html', 'utf8'));
	// A host may give the file out as a page, too.
	await page.goto(`${url}grantbook.html`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	close();
});

test(
	'its policy lets no other script and no other style sheet in',
	{ tag: '@file' },
	async ({ open, faults }) => {
		faults.allow(/Content Security Policy/);
		const page = await open();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		const refused = await page.evaluate(async () => {
			const told: string[] = [];
			document.addEventListener('securitypolicyviolation', (event) => told.push(event.effectiveDirective));
			const script = document.createElement('script');
			script.textContent = 'document.title = "run"';
			const style = document.createElement('style');
			style.textContent = 'body { display: none }';
			document.head.append(script, style);
			document.body.setAttribute('onclick', 'document.title = "run"');
			document.body.click();
			await fetch('https://example.com').catch(() => undefined);
			for (let frame = 0; told.length < 4 && frame < 100; frame++) await new Promise(requestAnimationFrame);
			return told.sort();
		});
		expect(refused).toEqual(['connect-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']);
		expect(await page.title()).not.toBe('run');
	}
);

test('the file offers nobody to save it again', { tag: '@file-only' }, async ({ open }) => {
	const page = await open();
	await expect(page.getByRole('button', { name: 'Blank workspace' })).toBeVisible();
	await expect(page.getByText('Save the app as one file')).toBeHidden();
});
