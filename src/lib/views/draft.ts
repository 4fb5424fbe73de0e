import { atOnce, type Sliced } from '$lib/domain/algorithms/sliced';
import { withoutUnchanged } from '$lib/commands/authorizations';
import type { Command } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import type { Decision, Refusal } from '$lib/commands/refusal';
import { type Entry, newestForm } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import type { Snapshot } from '$lib/domain/snapshot';
import { stampOf } from '$lib/domain/merge/stamp';

/** One command of a draft. */
export interface DraftStep {
	/** The id of its entry, chosen beforehand, so that later steps can name what this one adds. */
	entry: EntryId;
	/** The act that it belongs to. */
	action: string;
	/** When it was drafted, in milliseconds since 1970. */
	at: number;
	/** What its entry is called: the command's name, or which act it undoes. */
	name: string;
	/** Null only where it founds an organization. */
	actor: OrganizationId | null;
	command: Command;
}

/** A step that the rules refuse on the state that it meets. */
export interface RefusedStep<Why = Refusal> {
	step: DraftStep;
	refusal: Why;
}

/** A state with a draft's commands carried out, and the steps that were refused. */
export interface DraftResult {
	/** The state as it would be. */
	snapshot: Snapshot;
	unfit: RefusedStep[];
	/** How many steps would write something. */
	count: number;
	/** How many say, wholly or in part, what is so already. */
	skipped: number;
}

/**
 * A state with a draft's commands decided one after another, and the facts folded as if they had been written. Steps
 * that are refused are left out. Cost: a fork, and the products that the facts touch.
 * @param now is only read, and must not change while the answer is in use
 */
export const draftOn = (now: Snapshot, steps: readonly DraftStep[]): DraftResult =>
	atOnce(draftingOn(now, steps));

/** The same, yielding after each step. */
export function* draftingOn(now: Snapshot, steps: readonly DraftStep[]): Sliced<DraftResult> {
	const snapshot = fork(now);
	const unfit: RefusedStep[] = [];
	let [count, skipped] = [0, 0];
	for (const step of steps) {
		const { written, refusal, isSo } = foldStep(snapshot, step);
		if (written) count += 1;
		if (refusal) unfit.push({ step, refusal });
		if (isSo) skipped += 1;
		yield;
	}
	return { snapshot, unfit, count, skipped };
}

type Accepted = Extract<Decision, { accepted: true }>;
type Refused = Exclude<Decision, Accepted>;

/** What is to be written, and its stamp. */
export type Written = Accepted & { stamp: number };

/** What comes of one step: what is written, or the refusal. `isSo`: all or part of it is so already. */
export interface FoldedStep {
	written?: Written;
	refusal?: Refusal;
	isSo: boolean;
}

/**
 * Decides a step on a state of its own, and folds into that what would be written. Items that are so already are
 * skipped.
 */
export function foldStep(snapshot: Snapshot, step: DraftStep): FoldedStep {
	const decision = decideAndFold(snapshot, step);
	if (decision.accepted) return { written: decision, isSo: decision.skipped > 0 };
	const { refusal } = decision;
	if (SO_ALREADY.has(refusal.code)) return { isSo: true };
	const idle = idleIn(step.command, refusal);
	if (!idle || step.actor === null) return { refusal, isSo: false };
	const rest = withoutUnchanged(snapshot, step.actor, idle.command, idle.items);
	if (!rest) return { isSo: true };
	const again = decideAndFold(snapshot, { ...step, command: rest });
	return again.accepted ? { written: again, isSo: true } : { refusal: again.refusal, isSo: false };
}

/** The same, where nothing is skipped. */
export function decideAndFold(snapshot: Snapshot, step: DraftStep): Refused | Written {
	const decision = decide(snapshot, step.actor, step.command);
	if (!decision.accepted) return decision;
	const entry = entryOf(snapshot, step, decision);
	applyEntries(snapshot, [entry]);
	return { ...decision, stamp: entry.stamp };
}

const SO_ALREADY: ReadonlySet<Refusal['code']> = new Set([
	'nothing-changes',
	'already-partner',
	'expectation-known'
]);

/** The items of a command that grant what is granted, or revoke what is not, where it was refused for that. */
function idleIn(command: Command, refusal: Refusal) {
	if (command.command === 'authorize' && refusal.code === 'already-authorized')
		return { command, items: refusal.items };
	if (command.command === 'revoke' && refusal.code === 'no-such-grant')
		return { command, items: refusal.items };
	return undefined;
}

/** The entry that a step would write, but for what signing adds. */
function entryOf(
	snapshot: Snapshot,
	{ entry, action, at, name, actor }: DraftStep,
	{ founding, facts }: Accepted
): Entry {
	const organization = founding || actor === null ? '' : actor;
	return {
		...{ id: entry, v: newestForm, workspace: '', organization, seq: 1, previous: '', signature: '' },
		...{ at, action, command: name, facts },
		key: organization === '' ? entry : (actingKeyOf(snapshot, organization) ?? ''),
		stamp: stampOf(snapshot, organization || null, facts)
	};
}

/** A key that acts for the organization, whoever has it: nobody signs a draft. */
export const actingKeyOf = (snapshot: Snapshot, organization: OrganizationId): KeyId | undefined =>
	snapshot.keys.recordsOf(organization).find(({ use, retired }) => use === 'act' && !retired)?.key;

/** The value with the ids of drafted entries, and of what they add, replaced by those that were written. */
export const withIds = <T>(value: T, ids: ReadonlyMap<EntryId, EntryId>): T => replaced(value, ids) as T;

function replaced(value: unknown, ids: ReadonlyMap<EntryId, EntryId>): unknown {
	if (typeof value === 'string') {
		const [entry = '', ...rest] = value.split(':');
		return ids.has(entry) ? [ids.get(entry), ...rest].join(':') : value;
	}
	if (Array.isArray(value)) return value.map((each) => replaced(each, ids));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, ids)]));
}
