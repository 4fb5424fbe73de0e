/** Why, and why not: from a person's question to the answer, and to what makes it another one. */
import type { Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { ask, confirmGain, expectAnswer, expectAsked, repair } from './ask-steps';
import { rowOf, undo } from './authorization-steps';
import { expect, test } from './fixtures';
import { jump } from './home-steps';
import { closedOperation, openProduct, showMissing } from './products-steps';
import { goTo, switchTo } from './purchase-steps';
import { chooseFile, openChosen, savedForPartner } from './sharing-steps';
import { nova, upstream } from './starts';
import { load, visit } from './visit';
import { withoutDialogs } from './without-dialogs';

const fenix = { organization: 'Fenix SMT', permission: 'purchase', product: 'Air Purifier P2' };
const no = 'No. Fenix SMT may not purchase Air Purifier P2.';
const yes = 'Yes. Fenix SMT may purchase Air Purifier P2.';

/** The links of the only way, from the owner down. */
const way = (page: Page) => page.getByRole('article', { name: 'Answer' }).getByRole('listitem');

test(
	'a question is answered no; the smallest repair is done on the spot, and the answer is yes',
	{ tag: '@file-more' },
	async ({ begin }) => {
		const page = await begin(upstream);
		await jump(page, 'gk', page.getByRole('heading', { level: 1, name: 'Ask' }));
		await expect(page.getByRole('link', { name: /^Can .+\?$/ })).toHaveCount(3);
		await ask(page, fenix);
		await expectAnswer(page, no);
		await expect(page.getByText('It has nothing there.')).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Granted, but without effect' })).toBeVisible();
		const help = repair(
			page,
			'Aria Living turns on “Allow Partner to Authorize Third Party to Purchase” for Delta Manufacturing on Air Purifier P2.'
		);
		await expectNoAxeViolationsEither(page);
		await help.getByRole('button', { name: 'Do it as Aria Living' }).click();
		await confirmGain(page, 'Kilo PCBA', 'Do it as Aria Living');

		await expectAnswer(page, yes);
		await expect(page.getByText('There is one way.')).toBeVisible();
		await expect(way(page)).toContainText(['Aria Living', 'Delta Manufacturing', 'Kilo PCBA', 'Fenix SMT']);
		await expectNoAxeViolationsEither(page);
		await page.reload();
		await expectAnswer(page, yes);

		await undoFromHistory(page, 'Kilo PCBA');
		await page.goBack();
		await expectAnswer(page, no);
		const expectThis = page.getByRole('button', { name: 'Expect this' });
		await expectThis.click();
		await expect(expectThis).toHaveAttribute('aria-disabled', 'true');
		await goTo(page, 'Expectations');
		await expect(page.getByText('Fenix SMT may not purchase Air Purifier P2').first()).toBeVisible();
	}
);

/** The last thing that was done is undone where it is told, after reading who else loses by it. */
async function undoFromHistory(page: Page, loser: string): Promise<void> {
	await goTo(page, 'History');
	const row = page.getByRole('grid', { name: 'History' }).getByRole('row').nth(1);
	await row.getByRole('button', { name: 'Undo' }).click();
	const asked = page.getByRole('dialog', { name: 'Others lose access too' });
	await expect(asked).toContainText(loser);
	await expectNoAxeViolationsEither(page);
	await asked.getByRole('textbox').fill('revoke');
	await asked.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Undone', { exact: true })).toBeVisible();
}

test('a new way is enough alone, and says which link every way needs', async ({ begin }) => {
	const page = await begin(upstream);
	await goTo(page, 'Ask');
	await ask(page, { organization: 'Fenix SMT', permission: 'purchase', product: 'Thermostat T1' });
	await expectAnswer(page, 'No. Fenix SMT may not purchase Thermostat T1.');
	const help = repair(page, 'Kilo PCBA authorizes Fenix SMT: Purchase on Thermostat T1.');
	await help.getByRole('button', { name: 'Do it as Kilo PCBA' }).click();
	await expectAnswer(page, 'Yes. Fenix SMT may purchase Thermostat T1.');
	await undo(page);
	await expectAnswer(page, 'No. Fenix SMT may not purchase Thermostat T1.');
	await ask(page, { organization: 'Aria Living' });
	await expectAnswer(page, 'Yes. Aria Living may purchase Thermostat T1.');
	await expect(page.getByText('It owns the product: nobody has to grant it anything.')).toBeVisible();
	await expect(page.getByText('Nobody can take it away: it owns the product.')).toBeVisible();
});

test('questions are asked from where the things are', async ({ begin }) => {
	const page = await begin(upstream);
	// As the owner, from who has access to a product.
	await openProduct(page, 'Thermostat T1');
	await page.getByRole('tab', { name: 'Who May Do What' }).click();
	await rowOf(page.getByRole('grid', { name: 'Who May Do What' }), 'Delta Manufacturing')
		.getByRole('link', { name: 'Why?' })
		.click();
	await expectAsked(page, { ...fenix, organization: 'Delta Manufacturing', product: 'Thermostat T1' });
	await expectAnswer(page, 'Yes. Delta Manufacturing may purchase Thermostat T1.');

	// As a grantor, from what is dormant.
	await goTo(page, 'Authorization');
	await switchTo(page, 'Kilo PCBA');
	await page.getByRole('link', { name: 'Manage' }).click();
	await page.getByRole('button', { name: 'Dormant' }).click();
	await page.getByRole('dialog').getByRole('link', { name: 'Ask about it' }).click();
	await expectAsked(page, fenix);
	await expectAnswer(page, no);

	// As a grantee, from an operation that is not open.
	await goTo(page, 'Authorization');
	await switchTo(page, 'Delta Manufacturing');
	await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Products' }).click();
	await page.getByRole('tab', { name: "Authorized Customer's Product" }).click();
	await page.getByRole('link', { name: 'Thermostat T1' }).click();
	await expect(page.getByText("5 more need Aria Living's authorization")).toBeVisible();
	await showMissing(page);
	await expect(closedOperation(page, 'Device Logs')).toBeVisible();
	await page.getByRole('link', { name: 'Why not, and what would help' }).last().click();
	await expectAnswer(page, 'No. Delta Manufacturing may not view logs of Thermostat T1.');
	await expect(repair(page, 'Aria Living authorizes Delta Manufacturing: View Logs')).toBeVisible();

	// From an organization, and with a name that nothing has.
	await goTo(page, 'Organizations');
	await page.getByRole('button', { name: 'More for Kilo PCBA' }).click();
	await page.getByRole('menuitem', { name: 'Ask about it' }).click();
	const product = page.getByRole('combobox', { name: 'Product' });
	await product.fill('Toaster');
	await product.blur();
	await expect(page.getByText('Nothing in this workspace is called that.')).toBeVisible();
	await visit(page, `${page.url()}&product=gone:0&permission=purchase`);
	await expect(page.getByText('The product in this address is not in this workspace.')).toBeVisible();
});

test('what is called like the account of another is not taken for it', async ({ begin }) => {
	const page = await begin(nova);
	await goTo(page, 'Organizations');
	for (const [name, account] of [
		['Kilo', 'info@kilo.com'],
		['info@kilo.com', 'info@evil.com']
	] as const) {
		await page.getByRole('button', { name: 'Add organization' }).click();
		const dialog = page.getByRole('dialog', { name: 'Add organization' });
		await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
		await dialog.getByRole('textbox', { name: 'Account' }).fill(account);
		await dialog.getByRole('button', { name: 'Add organization' }).click();
		await expect(dialog).toBeHidden();
	}
	await goTo(page, 'Ask');
	const before = page.url();
	const organization = page.getByRole('combobox', { name: 'Organization' });
	await organization.fill('info@kilo.com');
	await expect(page.getByRole('option')).toContainText(['info@kilo.com (info@evil.com)', 'Kilo']);
	await organization.press('Enter');
	await expect(organization).toHaveValue('info@kilo.com');
	expect(page.url()).toBe(before);
	await organization.press('Tab');
	await expect(page.getByText('Several are called that. Pick one from the list.')).toBeVisible();
	await organization.fill('info@kilo.com');
	await page.getByRole('option').nth(1).click();
	await expect(organization).toHaveValue('Kilo');
	await expect(page).not.toHaveURL(before);
	const kilo = page.url();
	await organization.fill('info@evil.com');
	await expect(organization).toHaveValue('info@kilo.com (info@evil.com)');
	await organization.fill('kilo');
	await organization.press('Enter');
	await expect(organization).toHaveValue('Kilo');
	await expect(page).toHaveURL(kilo);
});

test('who cannot act asks whoever can, with a text and a link', async ({ browser, begin, home, page }) => {
	await withoutDialogs(page);
	await begin(upstream);
	await visit(page, page.url().replace(/\/authorization.*/, '/share'));
	const file = await savedForPartner(page);

	const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
	const other = await context.newPage();
	await withoutDialogs(other);
	await visit(other, home);
	await chooseFile(other, 'Open a file', file);
	await openChosen(other, 'Upstream factory makes PCBAs');
	await goTo(other, 'Ask');
	await ask(other, fenix);
	await expectAnswer(other, no);
	await other.getByRole('button', { name: 'Copy request' }).first().click();
	await expect(other.getByText('Copied. Send it to Aria Living.')).toBeVisible();
	const [request, reason, link] = (await other.evaluate(() => navigator.clipboard.readText())).split('\n');
	expect(request).toContain('Request to Aria Living: Aria Living turns on');
	expect(reason).toContain('Then Fenix SMT may purchase Air Purifier P2');

	// Whoever can follows the link, and does it.
	await load(page, link!);
	await expect(page.getByRole('button', { name: 'Acting as Aria Living' })).toBeVisible();
	await expectAsked(page, fenix);
	await page.getByRole('button', { name: 'Do it as Aria Living' }).first().click();
	await confirmGain(page, 'Kilo PCBA', 'Do it as Aria Living');
	await expectAnswer(page, yes);
	await context.close();
});
