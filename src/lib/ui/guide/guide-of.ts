import type { OrganizationId } from '$lib/domain/facts';
import { Found } from '$lib/scenarios/found';
import { scenarioOf } from '$lib/scenarios/scenarios';
import type { Language } from '$lib/scenarios/words';
import { stepsDone } from '$lib/setup/guide';
import { cut, plainText } from '../kit/text/plain-text';
import type { OpenedWorkspace } from '../session/opened';
import { scenarioText, scenarioTitle } from '../words/scenario-words';
import { chainOfGuide, chainOfSteps, type ResultingChain } from './resulting-chain';
import type { GuideStep } from './guide-step';
import { scenarioSteps } from './scenario-steps';
import { textSteps } from './text-steps';

/** A way to follow through a workspace, as it is shown now. */
export interface ShownGuide {
	title: string;
	/** What it is about, in paragraphs. */
	story: string[];
	steps: GuideStep[];
	/** What it has set up when it is over, if that is a chain. */
	chain: ResultingChain | undefined;
	/** The workspace can be made anew. */
	startsOver: boolean;
}

/** The guide of the scenario that a workspace was made from, or of the text; a draft is shown with what it would do. */
export function guideOf(
	{ record, workspace, snapshot, draft }: OpenedWorkspace,
	acting: OrganizationId | undefined,
	language: Language
): ShownGuide | undefined {
	const scenario = record.scenario && scenarioOf(record.scenario.id);
	if (scenario) {
		const steps = scenarioSteps(scenario, new Found(snapshot, language, 0));
		return {
			title: scenarioTitle(scenario.id),
			story: [scenarioText(scenario.id)],
			steps,
			chain: chainOfSteps(steps),
			startsOver: true
		};
	}
	const { state } = workspace.guide;
	if (!state) return undefined;
	const { guide } = state;
	const done = draft ? stepsDone(guide, snapshot, state.done) : state.done;
	return {
		title: plainText(cut(guide.title)),
		story: guide.story.split(/\n+/).filter(Boolean).map(plainText),
		steps: textSteps({ guide, done }, snapshot, acting),
		get chain() {
			return chainOfGuide(guide, snapshot);
		},
		startsOver: state.hasText
	};
}
