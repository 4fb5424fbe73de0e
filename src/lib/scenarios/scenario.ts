import type { Command } from '../commands/command';
import type { OrganizationId, Origin } from '../domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import type { Found } from './found';
import type { StepGoal } from './step-goal';
import type { Words } from './words';

/** A command, and as whom: null only where it founds an organization. */
export interface Edit {
	actor: OrganizationId | null;
	command: Command;
}

/** Edits that do not rest on each other: they are decided on one snapshot. Each wave may rest on the ones before. */
export type Wave = (found: Found) => Edit[];

/** An organization of a story, known by its account. */
export interface Actor {
	name: Words;
	account: string;
	colour: string;
}

/** What a product of a story is known by: its PID; and what it is called. */
export interface Named {
	name: Words;
	pid: string;
}

export interface Prop<Key extends string> extends Named {
	category: Words;
	owner: Key;
	origin: Origin;
	maker?: Key;
	/** The kinds for which the maker holds it without being granted it; all where it does not say. */
	makerKinds?: readonly Kind[];
	/** The PID of the product it is based on. */
	basedOn?: string;
}

/** Something to try: what, and as whom. It is done once exactly that was, whatever was done after it. */
export interface ScenarioStep {
	id: string;
	/** The account of the organization that does it. */
	as: string;
	goal: StepGoal;
}

/** What one passes on in a chain, in a few words. */
export type Passed = 'purchase' | 'purchase-third' | 'develop' | 'develop-third';

/** A scenario at a glance. */
export interface ScenarioCard {
	id: string;
	/** In the order of the story: the grantor first, each next one further down the chain. */
	cast: readonly Actor[];
	/** What each passes to the next of the cast: for a picture of the chain. */
	chain: readonly Passed[];
	/** It can be opened before its story or finished; otherwise there is only one state to open. */
	hasStory: boolean;
	/** What to try, in this order. */
	steps: readonly ScenarioStep[];
	/** The products that the steps name. */
	named: readonly Named[];
}

/** A story told by organizations and products, before its first authorization or finished. */
export interface Scenario extends ScenarioCard {
	/** The account that it opens as. */
	opensAs: string;
	/** What is there before the first authorization. */
	stage: readonly Wave[];
	/** What was done when the story is over; none where there is only one state to open. */
	story: readonly Wave[];
}
