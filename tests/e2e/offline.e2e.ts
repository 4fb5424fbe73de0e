/** The app that a browser keeps: every page without a network, and a new version when a person wants it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../../scripts/serve.js';
import { expect, test as base } from './fixtures';
import { startBlank } from './authorization-steps';
import { openFinished } from './purchase-steps';
import { saved } from './home-steps';
import { visit } from './visit';

interface Hosted {
	/** The app at a host of its own, under a path; `change` puts a new version there. */
	hosted: { url: string; change: () => void; close: () => void };
}

const test = base.extend<Hosted>({
	serviceWorkers: 'allow',
	hosted: async ({}, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'grantbook-hosted-'));
		cpSync('build', folder, { recursive: true });
		const { url, close } = await serve(folder, { port: 0, under: '/some/where' });
		const rewrite = (name: string, from: RegExp, to: string) => {
			const file = join(folder, name);
			const text = readFileSync(file, 'utf8');
			expect(text).toMatch(from);
			writeFileSync(file, text.replace(from, to));
		};
		const { version } = JSON.parse(readFileSync('build/_app/version.json', 'utf8')) as { version: string };
		const change = () => {
			rewrite('index.html', /<head>/, '<head><meta name="release" content="new" />');
			rewrite('service-worker.js', new RegExp(version), `${version}-new`);
		};
		await use({ url, change, close });
		close();
		rmSync(folder, { recursive: true });
	}
});

/** Until everything is kept, and the next page comes from there. */
async function kept(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const { active } = await navigator.serviceWorker.ready;
		if (active?.state === 'activated') return;
		await new Promise((done) => active?.addEventListener('statechange', done, { once: true }));
	});
}

const isNew = (page: Page) => page.locator('meta[name=release]');

test('without a network, every page opens', async ({ page, context, hosted }) => {
	await page.goto(hosted.url);
	await kept(page);
	hosted.close();
	await context.setOffline(true);
	await page.goto('about:blank');
	await page.goto(hosted.url);
	await openFinished(page, 'Upstream factory makes PCBAs');
	await page.getByRole('button', { name: /^Acting as/ }).click();
	await page.getByRole('link', { name: 'Delta Manufacturing', exact: true }).click();
	await expect(page.getByRole('button', { name: /Delta Manufacturing$/ })).toBeVisible();
	await saved(page);
	await page.reload();

	const [base = ''] = page.url().split('/authorization');
	const idAt = async (list: string) => {
		await visit(page, `${base}/${list}`);
		const link = page.getByRole('rowheader').getByRole('link').first();
		return (await link.getAttribute('href'))!.split('/').at(-1)!;
	};
	const manage = await page.getByRole('link', { name: 'Manage' }).first().getAttribute('href');
	const ids: Record<string, string> = {
		partner: manage!.split('/').at(-1)!,
		grantor: manage!.split('/').at(-1)!,
		product: await idAt('products'),
		order: await idAt('purchase')
	};
	const table = readFileSync('src/lib/ui/pages/pages.ts', 'utf8');
	const paths = [...table.matchAll(/page\('([^']+)'/g)].map(([, path]) => path!);
	expect(paths.length).toBeGreaterThan(15);
	for (const path of paths) {
		await visit(page, `${base}/${path.replace(/:(\w+)/g, (_, id: string) => ids[id]!)}`);
		await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
		await expect(page.getByRole('progressbar')).toHaveCount(0);
		await expect(page.getByText(/^There is no such page$|^This page cannot be shown$/), path).toBeHidden();
	}
	await visit(page, `${hosted.url}#/join`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a new version waits until a person wants it, in each window', async ({ page, context, hosted }) => {
	await page.goto(hosted.url);
	await kept(page);
	await startBlank(page, 'Nova Brand');
	const other = await context.newPage();
	await other.goto(page.url());
	hosted.change();

	await page.reload();
	await expect(page.getByText('A new version of Grantbook is available.')).toBeVisible();
	await page.goto(hosted.url);
	await expect(page.getByText('A new version of Grantbook is available.')).toBeVisible();
	await expect(isNew(page)).toHaveCount(0);

	await page.getByRole('button', { name: 'Load it' }).click();
	await expect(isNew(page)).toHaveCount(1);
	await expect(page.getByRole('grid', { name: 'Your workspaces' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Load it' })).toBeHidden();

	await expect(isNew(other)).toHaveCount(0);
	await other.getByRole('button', { name: 'Load it' }).click();
	await expect(isNew(other)).toHaveCount(1);
	await expect(other.getByRole('button', { name: /^Acting as/ })).toContainText('Nova Brand');
});
