import type { Command } from '$lib/commands/command';
import type { Refusal } from '$lib/commands/refusal';
import type { EntryDraft } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';
import { fork } from '$lib/domain/fold/fork';
import type { Snapshot } from '$lib/domain/snapshot';
import { timeSlices } from '$lib/document/time-slices';
import { decideAndFold, type DraftStep, type FoldedStep, foldStep, type Written } from '$lib/views/draft';
import { newEntryId } from '../drafts/draft-ids';

/** The state changed while commands were decided on a copy of it: they have to be decided again. */
export class StaleBatchError extends Error {}

/**
 * Commands to be written together: each is decided on the result of those before it, on a copy of the state, before any
 * is written. Yields to the page regularly, since there can be thousands.
 */
export class CommandBatch {
	/** The state as it would be. */
	readonly snapshot: Snapshot;
	readonly drafts: EntryDraft[] = [];
	/** Items that would change nothing. */
	skipped = 0;
	readonly #base: Snapshot;
	readonly #baseEntries: number;
	readonly #rest = timeSlices();

	/** @param base the live state, which may change in the meantime */
	constructor(base: Snapshot) {
		this.#base = base;
		this.#baseEntries = base.entries.size;
		this.snapshot = fork(base);
	}

	/**
	 * Decides a step of a draft. A refused step is not added; items that would change nothing are skipped.
	 * @throws StaleBatchError if the state has changed
	 */
	async addStep(step: DraftStep): Promise<FoldedStep> {
		await this.yieldToPage();
		const folded = foldStep(this.snapshot, step);
		if (folded.written) this.#push(step, folded.written);
		return folded;
	}

	/**
	 * Decides a command under a new id; returns the refusal, if any.
	 * @throws StaleBatchError if the state has changed
	 */
	async addCommand(
		actor: OrganizationId | null,
		command: Command,
		action: string,
		name: string = command.command
	): Promise<Refusal | undefined> {
		await this.yieldToPage();
		const step = { entry: newEntryId(), action, at: Date.now(), name, actor, command };
		const decision = decideAndFold(this.snapshot, step);
		if (!decision.accepted) return decision.refusal;
		this.#push(step, decision);
		return undefined;
	}

	/**
	 * Yields to the page if it is due.
	 * @throws StaleBatchError if the state has changed
	 */
	async yieldToPage(): Promise<void> {
		if (!this.#rest.due()) return;
		await this.#rest.take();
		if (this.#base.entries.size !== this.#baseEntries) throw new StaleBatchError();
	}

	#push({ entry, action, at, name, actor }: DraftStep, { founding, facts, skipped, stamp }: Written): void {
		this.skipped += skipped;
		const organization = founding ? null : actor;
		this.drafts.push({ organization, stamp, at, action, command: name, facts, as: entry });
	}
}
