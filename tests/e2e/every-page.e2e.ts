/** Every page of a workspace, and what opens over it, in both themes and both languages, wide and on the smallest phone. */
import type { Page } from '@playwright/test';
import { expectLargeTargets, expectNoAxeViolations } from './accessibility';
import { expect, test } from './fixtures';
import { visit } from './visit';

const words = {
	en: {
		scenario: 'Upstream factory makes PCBAs',
		finished: 'See it finished',
		acting: /^Acting as/,
		delta: 'Delta Manufacturing',
		manage: 'Manage',
		remove: 'Delete',
		addProduct: 'Add product',
		addOrganization: 'Add organization',
		addRecovery: 'Add a recovery key',
		more: 'More for this action',
		then: 'See the workspace as it was then',
		slider: 'Moment',
		newDraft: 'New draft'
	},
	zh: {
		scenario: '上游工厂生产 PCBA',
		finished: '查看完成状态',
		acting: /^当前身份/,
		delta: '德尔塔制造',
		manage: '管理',
		remove: '删除',
		addProduct: '添加产品',
		addOrganization: '添加组织',
		addRecovery: '添加恢复密钥',
		more: '此操作的更多选项',
		then: '查看当时的工作区',
		slider: '时刻',
		newDraft: '新建草案'
	}
} as const;

// Each language in each theme, at either end of the widths in turn. The kit is looked at first as it is the other way
// round, see kit.e2e.ts.
for (const [language, colorScheme, width, tag] of [
	['en', 'dark', 320, []],
	['en', 'light', 1440, ['@more']],
	['zh', 'dark', 1440, ['@more']],
	['zh', 'light', 320, ['@more']],
	['zh', 'dark', 320, ['@more']]
] as const) {
	test.describe(`${language}, ${colorScheme}, ${width} px wide`, () => {
		const said = words[language];
		test.use({
			locale: language === 'zh' ? 'zh-CN' : 'en-US',
			colorScheme,
			viewport: { width, height: 844 }
		});

		const expectSound = async (page: Page) => {
			await expectNoAxeViolations(page);
			await expectLargeTargets(page);
			const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(beyond, page.url()).toBeLessThanOrEqual(0);
		};

		test('axe finds nothing, all is in sight and can be pressed', { tag: [...tag] }, async ({ open }) => {
			test.setTimeout(600_000);
			const page = await open();
			const card = page.getByRole('article', { name: said.scenario });
			await card.getByRole('button', { name: said.finished }).click();
			await page.getByRole('button', { name: said.acting }).click();
			await expectSound(page);
			await page.getByRole('link', { name: said.delta, exact: true }).click();
			await expect(page.getByRole('button', { name: new RegExp(`${said.delta}$`) })).toBeVisible();

			const [app = '', at = ''] = page.url().split(/(?=#)/);
			const base = at.replace(/\/authorization.*/, '');
			const partner = (await page.getByRole('link', { name: said.manage }).getAttribute('href'))!;
			const goAndLook = async (place: string) => {
				await visit(page, app + (place.startsWith('#') ? place : `${base}/${place}`));
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				await expect(page.getByRole('progressbar')).toHaveCount(0);
				await expectSound(page);
			};
			/** Looks at the dialog that is open, and closes it. */
			const lookAtDialog = async () => {
				await expect(page.getByRole('dialog')).toBeVisible();
				await expect(page.getByRole('dialog')).toHaveCSS('font-weight', '400');
				await expectSound(page);
				await page.keyboard.press('Escape');
				await expect(page.getByRole('dialog')).toBeHidden();
			};
			const partnerOf = (href: string) => decodeURIComponent(href.split('/').at(-1)!);
			const firstLink = async (): Promise<string> =>
				(await page.getByRole('rowheader').getByRole('link').first().getAttribute('href'))!;

			await page.getByRole('button', { name: said.remove }).click();
			await lookAtDialog();
			await goAndLook('authorization?list=to-me');
			await goAndLook(await firstLink());
			await goAndLook('authorization?tab=within');
			await page.getByRole('button', { name: said.addRecovery }).click();
			await lookAtDialog();
			await goAndLook('authorization/add');
			await goAndLook('advice');
			await goAndLook(partner);
			await page.getByRole('button', { name: said.addProduct }).first().click();
			await expectSound(page);

			await goAndLook('products');
			const product = await firstLink();
			await page.getByRole('button', { name: said.addProduct }).first().click();
			await lookAtDialog();
			await goAndLook('products?tab=customers');
			for (const part of ['operation=device-logs', 'tab=activity', 'tab=orders', 'tab=access'])
				await goAndLook(`${product}?${part}`);

			await goAndLook('purchase');
			await goAndLook(await firstLink());
			await goAndLook('purchase/new');
			await goAndLook('organizations');
			await page.getByRole('button', { name: said.addOrganization }).first().click();
			await lookAtDialog();
			await goAndLook('share');
			await goAndLook('settings');
			await goAndLook('#/join');
			await goAndLook('diagnostics');
			await goAndLook('chains');
			await goAndLook('chains?as=table');
			const about = decodeURIComponent(`${product}?`).match(/products\/([^?]+)/)![1]!;
			await goAndLook('report');
			await goAndLook(`report?product=${encodeURIComponent(about)}`);
			await goAndLook('ask');
			await goAndLook('expectations');
			await goAndLook('text');
			for (const permission of ['view-logs', 'purchase'])
				await goAndLook(
					`ask?${new URLSearchParams({ organization: partnerOf(partner), product: about, permission })}`
				);
			await goAndLook('history');
			await page.getByRole('button', { name: said.more }).first().click();
			await page.getByRole('menuitem', { name: said.then }).click();
			await expectSound(page);
			const there = page.url();
			await page.getByRole('slider', { name: said.slider }).press('Home');
			await expect(page).not.toHaveURL(there);
			const [, entry] = /~at-([^/]+)/.exec(page.url())!;
			await goAndLook(`history/difference?from=${entry}`);
			await goAndLook('drafts');
			await page.getByRole('button', { name: said.newDraft }).click();
			await expect(page).toHaveURL(/~draft-/);
			await expectSound(page);
			const [, draft] = /~draft-([^/]+)/.exec(page.url())!;
			await goAndLook(`drafts/difference?to=${draft}`);
			await goAndLook('drafts');
			await page.keyboard.press('Control+k');
			await lookAtDialog();
		});
	});
}
