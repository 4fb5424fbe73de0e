import { expect, type Page } from '@playwright/test';

/** Until nothing is being saved: what is not stored yet, a full load would lose. */
const settled = (page: Page): Promise<void> => expect(page.getByText(/^(Saving…|正在保存…)$/)).toBeHidden();

/**
 * Opens an address by a full load. Changing only the hash would not wait: the router then reloads the page by itself,
 * after `goto` has returned, and pulls it away under the next step.
 */
export async function load(page: Page, address: string): Promise<void> {
	if (page.url() !== 'about:blank') {
		await settled(page);
		await page.goto('about:blank');
	}
	await page.goto(address);
}

/** Goes to an address as by a link in the page where the app is open there, for a fourth of a full load. */
export async function visit(page: Page, address: string): Promise<void> {
	const [app, hash] = address.split('#');
	if (page.url().split('#')[0] !== app || hash === undefined) return load(page, address);
	await page.evaluate(async (href) => {
		const before = location.href;
		const link = Object.assign(document.createElement('a'), { href });
		document.body.firstElementChild!.append(link);
		link.click();
		link.remove();
		// Whatever is on screen then is of the new address, or of where that leads at once.
		while (location.href === before && href !== before) await new Promise(requestAnimationFrame);
	}, address);
}
