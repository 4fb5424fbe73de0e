/** What a person does in the app, by role and name only. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from './browser';

export async function beginBlank(person: Person, organization: string): Promise<void> {
	await person.press({ role: 'button', name: 'Blank workspace' });
	await person.fill(organization, { role: 'textbox', part: 'Name' });
	await person.press({ role: 'button', name: 'Create organization' });
	await person.see({ role: 'heading', name: 'Authorization' });
}

/** Adds a partner whose account is new; ends on Set Permissions. */
export async function addPartner(person: Person, account: string, name: string): Promise<void> {
	await person.press({ role: 'link', name: 'Add Authorization' });
	await person.fill(account, { role: 'combobox', name: 'Authorized Account' });
	await person.fill(name, { role: 'textbox', part: 'Organization name' });
	await person.press({ role: 'button', name: 'Create organization and confirm' });
	await person.see({ role: 'heading', part: 'Set Permissions' });
}

const PURCHASE = { role: 'region', name: 'Authorize Partner to Purchase for Me' };

/** Adds a product where it is authorized, and authorizes it to purchase. */
export async function authorizeNewProduct(person: Person, name: string): Promise<void> {
	await person.press(PURCHASE, { role: 'button', name: 'Add products' });
	await person.press(PURCHASE, { role: 'button', name: 'Add product' });
	const dialog = { role: 'dialog', name: 'Add product' };
	await person.fill(name, dialog, { role: 'textbox', part: 'Product Name' });
	await person.press(dialog, { role: 'button', name: 'Add product' });
	await person.press(PURCHASE, { role: 'button', name: 'Authorize 1 product' });
	await person.see(PURCHASE, { role: 'grid', part: 'Products authorized to' }, { role: 'row', part: name });
}

export async function goTo(person: Person, place: string): Promise<void> {
	await person.press({ role: 'navigation', name: 'Places' }, { role: 'link', name: place });
	await person.see({ role: 'heading', name: place });
}

export async function actAs(person: Person, organization: string): Promise<void> {
	await person.press({ role: 'button', part: 'Acting as' });
	await person.press({ role: 'dialog', name: 'Acting as' }, { role: 'link', name: organization });
	await person.see({ role: 'button', part: `Acting as ${organization}` });
}

/** Orders a customer's product; ends on the order's page. */
export async function order(person: Person, product: string): Promise<void> {
	await goTo(person, 'Purchase');
	await person.press({ role: 'link', name: 'New order' });
	await person.press({ role: 'button', name: 'Add products' });
	const picker = { role: 'dialog', name: 'Add products to the order' };
	await person.press(picker, { role: 'tab', name: "Authorized Customer's Product" });
	await person.press(picker, { role: 'checkbox', name: `Select ${product}` });
	await person.press(picker, { role: 'button', name: 'Add 1 product' });
	await person.miss(picker);
	await person.press({ role: 'button', name: 'Place order' });
	await person.see({ role: 'heading', part: 'Order PO-' });
}

/** Deletes a partner that still has a product: refused, cleared by one action, and then deleted. */
export async function deletePartner(person: Person, partner: string): Promise<void> {
	await goTo(person, 'Authorization');
	const row = [
		{ role: 'grid', name: 'Granted by Me' },
		{ role: 'row', part: partner }
	];
	const remove = { role: 'button', part: 'Delete' };
	await person.press(...row, remove);
	const dialog = { role: 'dialog', name: `${partner} cannot be deleted yet` };
	await person.press(dialog, { role: 'button', part: 'Revoke' });
	await person.miss(dialog);
	await person.press(...row, remove);
	await person.miss(...row);
}

/** Saves the workspace as a file, and reads it where the browser has put it. */
export async function saveFile(person: Person): Promise<string> {
	const { downloads } = person.browser;
	await goTo(person, 'Settings');
	await person.press({ role: 'button', name: 'Save a file' });
	const isWhole = () => readdirSync(downloads).filter((name) => name.endsWith('.jsonl'));
	for (let tries = 0; ; tries++) {
		const [name] = existsSync(downloads) ? isWhole() : [];
		const text = name ? readFileSync(join(downloads, name), 'utf8') : '';
		if (text.endsWith('\n')) return text;
		if (tries > 200) throw new Error(`${person.browser.version}: nothing was saved`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** Drops a saved workspace on the page, as from a folder beside the browser. Ends with the dialog that tells what it is. */
export async function dropFile(person: Person, text: string): Promise<void> {
	await person.browser.evaluate(
		`const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([arguments[0]], 'a.grantbook.jsonl'));
		for (const type of ['dragover', 'drop'])
			document.querySelector('main').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));`,
		text
	);
	await person.see({ role: 'dialog', name: 'Open a file' });
}

/** Shares the workspace by a signalling server; answers with the code of an invitation to join. */
export async function share(person: Person, signalling: string): Promise<string> {
	await goTo(person, 'Share');
	await person.fill(signalling, { role: 'textbox', part: 'Signalling servers' });
	await person.press({ role: 'button', name: 'Save addresses' });
	await person.press({ role: 'button', name: 'Start sharing' });
	await person.see({ role: 'button', part: 'Nobody else is here' });
	return person.value({ role: 'group', name: 'Invitation to join' }, { role: 'textbox' });
}

export async function joinAs(person: Person, home: string, code: string, name: string): Promise<void> {
	await person.browser.goto(`${home}#/join/${code}`);
	await person.fill(name, { role: 'textbox', part: 'Your name' });
	await person.press({ role: 'button', name: 'Join' });
	await person.see({ role: 'heading', name: 'Authorization' });
}

export async function addOrganization(person: Person, name: string): Promise<void> {
	await goTo(person, 'Organizations');
	await person.press({ role: 'button', name: 'Add organization' });
	const dialog = { role: 'dialog', name: 'Add organization' };
	await person.fill(name, dialog, { role: 'textbox', part: 'Name' });
	await person.press(dialog, { role: 'button', name: 'Add organization' });
	await person.see({ role: 'row', part: name });
}

/** Waits until everything is stored. */
export const saved = (person: Person): Promise<void> => person.read('Saved\n');
