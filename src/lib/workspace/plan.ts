import type { Command } from '../commands/command';
import type { Refusal } from '../commands/refusal';
import type { EntryDraft } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import { fork } from '../domain/fold/fork';
import type { Snapshot } from '../domain/snapshot';
import { resting } from '../document/rest';
import { decideAndFold, type DraftStep, type FoldedStep, foldStep, type Written } from '../views/draft';
import { newEntryId } from './draft-ids';

/** The state changed while commands were decided on a copy of it: they are to be decided anew. */
export class StalePlan extends Error {}

/**
 * Commands to be written together: each is decided on what those before it leave, on a copy of the state, and nothing is
 * written before all are. Deciding thousands of them lets the page have its turn in between.
 */
export class Plan {
	/** The state as it would be. */
	readonly snapshot: Snapshot;
	readonly drafts: EntryDraft[] = [];
	/** Items of commands that are so already. */
	skipped = 0;
	readonly #now: Snapshot;
	readonly #entries: number;
	readonly #rest = resting();

	/** @param now the state; it goes on changing meanwhile */
	constructor(now: Snapshot) {
		this.#now = now;
		this.#entries = now.entries.size;
		this.snapshot = fork(now);
	}

	/**
	 * Decides a step; one that does not fit is not part of the plan, and what is so already is skipped.
	 * @throws StalePlan where the state has changed
	 */
	async add(step: DraftStep): Promise<FoldedStep> {
		await this.rested();
		const folded = foldStep(this.snapshot, step);
		if (folded.written) this.#take(step, folded.written);
		return folded;
	}

	/**
	 * Decides a command of an act, under a new id; answers with why it is refused.
	 * @throws StalePlan where the state has changed
	 */
	async do(
		actor: OrganizationId | null,
		command: Command,
		action: string,
		name: string = command.command
	): Promise<Refusal | undefined> {
		await this.rested();
		const step = { entry: newEntryId(), action, at: Date.now(), name, actor, command };
		const decision = decideAndFold(this.snapshot, step);
		if (!decision.accepted) return decision.refusal;
		this.#take(step, decision);
		return undefined;
	}

	/**
	 * Lets the page have its turn, where it is due.
	 * @throws StalePlan where the state has changed
	 */
	async rested(): Promise<void> {
		if (!this.#rest.due()) return;
		await this.#rest.take();
		if (this.#now.entries.size !== this.#entries) throw new StalePlan();
	}

	#take({ entry, action, at, name, actor }: DraftStep, { founding, facts, skipped, stamp }: Written): void {
		this.skipped += skipped;
		const organization = founding ? null : actor;
		this.drafts.push({ organization, stamp, at, action, command: name, facts, as: entry });
	}
}
