import type { Command, Step } from '../commands/command';
import { decide } from '../commands/decide';
import { type NotUndone, actableEntries, undoSteps } from '$lib/commands/undo/undo';
import type { Entry, EntryDraft } from '../domain/entry';
import { authorOf, undoing } from '../domain/entry';
import type { EntryId, OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { stampOf } from '$lib/domain/merge/stamp';
import { LedgerError } from '../document/ledger-error';
import type { Ledger } from '../document/port';
import type { Failure, Outcome } from './outcome';
import { Plan, StalePlan } from './plan';

/** Long work that goes on: how far it is, and a way to stop it before anything is written. */
export interface Going {
	/** Aborted, it rejects between two steps with the signal's reason. */
	signal?: AbortSignal;
	/** How many steps are signed, of how many. */
	progress?: ((signed: number, of: number) => void) | undefined;
}

/** Steps of one act, written under one action. */
export interface Act {
	readonly action: string;
	step(actor: OrganizationId | null, command: Command): Promise<Outcome>;
	/** Decides each on what those before it leave, and writes all of them as one, or none. */
	all(steps: readonly Step[], going?: Going): Promise<Outcome>;
}

/** What undo did, and what it left as it was, with the reason. */
export type Undone =
	| { done: true; action: string; entries: Entry[]; kept: NotUndone[] }
	| { done: false; refusal: Failure };

/** Where edits go, whatever comes of them there: see `Door`. */
export interface Editing {
	run(actor: OrganizationId | null, command: Command): Promise<Outcome>;
	act<T>(body: (act: Act) => Promise<T>): Promise<T>;
	undo(action: string, progress?: Going['progress']): Promise<Undone>;
}

/**
 * The one door for edits. A command is decided on the snapshot as it is, then written; acts wait for one another, so
 * that each is decided on what the one before it left.
 */
export class Door implements Editing {
	readonly #ledger: Ledger;
	readonly #snapshot: () => Snapshot;
	readonly #made = new Set<string>();
	readonly #wrote = new Set<EntryId>();
	#last: Promise<unknown> = Promise.resolve();
	#at = 0;

	constructor(ledger: Ledger, snapshot: () => Snapshot) {
		this.#ledger = ledger;
		this.#snapshot = snapshot;
	}

	/** One command as an act of its own. */
	run(actor: OrganizationId | null, command: Command): Promise<Outcome> {
		return this.act((act) => act.step(actor, command));
	}

	/** Several commands as one act. Nobody else's edit comes between them from this page. */
	act<T>(body: (act: Act) => Promise<T>): Promise<T> {
		const action = this.newAction();
		const act: Act = {
			action,
			step: (actor, command) => this.#write(action, actor, command),
			all: (steps, going = {}) => this.#writeAll(action, steps, going)
		};
		return this.#queue(() => body(act));
	}

	/**
	 * Plans commands, of one act or several, and writes them as one: signed in one go, and in this browser whole or not at
	 * all, even where the page is closed meanwhile. Planned anew where the state changes while it is planned.
	 * @param plan answers with why nothing is to be written
	 * @param progress how many are signed, of how many
	 */
	together(
		plan: (plan: Plan) => Promise<Failure | undefined>,
		progress?: Going['progress']
	): Promise<Outcome> {
		return this.#queue(() => this.#together(plan, progress));
	}

	/** An action that counts as done through this door. */
	newAction(): string {
		const action = crypto.randomUUID();
		this.#made.add(action);
		return action;
	}

	/** Whether an act of this name was begun here. Names can be copied: `wrote` knows. */
	made(action: string): boolean {
		return this.#made.has(action);
	}

	/** Whether the entry was written through this door, known once its act is over: see `settled`. */
	wrote(entry: EntryId): boolean {
		return this.#wrote.has(entry);
	}

	/** Resolves when the acts that were begun so far are over. */
	async settled(): Promise<void> {
		await this.#last;
	}

	/**
	 * Undoes one's own part of an action by inverse commands, through the same rules, whole or not at all.
	 * @param progress how many of these are signed, of how many
	 */
	undo(action: string, progress?: Going['progress']): Promise<Undone> {
		return this.#queue(() => this.#undo(action, progress));
	}

	#queue<T>(body: () => Promise<T>): Promise<T> {
		const done = this.#last.then(body);
		this.#last = done.catch(() => undefined);
		return done;
	}

	async #undo(undone: string, progress: Going['progress']): Promise<Undone> {
		const entries = this.#snapshot().actions.get(undone) ?? [];
		const mine = new Set((await this.#ledger.held()).map(({ organization }) => organization));
		const refusal = noKeyToUndo(entries, mine);
		if (refusal) return { done: false, refusal };

		const action = this.newAction();
		const kept: NotUndone[] = [];
		const outcome = await this.#together(async (plan) => {
			kept.length = 0;
			for (const { actor, commands } of undoSteps([...entries], mine, () => plan.snapshot, kept)) {
				await plan.rested();
				for (const command of commands) {
					const refusal = await plan.do(actor, command, action, undoing(undone));
					if (refusal) return refusal;
				}
			}
			return undefined;
		}, progress);
		return outcome.done ? { ...outcome, action, kept } : outcome;
	}

	async #together(
		make: (plan: Plan) => Promise<Failure | undefined>,
		progress?: Going['progress']
	): Promise<Outcome> {
		for (;;) {
			const plan = new Plan(this.#snapshot());
			try {
				const refusal = await make(plan);
				if (refusal) return { done: false, refusal };
			} catch (error) {
				if (error instanceof StalePlan) continue;
				throw error;
			}
			return this.#append(plan.drafts, plan.skipped, progress);
		}
	}

	async #write(action: string, actor: OrganizationId | null, command: Command): Promise<Outcome> {
		const decision = decide(this.#snapshot(), actor, command);
		if (!decision.accepted) return { done: false, refusal: decision.refusal };
		const { founding, facts, skipped } = decision;
		const organization = founding ? null : actor;
		const stamp = stampOf(this.#snapshot(), organization, facts);
		return this.#append([{ organization, stamp, at: 0, action, command: command.command, facts }], skipped);
	}

	#writeAll(action: string, steps: readonly Step[], { signal, progress }: Going): Promise<Outcome> {
		return this.#together(async (plan) => {
			for (const { actor, command } of steps) {
				signal?.throwIfAborted();
				const refusal = await plan.do(actor, command, action);
				if (refusal) return refusal;
			}
			signal?.throwIfAborted();
			return undefined;
		}, progress);
	}

	async #append(drafts: EntryDraft[], skipped: number, progress?: Going['progress']): Promise<Outcome> {
		const action = drafts[0]?.action ?? '';
		if (drafts.length === 0) return { done: true, action, entries: [], skipped };
		const signed = progress && ((done: number) => progress(done, drafts.length));
		try {
			const entries = await this.#ledger.append(this.#timed(drafts), signed);
			for (const { id } of entries) this.#wrote.add(id);
			return { done: true, action, entries, skipped };
		} catch (error) {
			return { done: false, refusal: failureOf(error, drafts[0]?.organization ?? '') };
		}
	}

	/** Each at a time of its own, so that the entries of an act are told in the order in which they were made: the last now. */
	#timed(drafts: readonly EntryDraft[]): EntryDraft[] {
		const first = Math.max(Date.now() - drafts.length, this.#at) + 1;
		this.#at = first + drafts.length - 1;
		return drafts.map((draft, index) => ({ ...draft, at: first + index }));
	}
}

/** Undoing an act takes the key of one who acted. */
export function noKeyToUndo(
	entries: readonly Entry[],
	actable: ReadonlySet<OrganizationId>
): Failure | undefined {
	const [first] = entries;
	if (!first || actableEntries(entries, actable).length > 0) return undefined;
	return { code: 'no-key', organization: authorOf(first) };
}

function failureOf(error: unknown, organization: OrganizationId): Failure {
	if (!(error instanceof LedgerError)) throw error;
	switch (error.problem) {
		case 'read-only':
		case 'no-signing':
		case 'locked':
			return { code: error.problem };
		case 'no-key':
		case 'unknown-organization':
			return { code: 'no-key', organization };
		default:
			return { code: 'not-written', detail: error.message };
	}
}
