/** A draft of thousands of changes, and a browser that falls while it is applied: it is there whole, or not at all. */
import type { Locator, Page } from '@playwright/test';
import { writeDraftFile } from '../../src/lib/workspace/drafts/draft-file';
import { newEntryId } from '../../src/lib/workspace/drafts/draft-ids';
import type { DraftStep } from '../../src/lib/views/draft';
import { type Place, placeOf, rowOf, startBlank } from './authorization-steps';
import { expect, test } from './fixtures';
import { saved } from './home-steps';
import { chooseFile, fileDialog } from './sharing-steps';
import { visit } from './visit';
import { withoutDialogs } from './without-dialogs';

/** Each is founded, and becomes a partner: one without the other would be half of it. */
const ORGANIZATIONS = 1_000;

function manyPartners({ workspace, organization }: Place): string {
	const action = crypto.randomUUID();
	const steps = Array.from({ length: ORGANIZATIONS }, (_, n): DraftStep[] => {
		const [name, account] = [`Partner ${n}`, `info@partner-${n}.com`];
		const step = { action, at: 2 * n };
		return [
			{
				...{ ...step, entry: newEntryId(), name: 'add-organization', actor: null },
				command: { command: 'add-organization', name, account, colour: '' }
			},
			{
				...{ ...step, entry: newEntryId(), name: 'add-partner', actor: organization },
				command: { command: 'add-partner', account, name }
			}
		];
	});
	return writeDraftFile(workspace, { name: 'Many', steps: steps.flat() });
}

/** How far applying is when the browser falls: in percent of what is signed, when it is told to be done, and when it is saved. */
const MOMENTS = [20, 95, 'applied', 'saved'] as const;

/** Presses the button, and resolves when it is so far, or beyond: told to be done, where that is all that is waited for. */
const press = (button: Locator, moment: (typeof MOMENTS)[number]): Promise<void> =>
	button.evaluate(
		(pressed: HTMLElement, percent) => {
			const done = () => {
				const value = document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow');
				return !pressed.isConnected || Number(value ?? -1) >= percent;
			};
			return new Promise<void>((there) => {
				const seen = new MutationObserver(() => {
					if (!done()) return;
					seen.disconnect();
					there();
				});
				seen.observe(document.body, { subtree: true, childList: true, attributes: true });
				pressed.click();
			});
		},
		typeof moment === 'number' ? moment : Infinity
	);

/** How many organizations there are, and how many partners. */
async function counts(page: Page, { workspace, organization }: Place): Promise<[number, number]> {
	// Before the app is there, an address is not shown, but left again for the first one.
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const rows = async (place: string, name: string) => {
		await visit(page, `${page.url().split('#')[0]}#/w/${workspace}/${organization}/${place}`);
		const grid = page.getByRole('grid', { name });
		await grid.or(page.getByText('No partner is authorized yet')).first().waitFor();
		return (await grid.isVisible()) ? Number(await grid.getAttribute('aria-rowcount')) - 1 : 0;
	};
	return [await rows('organizations', 'Organizations'), await rows('authorization', 'Granted by Me')];
}

test(
	'a draft that was being applied when the browser fell is there whole or not at all',
	{
		tag: '@more'
	},
	async ({ profile }) => {
		let page = profile.page;
		await withoutDialogs(page);
		await page.reload();
		await startBlank(page, 'Nova Brand');
		const place = placeOf(page);
		const drafts = `${page.url().split('#')[0]}#/w/${place.workspace}/${place.organization}/drafts`;
		await visit(page, drafts);
		await page.getByRole('button', { name: 'Open a draft' }).click();
		await chooseFile(page, 'Choose a file', manyPartners(place));
		await fileDialog(page).getByRole('button', { name: 'Open as a draft' }).click();
		await saved(page);

		let whole = false;
		for (const moment of MOMENTS) {
			await visit(page, drafts);
			await rowOf(page.getByRole('grid', { name: 'Drafts' }), 'Many')
				.getByRole('button', { name: 'Apply…' })
				.click();
			const asked = page.getByRole('dialog', { name: 'Apply Many?' });
			await press(asked.getByRole('button', { name: 'Apply 2,000 changes' }), moment);
			if (moment === 'saved') await saved(page);
			page = await profile.crash();
			const found = await counts(page, place);
			expect([
				[1, 0],
				[1 + ORGANIZATIONS, ORGANIZATIONS]
			]).toContainEqual(found);
			whole = found[1] > 0;
			if (whole) break;
		}
		expect(whole).toBe(true);
	}
);
