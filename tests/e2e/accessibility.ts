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

/**
 * The same for a state of what every-page.e2e.ts looks at already: left to `npm run test:more`, for it costs as much as
 * opening the page.
 */
export async function expectNoAxeViolationsEither(page: Page) {
	if (process.env.GRANTBOOK_MORE) await expectNoAxeViolations(page);
}
