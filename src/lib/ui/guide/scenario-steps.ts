import type { Found } from '$lib/scenarios/found';
import { type StepGoal, isReached, namedBy } from '$lib/scenarios/step-goal';
import type { Scenario } from '$lib/scenarios/scenario';
import { m } from '$lib/paraglide/messages';
import { organizationName, productName } from '$lib/views/names';
import { cut, plainText } from '../kit/text/plain-text';
import { stepText } from '../words/scenario-words';
import type { ShownGoal } from './shown-goal';
import type { GuideStep } from './guide-step';

/** The steps of a scenario in a workspace, with the names that things have by now. */
export const scenarioSteps = (scenario: Scenario, found: Found): GuideStep[] =>
	scenario.steps.map((step) => {
		const doer = found.organization(step.as);
		const { to, product } = namedBy(step.goal);
		return {
			id: step.id,
			text: stepText(scenario.id, step, {
				to: to === undefined ? '' : nameOf(scenario, found, to),
				product: product === undefined ? '' : nameOfProduct(found, product)
			}),
			done: isReached(found, step.as, step.goal),
			doer,
			goal: shownGoal(step.goal, found),
			as: doer === undefined ? undefined : found.snapshot.organizations.get(doer)
		};
	});

const shown = (name: string) => cut(plainText(name), 40);

function nameOf(scenario: Scenario, found: Found, account: string): string {
	const id = found.organization(account);
	const inStory = scenario.cast.find((each) => each.account === account)?.name[found.language];
	return shown(id === undefined ? (inStory ?? account) : organizationName(found.snapshot, id));
}

function nameOfProduct(found: Found, pid: string): string {
	const id = found.product(pid);
	return id === undefined ? m.scenarios_missing_product() : shown(productName(found.snapshot, id));
}

/** The goal with ids; undefined where an organization or product that it needs is not there any more. */
function shownGoal(goal: StepGoal, found: Found): ShownGoal | undefined {
	const { to: account, product: pid } = namedBy(goal);
	const to = account === undefined ? undefined : found.organization(account);
	const product = pid === undefined ? undefined : found.product(pid);
	if ((account !== undefined && to === undefined) || (pid !== undefined && product === undefined))
		return undefined;
	switch (goal.do) {
		case 'add-partner':
			return { do: goal.do, to: to! };
		case 'authorize':
			return {
				...{ do: goal.do, to: to!, product: product! },
				...{ permission: goal.permission, thirdParty: goal.thirdParty ?? false }
			};
		case 'allow-third-party':
		case 'forbid-third-party':
			return {
				...{ do: 'set-third-party', to: to!, product, kind: goal.kind },
				on: goal.do === 'allow-third-party'
			};
		case 'revoke':
			return { do: goal.do, to: to!, product, permission: undefined };
		case 'order':
			return { do: goal.do, product, invoiceTo: to };
		case 'work':
			return { do: goal.do, product: product!, operation: goal.operation };
		case 'log':
			return { do: goal.do, product: product! };
	}
}
