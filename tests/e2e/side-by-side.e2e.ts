/** Two sides of one open workspace in one window: each its own page, as its own organization. */
import type { Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { authorized, partnerOf, purchase, rowOf } from './authorization-steps';
import { openFinished } from './chains-steps';
import { expect, test } from './fixtures';

const side = (page: Page, name: string) => page.getByRole('region', { name: `Acting as ${name}` });

test(
	'what one side does is on the other in the same moment, and marked where it landed',
	{ tag: '@file' },
	async ({ open }) => {
		const page = await open();
		await openFinished(page, 'Factory purchases for a brand owner');
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.getByRole('button', { name: 'Side by side' }).click();

		// The brand owner's page stays, the factory's products are beside it.
		const brand = side(page, 'Lumen Home');
		const factory = side(page, 'Orbit OEM');
		await expect(brand.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
		const products = factory.getByRole('grid', { name: /Authorized Customer's Product/ });
		await expect(rowOf(products, 'Lamp A1')).toBeVisible();
		await expectNoAxeViolationsEither(page);

		// Each side goes its own way, and the address keeps both.
		await brand.getByRole('link', { name: 'Manage' }).first().click();
		await expect(brand.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
		await expect(rowOf(products, 'Lamp A1')).toBeVisible();
		await page.reload();
		await expect(brand.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();

		const granted = authorized(purchase(brand.page()));
		await expect(rowOf(products, 'Lamp A1').getByRole('img', { name: /^Purchase: held/ })).toBeVisible();
		await rowOf(granted, 'Lamp A1').getByRole('button', { name: 'Revoke' }).click();
		await expect(rowOf(products, 'Lamp A1')).toHaveCount(0);
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(rowOf(products, 'Lamp A1')).toHaveAttribute('data-landed', 'new');
		await expect(factory.getByRole('status').filter({ hasText: 'landed here' })).toBeVisible();
		await expect(rowOf(granted, 'Lamp A1')).not.toHaveAttribute('data-landed');

		// By keyboard to the other side; what is done there takes the mark away.
		await page.keyboard.press('F6');
		await expect(factory.getByRole('button', { name: 'Acting as Orbit OEM' })).toBeFocused();
		await page.keyboard.press('Tab');
		await expect(rowOf(products, 'Lamp A1')).not.toHaveAttribute('data-landed');

		// Back takes one step on the side where it was made.
		await rowOf(products, 'Lamp A1').getByRole('link', { name: 'Lamp A1' }).click();
		await expect(factory.getByRole('heading', { level: 1, name: 'Lamp A1' })).toBeVisible();
		await expect(brand.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
		await page.goBack();
		await expect(rowOf(products, 'Lamp A1')).toBeVisible();

		await factory.getByRole('button', { name: 'Close the side of Orbit OEM' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
		await expect(factory).toHaveCount(0);
		expect(partnerOf(page)).not.toContain('beside');
	}
);
