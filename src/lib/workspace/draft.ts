import { type NotUndone, undoSteps } from '$lib/commands/undo/undo';
import type { Command } from '../commands/command';
import { type Entry, undoing } from '../domain/entry';
import type { KeyId, OrganizationId } from '../domain/facts';
import { fork } from '../domain/fold/fork';
import type { Snapshot } from '../domain/snapshot';
import { resting } from '../document/rest';
import { type History, historyOf } from '$lib/views/history/actions';
import { decideAndFold, type DraftResult, draftOn, type DraftStep, actingKeyOf } from '../views/draft';
import { type Act, type Editing, type Going, noKeyToUndo, type Undone } from './door';
import type { DraftRecord } from './drafts';
import { newEntryId } from './draft-ids';
import { isDraftable, mostDraftSteps } from './draft-schema';
import type { Failure, Outcome } from './outcome';
import { View } from './seen';
import type { Workspace } from './workspace';

/**
 * The workspace as it would be with a draft's commands done: it follows the ledger as it changes, and what is done
 * here goes into the draft.
 */
export class Draft extends View implements Editing {
	readonly id: string;
	readonly draft: string;
	readonly door: Editing = this;
	#now: { snapshot: Snapshot; steps: DraftRecord['steps']; drafted: DraftResult } | undefined;

	/** @param id the workspace's id and the draft's, as the address says them */
	constructor(base: Workspace, id: string, draft: string) {
		super(base);
		this.id = id;
		this.draft = draft;
	}

	/** What is kept of it; undefined where there is no such draft. */
	get record(): DraftRecord | undefined {
		return this.base.drafts.get(this.draft);
	}

	/** The state, and the steps that no longer fit what the ledger says. */
	get drafted(): DraftResult {
		const { snapshot } = this.base;
		const steps = this.record?.steps ?? [];
		if (this.#now?.snapshot !== snapshot || this.#now.steps !== steps)
			this.#now = { snapshot, steps, drafted: draftOn(snapshot, steps) };
		return this.#now.drafted;
	}

	get snapshot(): Snapshot {
		return this.drafted.snapshot;
	}

	/** The workspace's, and what is done in the draft. */
	get history(): History {
		return historyOf(this.snapshot, this.base.snapshot);
	}

	get held(): ReadonlyMap<OrganizationId, KeyId> {
		const founded = this.#founded().map((id) => [id, actingKeyOf(this.snapshot, id) ?? ''] as const);
		return new Map([...this.base.held, ...founded]);
	}

	/** Those that this browser can act for, and those that the draft founds. */
	get actable(): ReadonlySet<OrganizationId> {
		return new Set([...this.base.actable, ...this.#founded()]);
	}

	run(actor: OrganizationId | null, command: Command): Promise<Outcome> {
		return this.act((act) => act.step(actor, command));
	}

	act<T>(body: (act: Act) => Promise<T>): Promise<T> {
		const action = crypto.randomUUID();
		return body({
			action,
			step: (actor, command) => this.#write(action, () => [{ actor, commands: [command] }]),
			all: (steps, going) =>
				this.#write(action, () => steps.map(({ actor, command }) => ({ actor, commands: [command] })), going)
		});
	}

	/** Takes an act of the draft out of it where everything after it still fits; any other is undone by its inverse. */
	undo(undone: string): Promise<Undone> {
		const entries = [...(this.snapshot.actions.get(undone) ?? [])];
		const refusal = noKeyToUndo(entries, this.actable);
		if (refusal) return Promise.resolve({ done: false, refusal });
		const takenOut = this.#takeOut(undone, entries);
		return takenOut ? Promise.resolve(takenOut) : this.#invert(undone, entries);
	}

	#founded(): OrganizationId[] {
		const steps = this.record?.steps ?? [];
		return steps
			.filter(({ entry, actor }) => actor === null && this.snapshot.organizations.has(entry))
			.map(({ entry }) => entry);
	}

	#takeOut(undone: string, entries: Entry[]): Undone | undefined {
		const steps = this.record?.steps ?? [];
		const rest = steps.filter(({ action }) => action !== undone);
		if (rest.length === steps.length) return undefined;
		const idle = ({ unfit, skipped }: DraftResult) => unfit.length + skipped;
		if (idle(draftOn(this.base.snapshot, rest)) > idle(this.drafted)) return undefined;
		this.base.drafts.change(this.draft, { steps: rest });
		return { done: true, action: undone, entries, kept: [] };
	}

	async #invert(undone: string, entries: Entry[]): Promise<Undone> {
		const action = crypto.randomUUID();
		const kept: NotUndone[] = [];
		const steps = (now: Snapshot) => {
			kept.length = 0;
			return undoSteps(entries, this.actable, () => now, kept);
		};
		const outcome = await this.#write(action, steps, {}, undoing(undone));
		return outcome.done ? { ...outcome, kept } : outcome;
	}

	/**
	 * Decides commands, each on what those before it leave in the draft, and adds them to it, all or none; anew where the
	 * draft, or the workspace, changes while that goes on.
	 */
	async #write(
		action: string,
		wanted: (now: Snapshot) => Iterable<{ actor: OrganizationId | null; commands: readonly Command[] }>,
		{ signal }: Going = {},
		name?: string
	): Promise<Outcome> {
		const rest = resting();
		for (;;) {
			const record = this.record;
			if (!record) return { done: false, refusal: { code: 'no-draft' } };
			const before = this.snapshot;
			const snapshot = fork(before);
			const steps: DraftStep[] = [];
			let skipped = 0;
			let isStale = false;
			let at = Math.max(Date.now(), (record.steps.at(-1)?.at ?? 0) + 1);
			for (const { actor, commands } of wanted(snapshot)) {
				signal?.throwIfAborted();
				for (const command of commands) {
					const step = {
						entry: newEntryId(),
						action,
						at: at++,
						name: name ?? command.command,
						actor,
						command
					};
					const refusal = this.#cannot(actor, command);
					if (refusal) return { done: false, refusal };
					if (record.steps.length + steps.length === mostDraftSteps)
						return { done: false, refusal: { code: 'draft-full' } };
					const decision = decideAndFold(snapshot, step);
					if (!decision.accepted) return { done: false, refusal: decision.refusal };
					steps.push(step);
					skipped += decision.skipped;
				}
				if (!rest.due()) continue;
				await rest.take();
				isStale = this.record !== record || this.snapshot !== before;
				if (isStale) break;
			}
			if (isStale) continue;
			if (steps.length > 0) this.base.drafts.change(this.draft, { steps: [...record.steps, ...steps] });
			const entries = steps.map(({ entry }) => snapshot.entries.get(entry)!);
			return { done: true, action, entries, skipped };
		}
	}

	#cannot(actor: OrganizationId | null, command: Command): Failure | undefined {
		if (!isDraftable(command)) return { code: 'not-in-draft' };
		if (actor !== null && !this.actable.has(actor)) return { code: 'no-key', organization: actor };
		return undefined;
	}
}
