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

/**
 * Fails where something to press or to focus is smaller than 24 × 24 pixels. What is smaller than that by its box may be
 * pressed around it; a link within a sentence is as high as the lines are (WCAG 2.5.8).
 */
export async function expectLargeTargets(page: Page) {
	const small = await page.evaluate(() => {
		const [LEAST, SIDE] = [23.5, 23];
		const place = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document;
		const isInSentence = (element: Element) =>
			getComputedStyle(element).display === 'inline' &&
			[...element.parentNode!.childNodes].some(
				(node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== ''
			);
		const takesPressAt = (element: Element, x: number, y: number) => {
			const hit = document.elementFromPoint(x, y);
			return element.contains(hit) || hit?.closest('label')?.control === element;
		};
		/** Where a square around it may begin and end: before it, at its middle, or behind it. */
		const sides = (from: number, to: number) => {
			const middle = (from + to) / 2;
			return to - from >= LEAST
				? [[middle]]
				: [
						[middle - SIDE / 2, middle + SIDE / 2],
						[from + 0.5, from + SIDE],
						[to - SIDE, to - 0.5]
					];
		};
		const isLarge = (element: Element) => {
			const { width, height } = element.getBoundingClientRect();
			if (width >= LEAST && height >= LEAST) return true;
			element.scrollIntoView({ block: 'center', inline: 'center' });
			const { left, right, top, bottom } = element.getBoundingClientRect();
			return sides(left, right).some((xs) =>
				sides(top, bottom).some((ys) => xs.every((x) => ys.every((y) => takesPressAt(element, x, y))))
			);
		};
		const isShown = (element: Element) =>
			element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
		const pressable = 'a[href], button, input, select, textarea, summary, [role="option"], [tabindex="0"]';
		const scrolled = [scrollX, scrollY] as const;
		const found = [...place.querySelectorAll<HTMLElement>(pressable)]
			.filter((element) => isShown(element) && !isInSentence(element) && !isLarge(element))
			.map(
				({ localName, id, ariaLabel, textContent }) =>
					`${localName} ${id} "${(ariaLabel ?? textContent).trim().slice(0, 80)}"`
			);
		scrollTo(...scrolled);
		return found;
	});
	expect(small, `too small to press at ${page.url()}`).toEqual([]);
}

declare global {
	interface Window {
		axe?: typeof axe;
	}
}
