/** What a person is told of stored entries without a seal, of one that was changed, and of what another page posts. */
import type { Page } from '@playwright/test';
import { expectNoAxeViolationsEither } from './accessibility';
import { workspaceChannel, workspaceDatabase } from '../../src/lib/document/storage/names';
import { browser, nova, workspace } from '../kept/fixtures';
import { expect, test } from './fixtures';
import { openShare, savedForPartner } from './sharing-steps';
import { rowOf } from './unsealed';
import { withoutDialogs } from './without-dialogs';

const row = 99;

/** Everything of the kept browser, and a row more: too much to be checked before it is opened. */
function withRow(base64: string): typeof browser {
	const copy = structuredClone(browser);
	const database = copy.databases.find(({ name }) => name === workspaceDatabase(workspace))!;
	database.stores.find(({ name }) => name === 'updates')!.rows.push([row, { base64 }]);
	return copy;
}

/** Posts a row as an update, its first signature with another first character; and stores it so where it was. */
const change = (page: Page, base64: string) =>
	page.evaluate(
		async ([base64, row, channel, database]) => {
			const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
			const at = atob(base64).indexOf('"signature":"') + '"signature":"'.length;
			bytes[at] = bytes[at] === 65 ? 66 : 65;
			new BroadcastChannel(channel).postMessage({ from: 'somebody', count: 1, update: bytes });
			await new Promise<void>((done) => {
				const opening = indexedDB.open(database);
				opening.onsuccess = () => {
					const transaction = opening.result.transaction('updates', 'readwrite');
					transaction.objectStore('updates').put(bytes, row);
					transaction.oncomplete = () => {
						opening.result.close();
						done();
					};
				};
			});
			return String.fromCharCode(...bytes.slice(at, at + 20));
		},
		[base64, row, workspaceChannel(workspace), workspaceDatabase(workspace)] as const
	);

test('entries without a seal are checked and said to be; one that was changed, or posted unsigned, is refused and said', async ({
	page,
	home,
	shared,
	open
}) => {
	await withoutDialogs(page);
	const { row, texts } = await rowOf(workspace, 150);
	await shared.put(home, withRow(row));
	await open(`/w/${workspace}/${nova}/diagnostics`);
	const checked = page.getByRole('region', { name: 'Check of what is stored' });
	await expect(checked).toContainText('186 entries were checked, and all passed.');
	await expectNoAxeViolationsEither(page);

	const signature = await change(page, row);
	const refused = page.getByRole('region', { name: 'Refused data' });
	await expect(refused.getByRole('rowheader', { name: 'Another window of this browser' })).toBeVisible();
	await page.reload();
	const failed = page.getByRole('alert').filter({ hasText: '1 stored entry did not pass its check' });
	await expect(checked).toContainText('1 entry did not pass');
	await failed.getByRole('button', { name: 'Reload' }).click();
	await expect(
		page.getByRole('alert').filter({ hasText: '1 stored piece could not be read or did not pass' })
	).toBeVisible();
	await expect(failed).toBeHidden();
	await expect(checked).toBeHidden();

	await openShare(page);
	const { entries } = JSON.parse(await savedForPartner(page)) as { entries: string[] };
	expect(entries.filter((entry) => texts.includes(entry))).toHaveLength(150);
	expect(entries.join()).not.toContain(signature);
});
