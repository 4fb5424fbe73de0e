import type { Command } from '../commands/command';
import type { Operation, OrganizationId, Origin } from '../domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import type { Found } from './found';
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

/** A product of a story, known by its PID. */
export interface Prop<Key extends string> {
	name: Words;
	pid: string;
	category: Words;
	owner: Key;
	origin: Origin;
	maker?: Key;
	/** The kinds for which the maker holds it without being granted it; all where it does not say. */
	makerKinds?: readonly Kind[];
	/** The PID of the product it is based on. */
	basedOn?: string;
}

/** Where a step is done. */
export type StepPlace =
	| { at: 'new-order' }
	/** Set Permissions; where one is not a partner yet, where partners are added. */
	| { at: 'partner'; account: string }
	/** A product's page, with the operation opened. */
	| { at: 'product'; pid: string; operation: Operation | 'device-logs' };

/** Something to try: as whom, where, and how to see that it was done. */
export interface ScenarioStep {
	id: string;
	/** The account and the PID that its sentence names. */
	names: { to?: string; product?: string };
	/** The account of the organization that does it. */
	as: string;
	place: StepPlace;
	done: (found: Found) => boolean;
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
}

/** A story told by organizations and products, before its first authorization or finished. */
export interface Scenario extends ScenarioCard {
	/** The account that it opens as. */
	opensAs: string;
	/** What is there before the first authorization. */
	stage: readonly Wave[];
	/** What was done when the story is over; none where there is only one state to open. */
	story: readonly Wave[];
	steps: readonly ScenarioStep[];
}
