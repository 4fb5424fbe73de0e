import type { Command, Step } from '$lib/commands/command';
import { actableEntries } from '$lib/commands/undo/actable-entries';
import type { NotUndone } from '$lib/commands/undo/undo';
import type { Entry, EntryDraft } from '$lib/domain/entry';
import { authorOf, undoing } from '$lib/domain/entry';
import type { EntryId, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { stampOf } from '$lib/domain/merge/stamp';
import { detailOf, LedgerError } from '$lib/document/ledger/ledger-error';
import type { Ledger } from '$lib/document/ledger/api';
import type { Failure, Outcome } from './outcome';
import type { CommandBatch } from './command-batch';
import { deciding } from './load-deciding';

/** Progress and cancellation of a long write. */
export interface WriteOptions {
	/** When aborted, the write rejects between two steps with the signal's reason, and nothing is written. */
	signal?: AbortSignal;
	/** Called with the number of signed steps, and their total. */
	progress?: ((signed: number, of: number) => void) | undefined;
}

/** Steps of one act, written under one action. */
export interface Act {
	readonly action: string;
	step(actor: OrganizationId | null, command: Command): Promise<Outcome>;
	/** Decides each step on the result of those before it, and writes all of them atomically, or none. */
	all(steps: readonly Step[], options?: WriteOptions): Promise<Outcome>;
}

/** What undo did, and what it left unchanged, with the reason. */
export type UndoOutcome =
	| { done: true; action: string; entries: Entry[]; kept: NotUndone[] }
	| { done: false; refusal: Failure };

/** What else the workspace knows. */
export interface Surroundings {
	/** Folds what arrived and is not folded yet. */
	catchUp: () => Promise<void>;
	/** Keeps the state as it is, until the function returned is called. */
	hold: () => () => void;
	/** Resolves when what was delivered is shown; undefined where it is. */
	published: () => Promise<void> | undefined;
	/** The organizations that the ledger is known to have keys of; it may have more by now. */
	actable: () => ReadonlySet<OrganizationId>;
}

const alone: Surroundings = {
	catchUp: () => Promise.resolve(),
	hold: () => () => undefined,
	published: () => undefined,
	actable: () => new Set()
};

/** Where edits go: into the ledger (`LedgerEditor`), into a draft, or nowhere. */
export interface Editor {
	run(actor: OrganizationId | null, command: Command): Promise<Outcome>;
	act<T>(body: (act: Act) => Promise<T>): Promise<T>;
	undo(action: string, progress?: WriteOptions['progress']): Promise<UndoOutcome>;
}

/**
 * Writes edits to the ledger; there is no other way to change a workspace. A command is decided on the current snapshot,
 * then written. Acts are queued, so that each is decided on the result of the one before it.
 */
export class LedgerEditor implements Editor {
	readonly #ledger: Ledger;
	readonly #snapshot: () => Snapshot;
	readonly #around: Surroundings;
	readonly #ownActions = new Set<string>();
	readonly #writing = new Set<string>();
	readonly #ownEntries = new Set<EntryId>();
	#queueTail: Promise<unknown> = Promise.resolve();
	#lastTime = 0;

	constructor(ledger: Ledger, snapshot: () => Snapshot, around: Surroundings = alone) {
		this.#ledger = ledger;
		this.#snapshot = snapshot;
		this.#around = around;
	}

	/** Runs one command as an act of its own. */
	run(actor: OrganizationId | null, command: Command): Promise<Outcome> {
		return this.act((act) => act.step(actor, command));
	}

	/** Runs several commands as one act. No other edit of this page comes between them. */
	act<T>(body: (act: Act) => Promise<T>): Promise<T> {
		const action = this.newAction();
		const act: Act = {
			action,
			step: (actor, command) => this.#write(action, actor, command),
			all: (steps, options = {}) => this.#writeAll(action, steps, options)
		};
		return this.#enqueue(() => body(act));
	}

	/**
	 * Decides commands of one act or several in a batch and writes them atomically: even if the page is closed meanwhile,
	 * this browser stores all of them or none. Decided again if the state changes in the meantime.
	 * @param decideBatch adds commands to the batch; returns a failure if nothing is to be written
	 */
	writeBatch(
		decideBatch: (batch: CommandBatch) => Promise<Failure | undefined>,
		progress?: WriteOptions['progress']
	): Promise<Outcome> {
		return this.#enqueue(() => this.#decideAndWrite(decideBatch, progress));
	}

	/** Creates an action that counts as this editor's own. */
	newAction(): string {
		const action = crypto.randomUUID();
		this.#ownActions.add(action);
		return action;
	}

	/** Whether the action was created here. Anybody can copy an action's id: `wroteEntry` is certain. */
	isOwnAction(action: string): boolean {
		return this.#ownActions.has(action);
	}

	/** Whether the action's entries are being signed and added just now. */
	isWriting(action: string): boolean {
		return this.#writing.has(action);
	}

	/** Whether this editor wrote the entry; known once its act is over: see `settled`. */
	wroteEntry(entry: EntryId): boolean {
		return this.#ownEntries.has(entry);
	}

	/** Resolves when all acts started so far are over. */
	async settled(): Promise<void> {
		await this.#queueTail;
	}

	/** Undoes this browser's part of an action by inverse commands, under the same rules and atomically. */
	undo(action: string, progress?: WriteOptions['progress']): Promise<UndoOutcome> {
		return this.#enqueue(() => this.#undo(action, progress));
	}

	#enqueue<T>(body: () => Promise<T>): Promise<T> {
		const done = this.#queueTail.then(body);
		this.#queueTail = done.catch(() => undefined);
		return done;
	}

	async #undo(undone: string, progress: WriteOptions['progress']): Promise<UndoOutcome> {
		const entries = this.#snapshot().actions.get(undone) ?? [];
		const own = await this.#actableFor(entries);
		const refusal = noKeyToUndo(entries, own);
		if (refusal) return { done: false, refusal };

		const action = this.newAction();
		const kept: NotUndone[] = [];
		const outcome = await this.#decideAndWrite(async (batch) => {
			kept.length = 0;
			const { undoSteps } = await deciding.get();
			for (const { actor, commands } of undoSteps([...entries], own, () => batch.snapshot, kept)) {
				await batch.yieldToPage();
				for (const command of commands) {
					const refusal = await batch.addCommand(actor, command, action, undoing(undone));
					if (refusal) return refusal;
				}
			}
			return undefined;
		}, progress);
		return outcome.done ? { ...outcome, action, kept } : outcome;
	}

	/** Whom this browser can act for; the ledger is asked, which takes a while, only where not all who wrote the entries are known. */
	async #actableFor(entries: readonly Entry[]): Promise<ReadonlySet<OrganizationId>> {
		const known = this.#around.actable();
		if (entries.every((entry) => known.has(authorOf(entry)))) return known;
		return new Set((await this.#ledger.held()).map(({ organization }) => organization));
	}

	async #decideAndWrite(
		decideBatch: (batch: CommandBatch) => Promise<Failure | undefined>,
		progress?: WriteOptions['progress']
	): Promise<Outcome> {
		const decided = await this.#decideHeld(decideBatch);
		if ('code' in decided) return { done: false, refusal: decided };
		return this.#append(decided.drafts, decided.skipped, progress);
	}

	/** What arrives in the meantime is folded once all is decided: entry by entry, it would have it begun anew for ever. */
	async #decideHeld(
		decideBatch: (batch: CommandBatch) => Promise<Failure | undefined>
	): Promise<CommandBatch | Failure> {
		const loaded = await loadedDeciding();
		if ('code' in loaded) return loaded;
		const { CommandBatch, StaleBatchError } = loaded;
		await this.#around.catchUp();
		const release = this.#around.hold();
		try {
			for (;;) {
				const batch = new CommandBatch(this.#snapshot());
				try {
					return (await decideBatch(batch)) ?? batch;
				} catch (error) {
					if (!(error instanceof StaleBatchError)) throw error;
				}
			}
		} finally {
			release();
		}
	}

	async #write(action: string, actor: OrganizationId | null, command: Command): Promise<Outcome> {
		const loaded = await loadedDeciding();
		if ('code' in loaded) return { done: false, refusal: loaded };
		await this.#around.catchUp();
		const decision = loaded.decide(this.#snapshot(), actor, command);
		if (!decision.accepted) return { done: false, refusal: decision.refusal };
		const { founding, facts, skipped } = decision;
		const organization = founding ? null : actor;
		const stamp = stampOf(this.#snapshot(), organization, facts);
		return this.#append([{ organization, stamp, at: 0, action, command: command.command, facts }], skipped);
	}

	#writeAll(action: string, steps: readonly Step[], { signal, progress }: WriteOptions): Promise<Outcome> {
		return this.#decideAndWrite(async (batch) => {
			for (const { actor, command } of steps) {
				signal?.throwIfAborted();
				const refusal = await batch.addCommand(actor, command, action);
				if (refusal) return refusal;
			}
			signal?.throwIfAborted();
			return undefined;
		}, progress);
	}

	async #append(
		drafts: EntryDraft[],
		skipped: number,
		progress?: WriteOptions['progress']
	): Promise<Outcome> {
		const action = drafts[0]?.action ?? '';
		if (drafts.length === 0) return { done: true, action, entries: [], skipped };
		const onSigned = progress && ((done: number) => progress(done, drafts.length));
		const actions = new Set(drafts.map((draft) => draft.action));
		for (const each of actions) this.#writing.add(each);
		try {
			const entries = await this.#ledger.append(this.#withTimes(drafts), onSigned);
			for (const { id } of entries) this.#ownEntries.add(id);
			await this.#around.catchUp();
			await this.#around.published();
			return { done: true, action, entries, skipped };
		} catch (error) {
			return { done: false, refusal: failureOf(error, drafts[0]?.organization ?? '') };
		} finally {
			for (const each of actions) this.#writing.delete(each);
		}
	}

	/** Gives each entry a time of its own, the last one now, so that the history shows them in order. */
	#withTimes(drafts: readonly EntryDraft[]): EntryDraft[] {
		const first = Math.max(Date.now() - drafts.length, this.#lastTime) + 1;
		this.#lastTime = first + drafts.length - 1;
		return drafts.map((draft, index) => ({ ...draft, at: first + index }));
	}
}

/** Undoing an act takes a key of one of the organizations that acted. */
export function noKeyToUndo(
	entries: readonly Entry[],
	actable: ReadonlySet<OrganizationId>
): Failure | undefined {
	const [first] = entries;
	if (!first || actableEntries(entries, actable).length > 0) return undefined;
	return { code: 'no-key', organization: authorOf(first) };
}

/** What decides, or why it could not be loaded. */
const loadedDeciding = () =>
	deciding.get().catch((error: unknown): Failure => ({ code: 'not-written', detail: detailOf(error) }));

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
