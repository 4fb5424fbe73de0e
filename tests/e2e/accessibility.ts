import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails with a short list: which rule, where, and why. The pages have no frames of other origins, for which axe would
 * open a page of its own, and only violations are written out: a third of the time.
 */
export async function expectNoAxeViolations(page: Page) {
	const axe = new AxeBuilder({ page })
		.options({ runOnly: STANDARDS, resultTypes: ['violations'] })
		.setLegacyMode(true);
	const { violations } = await axe.analyze();
	const told = violations.flatMap(({ id, help, nodes }) =>
		nodes.map((node) => `${id} (${help}) at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`)
	);
	expect(told, 'axe found violations').toEqual([]);
}
