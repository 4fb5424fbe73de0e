import type { Command } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Failure } from '$lib/workspace/editing/outcome';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { toastDone, toastError } from '../kit/overlays/toasts';
import { perform, type DoneText } from './perform';
import { refusalInWords, refusalWords } from './lazy-refusal-text';

/** Where commands are sent from: `session()`, or `openedWorkspace()`, where each call names the actor. */
export interface Sender {
	readonly workspace: WorkspaceLens;
	readonly snapshot: Snapshot;
	readonly actor?: OrganizationId;
}

export type Code = Failure['code'];

/** Sends the commands of a form, a dialog or a list; keeps why the last one was refused, until the next is sent. */
export class Sending {
	failure = $state.raw<Failure>();
	readonly #from: Sender;
	readonly #atFields: readonly Code[];

	/** @param atFields the refusals that are shown beside fields */
	constructor(from: Sender, atFields: readonly Code[] = []) {
		this.#from = from;
		this.#atFields = atFields;
	}

	/** Sends a command as `perform` does, as the acting organization or as `actor`. Answers whether it was done. */
	run(command: Command, done: DoneText, actor = this.#actor): Promise<boolean> {
		return this.see(perform(this.#from.workspace, actor, command, done));
	}

	/** The same for the content of a form: a form without changes counts as done. */
	async save(command: Command, done: DoneText, actor = this.#actor): Promise<boolean> {
		if (!(await this.run(command, done, actor)) && this.failure?.code === 'nothing-changes')
			this.failure = undefined;
		return this.failure === undefined;
	}

	/** The same for a command that cannot be undone. */
	async runForGood(command: Command, done: string): Promise<boolean> {
		const outcome = await this.#from.workspace.editor.run(this.#actor, command);
		const isDone = await this.see(Promise.resolve(outcome.done ? undefined : outcome.refusal));
		if (isDone) toastDone(done);
		return isDone;
	}

	/** Waits for a command that was sent another way. Answers whether it was done. */
	async see(sent: Promise<Failure | undefined>): Promise<boolean> {
		const failure = await sent;
		// It is shown in words from the first.
		if (failure) await refusalWords.want();
		this.failure = failure;
		return this.failure === undefined;
	}

	/** The refusal to show beside a field: the last one, if its code is among these. */
	at(codes: readonly Code[]): string | undefined {
		return this.failure && codes.includes(this.failure.code) ? this.textOf(this.failure) : undefined;
	}

	/** The last refusal, unless it is shown beside a field. */
	get elsewhere(): Failure | undefined {
		return this.failure && this.#atFields.includes(this.failure.code) ? undefined : this.failure;
	}

	get #actor(): OrganizationId | null {
		return this.#from.actor ?? null;
	}

	/** A refusal as a sentence. */
	textOf(failure: Failure): string {
		return refusalInWords(this.#from.snapshot, failure);
	}
}

/** Sends a command; a refusal is shown as a toast. Answers whether it was done. */
export async function send(
	from: Sender,
	command: Command,
	done: DoneText,
	actor?: OrganizationId
): Promise<boolean> {
	return toastFailure(from, await perform(from.workspace, actor ?? from.actor ?? null, command, done));
}

/** Shows a failure, if there is one, as a toast. Answers whether there was none. */
export function toastFailure(from: Sender, failure: Failure | undefined): boolean {
	if (failure) void refusalWords.want().then(() => toastError(refusalInWords(from.snapshot, failure)));
	return failure === undefined;
}
