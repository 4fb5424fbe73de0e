/**
 * Walks the first scenario by its guide alone, and takes a picture of every moment.
 * @param {import('@playwright/test').Page} page the first page of the app
 * @returns {Promise<import('./animation.js').Moment[]>}
 */
export async function followGuide(page) {
	/** @type {import('./animation.js').Moment[]} */
	const moments = [];
	/** @param {number} milliseconds */
	const see = async (milliseconds) => {
		// Lists and buttons have settled.
		await page.waitForTimeout(400);
		moments.push({ png: await page.screenshot({ animations: 'disabled' }), milliseconds });
	};
	const ring = page.locator('[data-ring]');
	const there = page.getByRole('button', { name: 'Take me there' });

	await page.getByRole('heading', { level: 1 }).waitFor();
	await see(1_800);
	await page.getByRole('button', { name: 'Start from the beginning' }).first().click();
	await there.waitFor();
	await see(1_200);
	for (;;) {
		await there.click();
		await see(900);
		while ((await ring.count()) > 0) {
			const text = ring.getByRole('textbox');
			if (await text.isVisible()) await text.fill('revoke');
			else await ring.click();
			await see(900);
		}
		if (!(await there.isVisible())) break;
	}
	await see(3_000);
	return moments;
}
