import type { OrganizationId } from '$lib/domain/facts';
import { linkBetween, type Snapshot } from '$lib/domain/snapshot';
import { gives } from '$lib/domain/permissions/effective-permissions';
import { includes, relayedIn } from '$lib/domain/permissions/standing';
import { againstSentence } from '$lib/setup/guide';
import type { SetupGuideStep } from '$lib/setup/setup';
import { pathsTo } from '$lib/views/ask/why-paths';
import type { GuideState } from '$lib/workspace/guide/guide-schema';
import { cut, plainText } from '../kit/text/plain-text';
import type { ShownGoal } from './shown-goal';
import type { GuideStep } from './guide-step';

/** The steps of a text's guide. Nobody in particular does a step that names nobody: whoever acts begins it. */
export const textSteps = (
	{ guide, done }: Pick<GuideState, 'guide' | 'done'>,
	snapshot: Snapshot,
	acting: OrganizationId | undefined
): GuideStep[] =>
	guide.steps.map((step, index) => {
		const as = step.who === null ? undefined : snapshot.organizations.get(step.who);
		const doer = step.who === null ? acting : as?.id;
		return {
			id: String(index),
			text: plainText(cut(step.do, 400)),
			done: index < done,
			doer,
			// Found for the step that is next, not for all at each change.
			get goal() {
				return doer === undefined ? undefined : goalOf(step, snapshot, doer);
			},
			as
		};
	});

/** What brings a step's end about, if the one who does it can: an organization is to get the permission, or to lose it. */
function goalOf(
	{ when, sentence }: SetupGuideStep,
	snapshot: Snapshot,
	doer: OrganizationId
): ShownGoal | undefined {
	const { product, expected } = sentence;
	if (!snapshot.products.has(product)) return undefined;
	const look: ShownGoal = { do: 'look', product };
	const gets = (to: OrganizationId) => toGet(sentence, to, snapshot, doer) ?? look;
	const loses = (from: OrganizationId | undefined) => toLose(sentence, from, snapshot, doer) ?? look;
	const against = againstSentence(snapshot, sentence);
	const holds = when === 'holds';
	switch (expected.kind) {
		case 'holds':
			return holds ? gets(expected.organization) : loses(expected.organization);
		case 'lacks':
			return holds ? loses(expected.organization) : gets(expected.organization);
		case 'only-holder': {
			const { organization } = expected;
			if (!holds) return loses(organization);
			return against.includes(organization) ? gets(organization) : loses(against[0]);
		}
		case 'within-steps':
			return holds ? loses(against[0]) : look;
	}
}

type About = SetupGuideStep['sentence'];

function toGet(
	{ product: id, permission }: About,
	to: OrganizationId,
	snapshot: Snapshot,
	doer: OrganizationId
): ShownGoal | undefined {
	const relayed = relayedIn(snapshot.products.get(id)?.standings.get(doer) ?? 0);
	if (to === doer || !includes(relayed, permission)) return undefined;
	return { do: 'authorize', to, product: id, permission, thirdParty: false };
}

/** Taken where the one who does it gave it: to the organization itself, or at the beginning of its path. */
function toLose(
	{ product: id, permission }: About,
	from: OrganizationId | undefined,
	snapshot: Snapshot,
	doer: OrganizationId
): ShownGoal | undefined {
	const product = snapshot.products.get(id);
	if (!product || from === undefined) return undefined;
	const direct = linkBetween(snapshot, doer, from, id);
	const to =
		direct && gives(direct, permission)
			? from
			: pathsTo(product, from, permission)
					.paths.flat()
					.find(({ grantor }) => grantor === doer)?.grantee;
	return to === undefined ? undefined : { do: 'revoke', to, product: id, permission };
}
