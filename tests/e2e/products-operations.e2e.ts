/** The operations of a product: each done by those who may, each saying why not to those who may not. */
import { expect, test } from './fixtures';
import { actAs, closedOperation, openProduct, operation, rowNamed } from './products-steps';
import { development } from './starts';
import { visit } from './visit';

const works = [
	['Product Development', 'What was changed', 'Firmware version', 'Record change'],
	['Product Configuration', 'Setting', 'Value', 'Record setting'],
	['Panel Development', 'Panel name', 'Version', 'Record panel version'],
	['TSCC', 'Market or certificate', 'Request number or status', 'Record request']
] as const;

test('the owner does each operation, and everything is listed with who did it', async ({ begin }) => {
	const page = await begin(development);
	await openProduct(page, 'Camera C1');

	// What is typed outlives another operation, and a detour.
	const setting = page.getByRole('textbox', { name: 'Setting' });
	await operation(page, 'Product Configuration').click();
	await setting.fill('half a word');
	await operation(page, 'TSCC').click();
	await expect(page.getByRole('textbox', { name: 'Market or certificate' })).toHaveValue('');
	await operation(page, 'Product Configuration').click();
	await expect(setting).toHaveValue('half a word');
	await openProduct(page, 'Doorbell D2');
	await operation(page, 'Product Configuration').click();
	await expect(setting).toHaveValue('');
	await openProduct(page, 'Camera C1');
	await operation(page, 'Product Configuration').click();
	await expect(setting).toHaveValue('half a word');
	await setting.fill('');

	for (const [name, subject, value, record] of works) {
		await operation(page, name).click();
		await page.getByRole('button', { name: record }).click();
		const field = page.getByRole('textbox', { name: subject });
		await expect(field).toBeFocused();
		await field.fill(`${name} work`);
		await page.getByRole('textbox', { name: value, exact: true }).fill('2.0');
		await page.getByRole('button', { name: record }).click();
		await expect(rowNamed(page, `${name} work`)).toContainText('Nova Brands');
		await expect(field).toHaveValue('');
	}
	await page.getByRole('tab', { name: 'Activity' }).click();
	for (const [name] of works) await expect(rowNamed(page, `${name} work`)).toBeVisible();
	await page.getByRole('combobox', { name: 'Operation' }).selectOption('TSCC');
	await expect(rowNamed(page, 'TSCC work')).toBeVisible();
	await expect(rowNamed(page, 'Product Development work')).toBeHidden();
});

test('who may develop panels only does that; the rest says what it takes and who could give it', async ({
	begin
}) => {
	const page = await begin(development);
	await openProduct(page, 'Doorbell D2');
	await actAs(page, 'Pine R&D');
	await expect(page.getByRole('heading', { level: 2, name: 'Panel Development' })).toBeVisible();
	for (const name of ['Product Development', 'Product Configuration', 'TSCC', 'Device Logs']) {
		const closed = closedOperation(page, name);
		await expect(closed).toHaveAttribute('aria-disabled', 'true');
		await expect(closed).toHaveAccessibleDescription(/You hold Panel Development\. .*could authorize you/);
	}
	await page.getByRole('textbox', { name: 'Panel name' }).fill('Evening panel');
	await page.getByRole('button', { name: 'Record panel version' }).click();
	await expect(rowNamed(page, 'Evening panel')).toBeVisible();

	// An address that opens what may not be done says why, too.
	await visit(page, `${page.url().split('?')[0]}?operation=tscc`);
	await expect(page.getByRole('heading', { name: 'You may not do this' })).toBeVisible();

	await actAs(page, 'Nova Brands');
	await page.getByRole('tab', { name: 'Activity' }).click();
	await expect(rowNamed(page, 'Evening panel')).toContainText('Pine R&D');
});

test('an entry is taken back by its author, with Undo; its owner keeps seeing that it was', async ({
	begin
}) => {
	const page = await begin(development);
	await openProduct(page, 'Camera C1');
	await actAs(page, 'Terra Manufacturing');
	await page.getByRole('textbox', { name: 'What was changed' }).fill('Motion zones');
	await page.getByRole('button', { name: 'Record change' }).click();
	await rowNamed(page, 'Motion zones').getByRole('button', { name: 'Retract' }).click();
	await expect(rowNamed(page, 'Motion zones')).toBeHidden();
	await actAs(page, 'Nova Brands');
	await expect(rowNamed(page, 'Motion zones')).toContainText('Retracted');
	// The offer to undo it went with who did it.
	await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
	await actAs(page, 'Terra Manufacturing');
	await page.keyboard.press('ControlOrMeta+z');
	await expect(page.getByText(/Undo the last action\?/)).toBeVisible();
	await page.keyboard.press('ControlOrMeta+z');
	await expect(rowNamed(page, 'Motion zones')).toBeVisible();
});
