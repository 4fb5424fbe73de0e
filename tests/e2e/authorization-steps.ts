/** What a person does on the pages of Authorization, by role and name only. */
import { expect, type Locator, type Page } from '@playwright/test';
import { visit } from './visit';

/** Where a test is: the workspace's and the acting organization's part of the address. */
export interface Place {
	workspace: string;
	organization: string;
}

/** The workspace and the acting organization of the page. */
export const placeOf = (page: Page): Place => {
	const [, , workspace = '', organization = ''] = new URL(page.url()).hash.split('/');
	return { workspace, organization };
};

/** The chip that says this of a permission: "Purchase: lost". */
export const chip = (inside: Locator | Page, says: string): Locator =>
	inside.getByRole('img', { name: says, exact: true });

/** What a dialog or a page says that an organization gains or loses. */
export const shiftsOf = (place: Locator, organization: string): Locator =>
	place
		.getByRole('listitem')
		.filter({ hasText: organization })
		.filter({ has: place.page().getByRole('img', { name: /: (gained|lost)$/ }) })
		.first();

/** The partner whose permissions are set on the page. */
export const partnerOf = (page: Page): string =>
	decodeURIComponent(new URL(page.url()).hash.split('/').at(-1)!);

/** Starts a blank workspace with one's own organization; ends on Authorization. */
export async function startBlank(page: Page, name: string): Promise<Place> {
	await page.getByRole('button', { name: 'Blank workspace' }).click();
	await page.getByRole('textbox', { name: 'Name', exact: false }).first().fill(name);
	await page.getByRole('button', { name: 'Create organization' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
	return placeOf(page);
}

/** Opens Authorization as another organization of the workspace. */
export async function actAs(page: Page, { workspace }: Place, organization: string): Promise<void> {
	await visit(page, `${page.url().split('#')[0]}#/w/${workspace}/${organization}/authorization`);
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
}

/** Adds a partner by an account that nobody has; ends on Set Permissions and answers with the new organization's id. */
export async function addNewPartner(page: Page, account: string, name: string): Promise<string> {
	await page.getByRole('link', { name: 'Add Authorization' }).click();
	await page.getByRole('combobox', { name: 'Authorized Account' }).fill(account);
	await page.getByRole('textbox', { name: 'Organization name' }).fill(name);
	await page.getByRole('button', { name: 'Create organization and confirm' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
	return partnerOf(page);
}

export const develop = (page: Page): Locator =>
	page.getByRole('region', { name: 'Authorize Partner to Develop for Me' });
export const purchase = (page: Page): Locator =>
	page.getByRole('region', { name: 'Authorize Partner to Purchase for Me' });

/** The products authorized in a section, and those that its picker offers. */
export const authorized = (section: Locator): Locator =>
	section.getByRole('grid', { name: /^Products authorized to/ });
export const offered = (section: Locator): Locator =>
	section.getByRole('grid', { name: 'Products to authorize' });

/** A row by its header cell. */
export const rowOf = (place: Locator, name: string | RegExp): Locator =>
	place.getByRole('row').filter({ has: place.page().getByRole('rowheader', { name }) });

/** Opens the drawer of a section, from where products are authorized. */
export async function openPicker(section: Locator): Promise<void> {
	const open = section.getByRole('button', { name: 'Add products', exact: true });
	await open.waitFor();
	if ((await open.getAttribute('aria-expanded')) !== 'true') await open.click();
}

/** Adds products of one's own where the section offers them; each is selected at once. */
export async function addProducts(page: Page, section: Locator, names: readonly string[]): Promise<void> {
	await openPicker(section);
	for (const name of names) {
		await section.getByRole('button', { name: 'Add product', exact: true }).click();
		const dialog = page.getByRole('dialog', { name: 'Add product' });
		await dialog.getByRole('textbox', { name: 'Product name' }).fill(name);
		await dialog.getByRole('button', { name: 'Add product' }).click();
		await expect(dialog).toBeHidden();
	}
}

/** Presses Undo in the newest toast. */
export async function undo(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Undo' }).first().click();
}
