import type { Command } from '../commands/command';
import type { Refusal } from '../commands/refusal';
import type { EntryDraft } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import { fork } from '../domain/fold/fork';
import type { Snapshot } from '../domain/snapshot';
import { resting } from '../document/rest';
import { decideStep, type DraftStep } from '../views/draft';
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
	 * Decides a step; refused, it is not part of the plan, and the refusal is the answer.
	 * @throws StalePlan where the state has changed
	 */
	async add(step: DraftStep): Promise<Refusal | undefined> {
		if (this.#rest.due()) {
			await this.#rest.take();
			if (this.#now.entries.size !== this.#entries) throw new StalePlan();
		}
		const decision = decideStep(this.snapshot, step);
		if (!decision.accepted) return decision.refusal;
		const { entry, action, at, name, actor } = step;
		const organization = decision.founding ? null : actor;
		this.drafts.push({ organization, at, action, command: name, facts: decision.facts, as: entry });
		return undefined;
	}

	/** The same for a command of an act, under a new id. */
	do(actor: OrganizationId | null, command: Command, action: string, name: string = command.command) {
		return this.add({ entry: newEntryId(), action, at: Date.now(), name, actor, command });
	}
}
