import type { Command, Step } from '../../commands/command';
import type { Refusal } from '../../commands/refusal';
import type { EntryId, OrganizationId } from '../../domain/facts';
import { fork } from '../../domain/fold/fork';
import type { Snapshot } from '../../domain/snapshot';
import { foldStep } from '../../views/draft';

/** A command to be given, under the id that its entry is to have: later ones may speak of what it adds. */
export interface PlannedStep extends Step {
	entry: EntryId;
}

/** Decides commands one after another, each on what those before it leave, and keeps those that the rules allow. */
export class Builder {
	/** The state as it would be. */
	readonly snapshot: Snapshot;
	readonly steps: PlannedStep[] = [];

	/** @param newId gives ids that no entry has: 43 characters of base64url */
	constructor(
		now: Snapshot,
		readonly newId: () => EntryId
	) {
		this.snapshot = fork(now);
	}

	/** Gives a command, where something is left of it that is not so already. */
	give(actor: OrganizationId | null, command: Command): { entry: EntryId; refusal?: Refusal } {
		const entry = this.newId();
		const step = { entry, action: '', at: 0, name: command.command, actor, command };
		const { written, refusal } = foldStep(this.snapshot, step);
		if (written) this.steps.push({ entry, actor, command });
		return refusal ? { entry, refusal } : { entry };
	}
}
