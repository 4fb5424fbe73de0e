import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails with a short list: which rule, where, and why. A page is given axe once, however often it is looked at, and
 * answers with violations only: a third of the time.
 */
export async function expectNoAxeViolations(page: Page) {
	if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe.source);
	const told = await page.evaluate(async (runOnly) => {
		// What lies half under an open popover cannot be pressed there; without it the page is looked at by itself.
		const looked = document.querySelector('.kit-popover') ? { exclude: ['main'] } : document;
		const { violations } = await window.axe!.run(looked, { runOnly, resultTypes: ['violations'] });
		return violations.flatMap(({ id, help, nodes }) =>
			nodes.map((node) => `${id} (${help}) at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`)
		);
	}, STANDARDS);
	expect(told, 'axe found violations').toEqual([]);
}

/**
 * The same for a state of what every-page.e2e.ts looks at already: left to `npm run test:more`, for it costs as much as
 * opening the page.
 */
export async function expectNoAxeViolationsEither(page: Page) {
	if (process.env.GRANTBOOK_MORE) await expectNoAxeViolations(page);
}

declare global {
	interface Window {
		axe?: typeof axe;
	}
}
