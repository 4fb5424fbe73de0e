import type { Command, Step } from '../commands/command';
import { decide } from '../commands/decide';
import { type Kept, ownIn, undoSteps } from '../commands/undo';
import type { Entry, EntryDraft } from '../domain/entry';
import { authorOf, undoing } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { LedgerError } from '../document/ledger-error';
import type { Ledger } from '../document/port';
import type { Failure, Outcome } from './outcome';

/** Steps of one act, written under one action. `all` decides several on one snapshot: they must not rest on each other. */
export interface Act {
	readonly action: string;
	step(actor: OrganizationId | null, command: Command): Promise<Outcome>;
	all(steps: Step[]): Promise<Outcome>;
}

/** What undo did, and what it left as it was, with the reason. */
export type Undone =
	{ done: true; action: string; entries: Entry[]; kept: Kept[] } | { done: false; refusal: Failure };

/** Where edits go, whatever comes of them there: see `Door`. */
export interface Editing {
	run(actor: OrganizationId | null, command: Command): Promise<Outcome>;
	act<T>(body: (act: Act) => Promise<T>): Promise<T>;
	undo(action: string): Promise<Undone>;
}

/**
 * The one door for edits. A command is decided on the snapshot as it is, then written; acts wait for one another, so
 * that each is decided on what the one before it left.
 */
export class Door implements Editing {
	readonly #ledger: Ledger;
	readonly #snapshot: () => Snapshot;
	readonly #made = new Set<string>();
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
		const action = this.#newAction();
		const act: Act = {
			action,
			step: (actor, command) => this.#write(action, [{ actor, command }]),
			all: (steps) => this.#write(action, steps)
		};
		return this.#queue(() => body(act));
	}

	/** Whether the act was done through this door. */
	made(action: string): boolean {
		return this.#made.has(action);
	}

	/** Undoes one's own part of an action by inverse commands, through the same rules. */
	undo(action: string): Promise<Undone> {
		return this.#queue(() => this.#undo(action));
	}

	#queue<T>(body: () => Promise<T>): Promise<T> {
		const done = this.#last.then(body);
		this.#last = done.catch(() => undefined);
		return done;
	}

	async #undo(undone: string): Promise<Undone> {
		const entries = this.#snapshot().actions.get(undone) ?? [];
		const mine = new Set((await this.#ledger.held()).map(({ organization }) => organization));
		const refusal = noKeyToUndo(entries, mine);
		if (refusal) return { done: false, refusal };

		const action = this.#newAction();
		const written: Entry[] = [];
		const kept: Kept[] = [];
		for (const step of undoSteps([...entries], mine, this.#snapshot, kept)) {
			const outcome = await this.#write(action, [step], undoing(undone));
			if (!outcome.done) return written.length > 0 ? { done: true, action, entries: written, kept } : outcome;
			written.push(...outcome.entries);
		}
		return { done: true, action, entries: written, kept };
	}

	/** Decides the steps on the present snapshot and writes them, all or none. */
	async #write(action: string, steps: Step[], name?: string): Promise<Outcome> {
		const drafts: EntryDraft[] = [];
		for (const { actor, command } of steps) {
			const decision = decide(this.#snapshot(), actor, command);
			if (!decision.accepted) return { done: false, refusal: decision.refusal };
			drafts.push({
				organization: decision.founding ? null : actor,
				at: this.#now(),
				action,
				command: name ?? command.command,
				facts: decision.facts
			});
		}
		try {
			return { done: true, action, entries: await this.#ledger.append(drafts) };
		} catch (error) {
			return { done: false, refusal: failureOf(error, steps[0]?.actor ?? '') };
		}
	}

	#newAction(): string {
		const action = crypto.randomUUID();
		this.#made.add(action);
		return action;
	}

	/** The time, never the same twice, so that the entries of an act are told in the order in which they were made. */
	#now(): number {
		return (this.#at = Math.max(Date.now(), this.#at + 1));
	}
}

/** Undoing an act takes the key of one who acted. */
export function noKeyToUndo(
	entries: readonly Entry[],
	actable: ReadonlySet<OrganizationId>
): Failure | undefined {
	const [first] = entries;
	if (!first || ownIn(entries, actable).length > 0) return undefined;
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
