import type { OrganizationId } from '$lib/domain/facts';
import { isPartnerOf } from '$lib/domain/partners';
import type { Snapshot } from '$lib/domain/snapshot';
import type { SetupGuideStep } from '$lib/setup/setup';
import { productHead } from '$lib/views/product-page/product-page';
import type { GuideState } from '$lib/workspace/guide/guide-schema';
import { cut, plainText } from '../kit/text/plain-text';
import { hrefsOf } from '../pages/page-addresses';
import type { GuideStep } from './guide-step';

/** The steps of a text's guide. Nobody in particular does a step that names nobody: it is done on its product's page. */
export const textSteps = (
	{ guide, done }: Pick<GuideState, 'guide' | 'done'>,
	snapshot: Snapshot,
	workspace: string,
	acting: OrganizationId | undefined
): GuideStep[] =>
	guide.steps.map((step, index) => {
		const as = step.who === null ? undefined : snapshot.organizations.get(step.who);
		const doer = step.who === null ? acting : as?.id;
		return {
			id: String(index),
			text: plainText(cut(step.do, 400)),
			done: index < done,
			href: doer === undefined ? undefined : hrefOf(step, snapshot, workspace, doer),
			as
		};
	});

/** Where one sets what a partner may do, if the step is about a partner or has one added; else who has what of the product. */
function hrefOf(
	{ who, when, sentence: { product, expected } }: SetupGuideStep,
	snapshot: Snapshot,
	workspace: string,
	doer: OrganizationId
): string {
	const href = hrefsOf(workspace, doer);
	if (who !== null && expected.kind !== 'within-steps' && expected.organization !== doer) {
		if (isPartnerOf(snapshot, doer, expected.organization)) return href.partner(expected.organization);
		if (when === 'holds' && expected.kind === 'holds') return href.addAuthorization();
	}
	if (!snapshot.products.has(product)) return href.products();
	return productHead(snapshot, doer, product)
		? href.product(product, { tab: 'access' })
		: href.chains({ product });
}
