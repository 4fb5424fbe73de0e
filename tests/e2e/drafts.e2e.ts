/** What if: a draft, on every page of it, compared, applied, handed on and thrown away. */
import { expectNoAxeViolationsEither } from './accessibility';
import { addProducts, authorized, develop, partnerOf, placeOf, purchase, rowOf } from './authorization-steps';
import { openExpectations } from './ask-steps';
import { expect, test } from './fixtures';
import { novaAndKilo, upstream } from './starts';

test(
	'a person tries a change out in a draft, sees what it would do, and applies it',
	{ tag: '@file-more' },
	async ({ begin, open }) => {
		const page = await begin(novaAndKilo);
		const place = placeOf(page);
		const kilo = partnerOf(page);
		await open(`/w/${place.workspace}/${place.organization}/drafts`);
		await expect(page.getByRole('heading', { name: 'No drafts' })).toBeVisible();
		await page.getByRole('button', { name: 'New draft' }).click();
		const draft = page.getByRole('region', { name: 'Draft: Draft 1' });
		await expect(draft).toContainText('Nothing is changed yet');
		await page
			.getByRole('grid', { name: /Granted by Me/ })
			.getByRole('link', { name: 'Manage' })
			.click();
		await addProducts(page, develop(page), ['Desk Lamp']);
		await page.getByRole('button', { name: /^Authorize 1 product$/ }).click();
		await expect(rowOf(authorized(develop(page)), 'Desk Lamp')).toBeVisible();
		await expect(draft).toContainText('2 changes · 2 organizations gain');
		await expectNoAxeViolationsEither(page);

		// Nothing of it is real, and it is there after a restart of the page.
		await draft.getByRole('link', { name: 'Leave draft' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Set Permissions' })).toBeVisible();
		await expect(draft).toBeHidden();
		await expect(authorized(develop(page))).toBeHidden();
		await open(`/w/${place.workspace}/${place.organization}/drafts`);
		await page.reload();
		const row = rowOf(page.getByRole('grid', { name: 'Drafts' }), 'Draft 1');
		await expect(row).toContainText('2 organizations gain');

		await row.getByRole('link', { name: 'Difference' }).click();
		const shifts = page.getByRole('list', { name: 'Gained and lost' });
		await expect(shifts).toContainText('Kilo PCBA');
		await expect(page.getByRole('region', { name: 'Its changes' })).toContainText(
			'Authorized Desk Lamp to Kilo PCBA'
		);
		await expectNoAxeViolationsEither(page);

		await page.getByRole('link', { name: 'Continue in the draft' }).click();
		await draft.getByRole('button', { name: 'Apply…' }).click();
		const asked = page.getByRole('dialog', { name: 'Apply Draft 1?' });
		await expect(asked).toContainText('Kilo PCBA');
		await asked.getByRole('button', { name: 'Apply 2 changes' }).click();
		await expect(page.getByText('Draft 1 applied: 2 changes')).toBeVisible();
		await expect(draft).toBeHidden();
		await open(`/w/${place.workspace}/${place.organization}/authorization/partners/${kilo}`);
		await expect(rowOf(authorized(develop(page)), 'Desk Lamp')).toBeVisible();
	}
);

test('what no longer fits is said, stays in the draft, and a draft is handed on as text', async ({
	begin,
	open
}) => {
	const page = await begin(novaAndKilo);
	const place = placeOf(page);
	const drafts = `/w/${place.workspace}/${place.organization}/drafts`;
	await open(drafts);
	await page.getByRole('button', { name: 'New draft' }).click();
	await page.getByRole('link', { name: 'Manage' }).click();
	await page.getByRole('button', { name: 'Rename partner' }).click();
	const name = (partner: string) => page.getByRole('textbox', { name: 'Partner Name' }).fill(partner);
	await name('Kilo');
	await page.getByRole('button', { name: 'Save' }).click();
	const draft = page.getByRole('region', { name: 'Draft: Draft 1' });
	await expect(draft).toContainText('1 change');
	const addLima = async () => {
		await page.getByRole('button', { name: 'Add organization' }).click();
		const adding = page.getByRole('dialog', { name: 'Add organization' });
		await adding.getByRole('textbox', { name: 'Name' }).fill('Lima EMS');
		await adding.getByRole('textbox', { name: 'Account' }).fill('info@lima.com');
		await adding.getByRole('button', { name: 'Add organization' }).click();
		await expect(adding).toBeHidden();
	};
	await page.getByRole('link', { name: 'Organizations', exact: true }).first().click();
	await addLima();
	await expect(draft).toContainText('2 changes');

	// The account is taken for real meanwhile.
	await draft.getByRole('link', { name: 'Leave draft' }).click();
	await expect(draft).toBeHidden();
	await addLima();
	await open(drafts);
	const row = rowOf(page.getByRole('grid', { name: 'Drafts' }), 'Draft 1');
	await row.getByRole('button', { name: 'Apply…' }).click();
	const asked = page.getByRole('dialog', { name: 'Apply Draft 1?' });
	await expect(asked).toContainText('1 change no longer fits');
	await expect(asked).toContainText('Add an organization');
	await asked.getByRole('button', { name: 'Back' }).click();
	await row.getByRole('button', { name: 'Apply…' }).click();
	await asked.getByRole('button', { name: 'Apply the rest' }).click();
	await expect(page.getByText('Draft 1 applied: 1 change')).toBeVisible();
	await expect(row).toContainText('1');

	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await row.getByRole('button', { name: 'More for Draft 1' }).click();
	await page.getByRole('menuitem', { name: 'Copy its commands' }).click();
	await expect(page.getByText('commands were copied')).toBeVisible();
	const text = await page.evaluate(() => navigator.clipboard.readText());
	await row.getByRole('button', { name: 'More for Draft 1' }).click();
	await page.getByRole('menuitem', { name: 'Discard draft' }).click();
	await expect(page.getByRole('heading', { name: 'No drafts' })).toBeVisible();
	await page.getByRole('button', { name: 'Open a draft' }).click();
	const dialog = page.getByRole('dialog', { name: 'Open a file' });
	await dialog.getByRole('textbox', { name: 'Or paste its text' }).fill('no draft');
	await dialog.getByRole('button', { name: 'Read the text' }).click();
	await expect(dialog.getByRole('alert')).toContainText('Grantbook did not write this');
	await dialog.getByRole('textbox', { name: 'Or paste its text' }).fill(text);
	await dialog.getByRole('button', { name: 'Read the text' }).click();
	await expect(dialog).toContainText('A draft, Draft 1: 1 change');
	await dialog.getByRole('button', { name: 'Open as a draft' }).click();
	await expect(row).toBeVisible();
});

test('a draft says which expectations it would break, and breaks none of the workspace', async ({
	begin,
	open
}) => {
	const page = await begin(upstream);
	await openExpectations(page);
	await page
		.getByRole('textbox', { name: 'As a sentence' })
		.fill('Delta Manufacturing can purchase Air Purifier P2');
	await page.getByRole('button', { name: 'Add expectation' }).click();
	await expect(
		page.getByRole('list', { name: 'Expectations' }).getByText('Holds', { exact: true })
	).toBeVisible();
	const { workspace, organization } = placeOf(page);
	await open(`/w/${workspace}/${organization}/drafts`);
	await page.getByRole('button', { name: 'New draft' }).click();
	const draft = page.getByRole('region', { name: 'Draft: Draft 1' });
	await expect(draft).toBeVisible();
	await rowOf(page.getByRole('grid', { name: /Granted by Me/ }), 'Delta Manufacturing')
		.getByRole('link', { name: 'Manage' })
		.click();
	await rowOf(authorized(purchase(page)), 'Air Purifier P2')
		.getByRole('button', { name: 'Revoke' })
		.click();
	const breaks = page.getByRole('dialog', { name: 'This breaks an expectation' });
	await breaks.getByRole('button', { name: 'Revoke anyway' }).click();
	await expect(draft).toContainText('1 organization loses; breaks 1 expectation');
	await expect(page.getByRole('banner').getByRole('link', { name: '1 expectation is broken' })).toBeVisible();

	// An address written over by hand leads out of the draft, too.
	await page.evaluate((there) => (location.hash = there), `#/w/${workspace}/${organization}/drafts`);
	const row = rowOf(page.getByRole('grid', { name: 'Drafts' }), 'Draft 1');
	await expect(row).toContainText('breaks 1 expectation');
	await row.getByRole('link', { name: 'Difference' }).click();
	await expect(page.getByRole('list', { name: 'Expectations' })).toContainText(
		/Breaks\s*Delta Manufacturing may purchase Air Purifier P2/
	);
	await expect(page.getByRole('banner').getByRole('link', { name: 'is broken' })).toBeHidden();
	await expectNoAxeViolationsEither(page);
});
