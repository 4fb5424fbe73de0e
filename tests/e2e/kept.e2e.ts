/** A workspace as an app of form 2 left it in a browser: see tests/fixtures. */
import { browser, nova, passphrase, workspace } from '../kept/fixtures';
import { expect, test } from './fixtures';
import { saved } from './home-steps';

test('a kept workspace opens, and its keys sign again', async ({ page, home, shared, open }) => {
	await shared.put(home, browser);
	await open('/');
	await expect(page.getByRole('grid', { name: 'Your workspaces' })).toContainText('Lamps');
	await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
	await open(`/w/${workspace}/${nova}/products`);
	await expect(page.getByRole('button', { name: /^Acting as/ })).toContainText('Nova “Brands” & Söhne');
	await expect(page.getByRole('grid').first()).toContainText('Desk Lamp, 台灯');
	await open(`/w/${workspace}/${nova}/share`);
	await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(page.getByText('Your keys are under a passphrase')).toBeHidden();
	await saved(page);
});
