import type { Passed, ScenarioCard, ScenarioStep } from '$lib/scenarios/scenario';
import { namedBy } from '$lib/scenarios/step-goal';
import type { Language } from '$lib/scenarios/words';
import type { Chip } from './permission-chips';
import { stepText } from './scenario-words';

const chips: Record<Passed, Chip> = {
	purchase: { permission: 'purchase', state: 'held' },
	'purchase-third': { permission: 'purchase', state: 'held', passesOn: true },
	develop: { permission: 'product-development', state: 'held' },
	'develop-third': { permission: 'product-development', state: 'held', passesOn: true }
};

/** The organizations of a scenario's chain, and what each passes to the next one. */
export const chainOfCard = ({ cast, chain }: ScenarioCard, language: Language) =>
	cast.slice(0, chain.length + 1).map(({ name, colour }, at) => ({
		name: name[language],
		colour,
		chip: chain[at] && chips[chain[at]]
	}));

/** A step's sentence before there is a workspace, and who does it. */
export function stepOfCard({ id, cast, named }: ScenarioCard, step: ScenarioStep, language: Language) {
	const { to, product } = namedBy(step.goal);
	const actor = (account: string | undefined) => cast.find((each) => each.account === account);
	const doer = actor(step.as);
	return {
		text: stepText(id, step, {
			to: actor(to)?.name[language] ?? '',
			product: named.find(({ pid }) => pid === product)?.name[language] ?? ''
		}),
		as: doer && { name: doer.name[language], colour: doer.colour }
	};
}
