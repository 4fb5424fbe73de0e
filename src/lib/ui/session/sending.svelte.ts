import type { Command } from '$lib/commands/command';
import { decide } from '$lib/commands/decide';
import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Failure } from '$lib/workspace/editing/outcome';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { toastDone, toastError } from '../kit/overlays/toasts';
import { refusalText } from '../words/refusal-text';
import { perform, type DoneText } from './perform';

/** Where commands are sent from: `session()`, or `openedWorkspace()`, where each is told who acts. */
interface Sender {
	readonly workspace: WorkspaceLens;
	readonly snapshot: Snapshot;
	readonly actor?: OrganizationId;
}

type Code = Failure['code'];

/** What a form, a dialog or a list sends, and why the last of it was refused: shown until the next is sent. */
export class Sending {
	failure = $state.raw<Failure>();
	readonly #from: Sender;
	readonly #atFields: readonly Code[];

	/** @param atFields what is said beside fields, where it is refused */
	constructor(from: Sender, atFields: readonly Code[] = []) {
		this.#from = from;
		this.#atFields = atFields;
	}

	/** Sends a command as `perform` does, as the acting organization or as `actor`. Answers whether it was done. */
	run(command: Command, told: DoneText, actor = this.#actor): Promise<boolean> {
		return this.see(perform(this.#from.workspace, actor, command, told));
	}

	/** The same for what a form holds: left as it was stored, it counts as done. */
	async save(command: Command, told: DoneText, actor = this.#actor): Promise<boolean> {
		if (!(await this.run(command, told, actor)) && this.failure?.code === 'nothing-changes')
			this.failure = undefined;
		return this.failure === undefined;
	}

	/** The same for what cannot be undone. */
	async runForGood(command: Command, done: string): Promise<boolean> {
		const outcome = await this.#from.workspace.editor.run(this.#actor, command);
		this.failure = outcome.done ? undefined : outcome.refusal;
		if (outcome.done) toastDone(done);
		return outcome.done;
	}

	/** Waits for what was sent another way, and answers whether it was done. */
	async see(sent: Promise<Failure | undefined>): Promise<boolean> {
		this.failure = await sent;
		return this.failure === undefined;
	}

	/** Why it was refused, for a field: where that is about the field, by these codes. */
	at(codes: readonly Code[]): string | undefined {
		return this.failure && codes.includes(this.failure.code) ? this.textOf(this.failure) : undefined;
	}

	/** What the rules would say to a command as it is by now, where that is about a field, by these codes. */
	wrongAt(codes: readonly Code[], command: Command, actor = this.#actor): string | undefined {
		const decision = decide(this.#from.snapshot, actor, command);
		return decision.accepted || !codes.includes(decision.refusal.code)
			? undefined
			: this.textOf(decision.refusal);
	}

	/** What was refused and is not said beside a field. */
	get elsewhere(): Failure | undefined {
		return this.failure && this.#atFields.includes(this.failure.code) ? undefined : this.failure;
	}

	get #actor(): OrganizationId | null {
		return this.#from.actor ?? null;
	}

	/** A refusal as a sentence. */
	textOf(failure: Failure): string {
		return refusalText(this.#from.snapshot, failure);
	}
}

/** Sends a command from where a refusal has no place of its own: a toast says it. Answers whether it was done. */
export async function send(
	from: Sender,
	command: Command,
	told: DoneText,
	actor?: OrganizationId
): Promise<boolean> {
	return toastFailure(from, await perform(from.workspace, actor ?? from.actor ?? null, command, told));
}

/** Says in a toast why something was not done, where it was not. Answers whether it was. */
export function toastFailure(from: Sender, failure: Failure | undefined): boolean {
	if (failure) toastError(refusalText(from.snapshot, failure));
	return failure === undefined;
}
