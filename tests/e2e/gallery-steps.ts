/** The gallery of the kit, which the tests of the kit go through. */
import { expect, type Page } from '@playwright/test';
import { harnessAddress } from './harness-address';

let visits = 0;

/** Opens a place of the gallery. */
export async function open(page: Page, place: string): Promise<void> {
	// Another place of the same address would only be a change of the hash: each test begins from nothing.
	await page.goto(`${await harnessAddress('gallery')}?${visits++}#${place}`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** A place with a table of 20,000 rows; with `?rows=40` of so many. */
export const TABLE = '/w/demo/o1/authorization';
