import type { ScenarioStep } from '$lib/scenarios/scenario';
import { m } from '$lib/paraglide/messages';

/** The names that a step's sentence holds. */
interface StepNames {
	to: string;
	product: string;
}

interface ScenarioWords {
	title: () => string;
	text: () => string;
	/** By the step's id. */
	steps: Record<string, (names: StepNames) => string>;
}

const words: Record<string, ScenarioWords> = {
	'factory-purchases': {
		title: m.scenarios_factory_purchases,
		text: m.scenarios_factory_purchases_text,
		steps: {
			'add-partner': m.scenarios_factory_purchases_step_add_partner,
			authorize: m.scenarios_factory_purchases_step_authorize,
			order: m.scenarios_factory_purchases_step_order,
			revoke: m.scenarios_factory_purchases_step_revoke
		}
	},
	'upstream-factory': {
		title: m.scenarios_upstream_factory,
		text: m.scenarios_upstream_factory_text,
		steps: {
			authorize: m.scenarios_upstream_factory_step_authorize,
			'third-party': m.scenarios_upstream_factory_step_third_party,
			'pass-on': m.scenarios_upstream_factory_step_pass_on,
			order: m.scenarios_upstream_factory_step_order,
			invoice: m.scenarios_upstream_factory_step_invoice,
			dormant: m.scenarios_upstream_factory_step_dormant
		}
	},
	'joint-development': {
		title: m.scenarios_joint_development,
		text: m.scenarios_joint_development_text,
		steps: {
			authorize: m.scenarios_joint_development_step_authorize,
			develop: m.scenarios_joint_development_step_develop,
			'pass-on': m.scenarios_joint_development_step_pass_on,
			panel: m.scenarios_joint_development_step_panel,
			logs: m.scenarios_joint_development_step_logs
		}
	},
	'supply-network': { title: m.scenarios_supply_network, text: m.scenarios_supply_network_text, steps: {} }
};

export const scenarioTitle = (id: string): string => words[id]?.title() ?? id;
export const scenarioText = (id: string): string => words[id]?.text() ?? '';

export const stepText = (scenario: string, step: ScenarioStep, names: StepNames): string =>
	words[scenario]?.steps[step.id]?.(names) ?? step.id;
