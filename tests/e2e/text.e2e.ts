/** A setup as a text: saved, opened, with mistakes told by their places, and edited in a draft. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { authorized, develop, partnerOf, placeOf, rowOf } from './authorization-steps';
import { expect, test } from './fixtures';
import { actingAs, guide, saved } from './home-steps';
import { chooseFile, dropFile, fileDialog } from './sharing-steps';
import { twoAuthorized, upstream } from './starts';
import { withoutDialogs } from './without-dialogs';

test.beforeEach(({ page }) => withoutDialogs(page));

/** Saves the open workspace's setup from its settings. */
async function savedText(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Save as text' }).click();
	const dialog = page.getByRole('dialog', { name: 'Save as text' });
	await expect(dialog).toContainText(/What the text does not say.*Keys of organizations: \d/s);
	const downloading = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Save the text' }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toMatch(/\.yaml$/);
	return readFileSync(await download.path(), 'utf8');
}

/** Pastes a text where files are taken. */
async function pasteText(page: Page, text: string): Promise<void> {
	await page.getByRole('button', { name: 'Paste a text' }).click();
	await fileDialog(page).getByRole('textbox', { name: 'Or paste its text' }).fill(text);
	await fileDialog(page).getByRole('button', { name: 'Read the text' }).click();
}

test(
	'a setup saved as text makes the same setup in a new workspace, and a mistake is told by its place',
	{ tag: '@file' },
	async ({ begin, open }) => {
		const page = await begin(upstream);
		const { workspace, organization } = placeOf(page);
		await open(`/w/${workspace}/${organization}/settings`);
		const text = await savedText(page);
		const dialog = fileDialog(page);
		await dropFile(page, text.replace('owner: aria', 'owner: arria'), 'setup.yaml');
		await expect(dialog.getByRole('alert')).toContainText(
			/Line \d+, column \d+: “arria” is no organization of this text\. Perhaps “aria/
		);
		await page.keyboard.press('Escape');
		await pasteText(page, text);
		await dialog.getByRole('radio', { name: /only adds/ }).check();
		await expect(dialog).toContainText('Everything in the text is here already.');
		await expect(dialog.getByRole('grid')).toContainText('Is there already');
		await dialog.getByRole('radio', { name: 'A new workspace' }).check();
		await expectNoAxeViolationsEither(page);
		await dialog.getByRole('button', { name: 'Make the workspace' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Authorization' })).toBeVisible();
		const made = placeOf(page);
		expect(made.workspace).not.toBe(workspace);
		await open(`/w/${made.workspace}/${made.organization}/settings`);
		expect(await savedText(page)).toBe(text);
	}
);

test(
	'a line removed from the text of a draft is a revocation, seen before it is applied',
	{ tag: '@file' },
	async ({ begin, open }) => {
		const page = await begin(twoAuthorized);
		const { workspace, organization } = placeOf(page);
		const kilo = partnerOf(page);
		await open(`/w/${workspace}/${organization}/text`);
		const editor = page.getByRole('textbox', { name: 'The setup as a text' });
		await expect(editor).toContainText('authorizations:');
		await page.getByRole('button', { name: 'Edit in a draft' }).click();
		await expect(page.getByText('Ctrl+Space completes.')).toBeVisible();
		const lines = (await editor.innerText()).split('\n');
		const draft = page.getByRole('region', { name: 'Draft: Draft 1' });
		await expect(draft).toContainText('Nothing is changed yet');

		await editor.fill(lines.map((line) => line.replace('owner: nova', 'owner: nowa')).join('\n'));
		await expect(page.getByRole('status')).toContainText(/Line \d+, column \d+: “nowa/);
		await expect(draft).toContainText('Nothing is changed yet');

		const isGrant = (line: string) => line.includes('products: [');
		await editor.fill(lines.filter((line) => !isGrant(line)).join('\n'));
		const shifts = page.getByRole('list', { name: 'Gained and lost' });
		await expect(shifts).toContainText('Kilo PCBA');
		await expect(draft).toContainText('loses');
		await expectNoAxeViolationsEither(page);
		await draft.getByRole('button', { name: 'Apply…' }).click();
		await page
			.getByRole('dialog')
			.getByRole('button', { name: /^Apply \d+ change/ })
			.click();
		await expect(page.getByText(/Draft 1 applied/)).toBeVisible();
		await open(`/w/${workspace}/${organization}/authorization/partners/${kilo}`);
		await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
		await expect(authorized(develop(page))).toBeHidden();
	}
);

const demo = `grantbook: setup 1
organizations:
  hazel: { name: Hazel Home, account: hazel@example.com }
  rowan: { name: Rowan Factory, account: rowan@example.com }
products:
  blind-b2: { owner: hazel, pid: blindb2v4c6x8z1a, name: Blind B2 }
authorizations:
  - { from: hazel, to: rowan, products: [ blind-b2 ], develop: [ view-logs ] }
guide:
  title: Who may read the logs?
  story: Hazel Home lets its factory read logs.
  steps:
    - { do: See that Rowan may, done when: rowan may view logs of blind-b2 }
    - { do: Take it back from Rowan, who: hazel, no longer: rowan may view logs of blind-b2 }
    - { do: Let Rowan purchase, who: hazel, done when: rowan may purchase blind-b2 }
`;

test(
	'a text with a guide makes a demo: its steps lead to where they are done, tick, and are as far after a reload',
	{ tag: '@file' },
	async ({ open }) => {
		const page = await open();
		const dialog = fileDialog(page);
		await pasteText(page, demo.replace('setup 1', 'setup 2'));
		await expect(dialog.getByRole('alert')).toContainText('Line 1, column 12: “setup 2” is newer');
		// What was pasted is there still, to be mended.
		const pasted = dialog.getByRole('textbox', { name: 'Or paste its text' });
		await expect(pasted).toHaveValue(demo.replace('setup 1', 'setup 2'));
		await pasted.fill(demo);
		await dialog.getByRole('button', { name: 'Read the text' }).click();
		await expect(dialog).toContainText('It has a guide, “Who may read the logs?”, of 3 steps.');
		await page.keyboard.press('Escape');
		await chooseFile(page, 'Open a file', demo);
		await expect(dialog).toContainText('It has a guide, “Who may read the logs?”, of 3 steps.');
		await dialog.getByRole('button', { name: 'Make the workspace' }).click();
		await expect(actingAs(page, 'Hazel Home')).toBeVisible();
		const steps = guide(page, 'Who may read the logs?');
		await expect(steps.getByRole('status')).toHaveText('1 of 3 done');
		await steps.getByRole('button', { name: 'All steps' }).click();
		const all = page.getByRole('dialog', { name: 'Who may read the logs?' });
		await expect(all).toContainText('Hazel Home lets its factory read logs.');
		await expectNoAxeViolationsEither(page);
		await page.keyboard.press('Escape');
		await steps.getByRole('button', { name: 'Take me there' }).click();
		const revoke = rowOf(authorized(develop(page)), 'Blind B2').getByRole('button', { name: 'Revoke' });
		await expect(revoke).toBeFocused();
		await expect(revoke).toHaveAttribute('data-ring', '2');
		await revoke.click();
		await expect(steps.getByRole('status')).toHaveText('2 of 3 done');
		await saved(page);
		await page.reload();
		await expect(steps.getByRole('status')).toHaveText('2 of 3 done');
		await steps.getByRole('button', { name: 'All steps' }).click();
		await expect(all.getByRole('listitem').filter({ hasText: 'Let Rowan purchase' })).toHaveAttribute(
			'aria-current',
			'step'
		);
		await page.keyboard.press('Escape');
		await steps.getByRole('button', { name: 'Start over' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
		await expect(steps.getByRole('status')).toHaveText('1 of 3 done');
		const { workspace, organization } = placeOf(page);
		await open(`/w/${workspace}/${organization}/settings`);
		expect(await savedText(page)).toBe(demo);
	}
);
