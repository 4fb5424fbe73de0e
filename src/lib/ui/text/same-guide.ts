import type { SetupPlan } from '$lib/setup/plan/plan';
import type { Guide, SetupGuideStep } from '$lib/setup/setup';

/** Whether a text that was planned has the workspace's guide, but for steps that name what the text does not have. */
export function isSameGuide({ guide, matched }: SetupPlan, kept: Guide | null): boolean {
	if (!guide || !kept) return guide === kept;
	const organizations = new Set(matched.organizations.values());
	const products = new Set(matched.products.values());
	const isThere = ({ who, sentence: { product, expected } }: SetupGuideStep) =>
		products.has(product) &&
		(who === null || organizations.has(who)) &&
		(expected.kind === 'within-steps' || organizations.has(expected.organization));
	return textOf(guide) === textOf({ ...kept, steps: kept.steps.filter(isThere) });
}

const textOf = ({ title, story, steps }: Guide): string =>
	JSON.stringify([
		...[title, story],
		...steps.map(({ do: what, who, when, sentence: { product, permission, expected } }) => {
			const about = expected.kind === 'within-steps' ? expected.steps : expected.organization;
			return [what, who, when, product, permission, expected.kind, about];
		})
	]);
