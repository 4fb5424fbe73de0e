/** The report for people without the app, as it comes out of the printer. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { visit } from './visit';

/** The boxes of a PDF's pages, in points. */
async function printed(page: Page): Promise<string[]> {
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	return [...pdf.matchAll(/\/Type \/Page\b[^]*?\/MediaBox \[([^\]]*)\]/g)].map(([, box]) => box!);
}

const A4 = /^0 0 59[45](\.\d+)? 84[12](\.\d+)?$/;

const words = {
	en: {
		scenario: 'Supply network',
		finished: /^(See it finished|Open)$/,
		open: 'Print a report',
		given: /^Granted by /,
		product: /^/
	},
	zh: {
		scenario: '上游工厂生产 PCBA',
		finished: /^(查看完成状态|打开)$/,
		open: '打印报告',
		given: /授出的权限$/,
		product: '温控器 T1'
	}
} as const;

for (const [language, colorScheme] of [
	['en', 'dark'],
	['zh', 'light']
] as const) {
	test.describe(`in ${language}`, () => {
		test.use({ locale: language === 'zh' ? 'zh-CN' : 'en-US', colorScheme });

		test(`a report is one or two pages of A4, without the bars, black on white`, async ({ open }) => {
			const said = words[language];
			const page = await open();
			const card = page.getByRole('article', { name: said.scenario });
			await card.getByRole('button', { name: said.finished }).last().click();
			await page.getByRole('link', { name: said.open }).click();
			await expect(page.getByRole('region', { name: said.given })).toBeVisible();
			await expect(page.getByRole('article').locator('img')).toHaveJSProperty('complete', true);

			const ofOrganization = await printed(page);
			expect([1, 2]).toContain(ofOrganization.length);
			for (const box of ofOrganization) expect(box).toMatch(A4);

			await visit(page, page.url().replace(/[^/]*$/, 'products'));
			await page.getByRole('rowheader').getByRole('link', { name: said.product }).first().click();
			await page.getByRole('link', { name: said.open }).click();
			await expect(page.getByRole('article').getByRole('table')).toBeVisible();
			expect([1, 2]).toContain((await printed(page)).length);

			await page.emulateMedia({ media: 'print' });
			await expect(page.getByRole('banner')).toBeHidden();
			await expect(page.getByRole('navigation')).toHaveCount(0);
			await expect(page.getByRole('article')).toBeVisible();
			await expect(page.getByRole('article')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
			await expect(page.getByRole('article').getByRole('heading')).toHaveCSS('color', 'rgb(0, 0, 0)');
			const first = await page.getByRole('article').boundingBox();
			expect(first).toMatchObject({ x: 0, y: 0 });

			// On a phone all of it is read by scrolling down alone.
			await page.emulateMedia({ media: 'screen' });
			await page.setViewportSize({ width: 390, height: 844 });
			const sheet = (await page.getByRole('article').boundingBox())!;
			const table = (await page.getByRole('article').getByRole('table').boundingBox())!;
			expect(table.x + table.width).toBeLessThanOrEqual(sheet.x + sheet.width);
		});
	});
}
