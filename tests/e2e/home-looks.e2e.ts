import { expectNoAxeViolations } from './accessibility';
import { expect, test } from './fixtures';

/** The first page in every look: theme, language, width; each of them in one of two tests, and all in `npm run test:more`. */
for (const colorScheme of ['light', 'dark'] as const) {
	for (const locale of ['en-US', 'zh-CN']) {
		for (const width of [320, 1440]) {
			test.describe(() => {
				test.use({ colorScheme, locale, viewport: { width, height: 900 } });
				const isLook =
					(colorScheme === 'light') === (locale === 'en-US') && (width === 320) === (locale === 'en-US');
				const tag = isLook ? [] : '@more';
				test(`the first page: ${colorScheme}, ${locale}, ${width} px wide`, { tag }, async ({ open }) => {
					const page = await open();
					await expect(page.getByRole('article')).toHaveCount(4);
					await expectNoAxeViolations(page);
					await page.getByRole('article').first().getByRole('button').first().click();
					await expect(
						page.getByRole('banner').getByRole('button', { name: /流明家居|Lumen Home/ })
					).toBeVisible();
					await expectNoAxeViolations(page);
					const wide = await page.evaluate(() => document.documentElement.scrollWidth);
					expect(wide).toBeLessThanOrEqual(width);
				});
			});
		}
	}
}
