/** What people do to share a workspace and to join one, by role and name only. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { goTo } from './purchase-steps';
import { visit } from './visit';

export const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name });

/** Opens Share. */
export const openShare = (page: Page): Promise<void> => goTo(page, 'Share');

/** Names the signalling server, and begins to share. Ends when the room is entered. */
export async function share(page: Page, signalling: string): Promise<void> {
	await page.getByLabel('Signalling servers').fill(signalling);
	await page.getByRole('button', { name: 'Save addresses' }).click();
	await page.getByRole('button', { name: 'Start sharing' }).click();
	await expect(connection(page, 'Nobody else is here')).toBeVisible({ timeout: 90_000 });
}

/** The code of an invitation: the one to join, or the one for an organization. */
export const invitation = (page: Page, name = 'Invitation to join'): Promise<string> =>
	page.getByRole('group', { name }).getByRole('textbox').inputValue();

/** Opens the link of an invitation, and shows what it says. */
export async function followInvitation(page: Page, home: string, code: string): Promise<void> {
	await visit(page, `${home}#/join/${code}`);
	await expect(heading(page, 'Join by link or code')).toBeVisible();
}

export async function join(page: Page, name: string): Promise<void> {
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('button', { name: 'Join', exact: true }).click();
	await expect(heading(page, 'Authorization')).toBeVisible({ timeout: 90_000 });
}

/** What the bar says about sharing. */
export const connection = (page: Page, words: string): Locator =>
	page.getByRole('banner').getByRole('button', { name: words });

export async function addOrganization(page: Page, name: string): Promise<void> {
	await page.getByRole('link', { name: 'Organizations', exact: true }).click();
	await page.getByRole('button', { name: 'Add organization' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name').fill(name);
	await dialog.getByRole('button', { name: 'Add organization' }).click();
	await expect(organization(page, name)).toBeVisible();
}

export const organization = (page: Page, name: string): Locator =>
	page.getByRole('rowheader', { name: new RegExp(name) });

/** Saves a file for a partner, and reads it. */
export async function savedForPartner(page: Page): Promise<string> {
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save file' }).click();
	return readFileSync(await (await downloading).path(), 'utf8');
}

/** The dialog that says what a file is, and what can be done with it. */
export const fileDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Open a file' });

/** Opens what a file that was chosen says to be, as the workspace that it is of. */
export async function openChosen(page: Page, workspace: string): Promise<void> {
	await fileDialog(page).getByRole('button', { name: 'Open', exact: true }).click();
	await fileDialog(page)
		.getByRole('link', { name: `Open ${workspace}` })
		.click();
}

/** Merges what was chosen into the workspace that is here. Ends with what came of it. */
export async function mergeChosen(page: Page, told: string): Promise<void> {
	await fileDialog(page).getByRole('button', { name: 'Merge into it' }).click();
	await expect(fileDialog(page).getByRole('status').filter({ hasText: told })).toBeVisible();
	await fileDialog(page).getByRole('button', { name: 'Close' }).last().click();
}

/** Opens a file with the button that asks for one. */
export async function chooseFile(page: Page, button: string, text: string): Promise<void> {
	const choosing = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: button, exact: true }).click();
	await (
		await choosing
	).setFiles({ name: 'partner.grantbook', mimeType: 'application/json', buffer: Buffer.from(text) });
}

/** Drops a file somewhere on the page, as from a folder beside the browser. */
export const dropFile = (
	page: Page,
	content: string | Buffer,
	name = 'lamps.grantbook.jsonl'
): Promise<void> =>
	page.evaluate(
		([coded, name]) => {
			const dataTransfer = new DataTransfer();
			const bytes = Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0));
			dataTransfer.items.add(new File([bytes], name));
			for (const type of ['dragover', 'drop']) {
				const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
				// A browser drops only where the page lets it, and else leaves the page for the file.
				if (document.querySelector('main')!.dispatchEvent(event))
					throw new Error(`The page leaves ${type} alone.`);
			}
		},
		[Buffer.from(content).toString('base64'), name] as const
	);

/** Shares a workspace through a server of this computer; answers with an invitation to look. */
export async function shareAndInvite(page: Page, workspace: string, server: string): Promise<string> {
	await openShare(page);
	await share(page, server);
	return invitation(page);
}
