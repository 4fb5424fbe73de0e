import type { Found } from '$lib/scenarios/found';
import type { Scenario, StepPlace } from '$lib/scenarios/scenario';
import { m } from '$lib/paraglide/messages';
import { organizationName, productName } from '$lib/views/names';
import { hrefsOf } from '../pages/page-addresses';
import { cut, plainText } from '../kit/text/plain-text';
import { stepText } from '../words/scenario-words';
import type { GuideStep } from './guide-step';

/** The steps of a scenario in a workspace, with the names that things have by now. */
export const scenarioSteps = (scenario: Scenario, found: Found, workspace: string): GuideStep[] =>
	scenario.steps.map((step) => {
		const doer = found.organization(step.as);
		const organization = doer === undefined ? undefined : found.snapshot.organizations.get(doer);
		return {
			id: step.id,
			text: stepText(scenario.id, step, {
				to: step.names.to === undefined ? '' : nameOf(scenario, found, step.names.to),
				product: step.names.product === undefined ? '' : nameOfProduct(found, step.names.product)
			}),
			done: step.done(found),
			href: doer === undefined ? undefined : hrefOf(step.place, found, workspace, doer),
			as: organization
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

function hrefOf(place: StepPlace, found: Found, workspace: string, doer: string): string {
	switch (place.at) {
		case 'new-order':
			return hrefsOf(workspace, doer).newOrder();
		case 'product': {
			const product = found.product(place.pid);
			return product === undefined
				? hrefsOf(workspace, doer).products()
				: `${hrefsOf(workspace, doer).product(product)}?operation=${place.operation}`;
		}
		case 'partner': {
			const partner = found.organization(place.account);
			return partner !== undefined && found.isPartner(doer, partner)
				? hrefsOf(workspace, doer).partner(partner)
				: hrefsOf(workspace, doer).addAuthorization();
		}
	}
}
