/** Who acts for an organization: keys named and retired, a recovery key that lets a second browser act, a seat asked for by file. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './accessibility';
import { rowOf } from './authorization-steps';
import { saved } from './home-steps';
import { goTo } from './purchase-steps';
import { fileDialog, mergeChosen, openChosen } from './sharing-steps';
import { nova } from './starts';
import { expect, test } from './two-browsers';
import { visit } from './visit';

async function download(page: Page, press: () => Promise<void>): Promise<string> {
	const [file] = await Promise.all([page.waitForEvent('download'), press()]);
	return readFileSync(await file.path(), 'utf8');
}

async function upload(page: Page, press: () => Promise<void>, name: string, text: string): Promise<void> {
	const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
	await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

const within = (page: Page) =>
	page.getByRole('tab', { name: 'Authorize to Collaborate Within Organization' });
const members = (page: Page) => page.getByRole('grid', { name: /^Keys that act for/ });

/** Somebody opens a partner's file at a browser of their own, and looks at its first organization. */
async function openFile(page: Page, home: string, file: string): Promise<void> {
	await visit(page, home);
	await upload(
		page,
		() => page.getByRole('button', { name: 'Open a file' }).click(),
		'workspace.grantbook',
		file
	);
	await openChosen(page, 'My workspace');
	await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
}

/** Everything of the workspace, as a file for somebody else. */
async function fileForPartner(page: Page): Promise<string> {
	await visit(page, page.url().replace(/\/authorization.*/, '/share'));
	return download(page, () => page.getByRole('button', { name: 'Save file' }).click());
}

test('a recovery key in a file lets a second browser act', async ({ begin, home, partner: other }) => {
	test.setTimeout(600_000);
	const page = await begin(nova);
	await within(page).click();
	await expect(rowOf(members(page), 'First key')).toContainText('This browser');
	await expect(rowOf(members(page), 'First key').getByRole('button', { name: 'Retire' })).toHaveAttribute(
		'aria-disabled',
		'true'
	);
	await rowOf(members(page), 'First key').getByRole('button', { name: 'Rename' }).click();
	await page.getByRole('dialog', { name: 'Rename key' }).getByRole('textbox').fill('Ann, laptop');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(rowOf(members(page), 'Ann, laptop')).toBeVisible();

	await page.getByRole('button', { name: 'Add a recovery key' }).click();
	const adding = page.getByRole('dialog', { name: 'Add a recovery key' });
	await adding.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('short');
	await adding.getByRole('button', { name: 'Make and save the file' }).click();
	await expect(adding.getByRole('textbox', { name: 'Passphrase', exact: true })).toBeFocused();
	await adding.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('river anvil cloud nine');
	await adding.getByRole('textbox', { name: 'Passphrase again' }).fill('river anvil cloud nine');
	await expect(adding).toContainText('Strong');
	await expectNoAxeViolations(page);
	const recovery = await download(page, () =>
		adding.getByRole('button', { name: 'Make and save the file' }).click()
	);
	await expect(adding).toBeHidden();
	await expect(rowOf(members(page), 'Recovery key')).toBeVisible();
	await saved(page);
	const file = await fileForPartner(page);

	await openFile(other, home, file);
	await expect(other.getByRole('button', { name: 'Acting as Nova Brand, view only' })).toBeVisible();
	await other.getByRole('link', { name: 'Ways to act for it' }).click();
	await expectNoAxeViolations(other);
	await other.getByRole('button', { name: 'Use a recovery key' }).click();
	const using = fileDialog(other);
	await upload(other, () => using.getByRole('button', { name: 'Choose a file' }).click(), 'r.json', recovery);
	await expect(using.getByText(/^A recovery key of Nova Brand/)).toBeVisible();
	await using.getByRole('textbox', { name: 'Passphrase' }).fill('not that one');
	await using.getByRole('textbox', { name: 'Name for this browser’s key' }).fill('Ann, phone');
	await using.getByRole('button', { name: 'Act as Nova Brand' }).click();
	await expect(using.getByRole('alert')).toContainText('does not open this file');
	await using.getByRole('textbox', { name: 'Passphrase' }).fill('river anvil cloud nine');
	await using.getByRole('button', { name: 'Act as Nova Brand' }).click();
	await expect(using).toBeHidden();
	const added = rowOf(members(other), 'Ann, phone');
	await expect(added).toContainText('This browser');
	await expect(other.getByRole('button', { name: 'Acting as Nova Brand', exact: true })).toBeVisible();
	await goTo(other, 'Organizations');
	await expect(rowOf(other.getByRole('grid', { name: 'Organizations' }), 'Nova Brand')).toContainText(
		'May act'
	);
});

test('a seat asked for by file is compared, approved with a name, and can be retired', async ({
	begin,
	home,
	partner: other
}) => {
	test.setTimeout(600_000);
	const page = await begin(nova);
	const file = await fileForPartner(page);
	await openFile(other, home, file);
	await other.getByRole('link', { name: 'Ways to act for it' }).click();
	await other.getByRole('button', { name: 'Ask to act as Nova Brand' }).click();
	const asking = other.getByRole('dialog', { name: 'Ask to act as Nova Brand' });
	await asking.getByRole('textbox').fill('Ben, tablet');
	await asking.getByRole('button', { name: 'Ask', exact: true }).click();
	const asked = other.getByRole('status').filter({ hasText: 'You asked to act as Nova Brand' });
	const print = await asked.getByRole('code').innerText();
	const request = await download(other, () =>
		asked.getByRole('button', { name: 'Save the request as a file' }).click()
	);

	await upload(
		page,
		() => page.getByRole('button', { name: 'Open file' }).click(),
		'request.grantbook',
		request
	);
	await mergeChosen(page, 'Nothing new');
	await page.getByRole('link', { name: 'Compare and answer' }).click();
	const requests = page.getByRole('region', { name: 'Requests to act for Nova Brand' });
	await expect(requests.getByRole('code')).toHaveText(print);
	await expectNoAxeViolations(page);
	await requests.getByRole('button', { name: 'Approve' }).click();
	const approving = page.getByRole('dialog', { name: 'Let Ben, tablet act for Nova Brand?' });
	await expectNoAxeViolations(page);
	await approving.getByRole('textbox', { name: 'Key name' }).fill('Ben');
	await approving.getByRole('button', { name: 'Approve' }).click();
	await expect(requests).toBeHidden();
	const ben = rowOf(members(page), 'Ben');
	await expect(ben).toContainText(print);
	const retiring = page.getByRole('dialog', { name: 'Retire Ben?' });
	await ben.getByRole('button', { name: 'Retire' }).click();
	await retiring.getByRole('button', { name: 'Cancel' }).click();
	// Not wanted is not answered: it can be asked again.
	await ben.getByRole('button', { name: 'Retire' }).click();
	await retiring.getByRole('button', { name: 'Retire key' }).click();
	await expect(ben).toBeHidden();
	await page.getByText('1 retired key').click();
	await expect(rowOf(page.getByRole('grid', { name: '1 retired key' }), 'Ben')).toBeVisible();
	await expectNoAxeViolations(page);
});
