import { type NotUndone, undoSteps } from '$lib/commands/undo/undo';
import type { Command } from '$lib/commands/command';
import { type Entry, undoing } from '$lib/domain/entry';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { fork } from '$lib/domain/fold/fork';
import type { Snapshot } from '$lib/domain/snapshot';
import { timeSlices } from '$lib/document/time-slices';
import { type History, historyOf } from '$lib/views/history/actions';
import {
	decideAndFold,
	type DraftResult,
	draftingOn,
	draftOn,
	type DraftStep,
	actingKeyOf
} from '$lib/views/draft';
import {
	type Act,
	type Editor,
	type WriteOptions,
	noKeyToUndo,
	type UndoOutcome
} from '../editing/ledger-editor';
import type { DraftRecord } from './drafts';
import { newEntryId } from './draft-ids';
import { isDraftable, maxDraftSteps } from './draft-schema';
import type { Failure, Outcome } from '../editing/outcome';
import { runInSlices } from '../editing/run-in-slices';
import { LensBase } from '../lens';
import { Observed } from '../observed';
import type { Workspace } from '../workspace';

/** What is to be added to a draft. */
type Writing = [
	action: string,
	wanted: (now: Snapshot) => Iterable<{ actor: OrganizationId | null; commands: readonly Command[] }>,
	options?: WriteOptions,
	/** What its entries are called, if not by their commands. */
	name?: string
];

/** A draft of so many steps is decided where somebody asks for it: that takes no longer than a slice may. */
const few = 100;

/** What a draft comes to, and on which state. */
interface Drafted extends DraftResult {
	now: Snapshot;
}

/** What was decided last, by a draft's steps: whatever shows the same draft has it then. */
const decided = new WeakMap<DraftRecord['steps'], Drafted>();

const noSteps: DraftRecord['steps'] = [];

/**
 * A workspace as it would be with a draft's commands applied. It follows the ledger, and edits made here go into the
 * draft.
 */
export class DraftWorkspace extends LensBase implements Editor {
	readonly id: string;
	readonly draft: string;
	readonly editor: Editor = this;
	/** What was told last. */
	#told: Drafted | undefined;
	/** How often it was decided ahead. */
	readonly #prepared = new Observed(0);
	#preparing: Promise<void> | undefined;

	/** @param id the workspace's id and the draft's, as in an address */
	constructor(base: Workspace, id: string, draft: string) {
		super(base);
		this.id = id;
		this.draft = draft;
	}

	/** The stored draft; undefined if there is no such draft. */
	get record(): DraftRecord | undefined {
		return this.base.drafts.get(this.draft);
	}

	/** Whether it is known what the draft comes to, or is as soon as somebody asks; until then see `prepare`. */
	get isReady(): boolean {
		void this.#prepared.current;
		const steps = this.#steps;
		// What was shown is to be shown as it is now, and not to go away.
		if (this.#told !== undefined || steps.length <= few) return true;
		return decided.get(steps)?.now === this.base.snapshot;
	}

	/** Decides the draft in slices, so that it is ready. What others send waits meanwhile. */
	prepare(): Promise<void> {
		if (this.isReady) return Promise.resolve();
		return (this.#preparing ??= this.#prepare().finally(() => (this.#preparing = undefined)));
	}

	async #prepare(): Promise<void> {
		const end = this.base.liveFold.pauses.pause();
		try {
			for (;;) {
				const steps = this.#steps;
				const begin = (now: Snapshot) => draftingOn(now, steps);
				const { snapshot: now, result } = await runInSlices(() => this.base.snapshot, begin);
				decided.set(steps, { ...result, now });
				if (this.#steps === steps) break;
			}
		} finally {
			end();
		}
		this.#prepared.current += 1;
	}

	/** The state with the draft applied, and the steps that no longer fit the ledger. While it is applied, as it was before. */
	get drafted(): Drafted {
		const steps = this.#steps;
		const { snapshot: now, drafts } = this.base;
		if (this.#told && drafts.isBeingApplied(this.draft)) return this.#told;
		const known = decided.get(steps);
		if (known?.now === now) return (this.#told = known);
		const began = performance.now();
		this.#told = { ...draftOn(now, steps), now };
		decided.set(steps, this.#told);
		this.base.liveFold.pauses.rest(performance.now() - began);
		return this.#told;
	}

	/** The workspace without the draft, as it was when that was decided. */
	get before(): Snapshot {
		return this.drafted.now;
	}

	get #steps(): DraftRecord['steps'] {
		return this.record?.steps ?? noSteps;
	}

	get snapshot(): Snapshot {
		return this.drafted.snapshot;
	}

	/** The workspace's history, and the draft's acts. */
	get history(): History {
		return historyOf(this.snapshot, this.before);
	}

	get held(): ReadonlyMap<OrganizationId, KeyId> {
		const founded = this.#founded().map((id) => [id, actingKeyOf(this.snapshot, id) ?? ''] as const);
		return new Map([...this.base.held, ...founded]);
	}

	/** The organizations that this browser can act for, and those that the draft founds. */
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
			all: (steps, options) =>
				this.#write(
					action,
					() => steps.map(({ actor, command }) => ({ actor, commands: [command] })),
					options
				)
		});
	}

	/** Removes an act from the draft if everything after it still fits; otherwise appends its inverse. */
	undo(undone: string): Promise<UndoOutcome> {
		const entries = [...(this.snapshot.actions.get(undone) ?? [])];
		const refusal = noKeyToUndo(entries, this.actable);
		if (refusal) return Promise.resolve({ done: false, refusal });
		const takenOut = this.#takeOut(undone, entries);
		return takenOut ? Promise.resolve(takenOut) : this.#invert(undone, entries);
	}

	#founded(): OrganizationId[] {
		const steps = this.#steps;
		return steps
			.filter(({ entry, actor }) => actor === null && this.snapshot.organizations.has(entry))
			.map(({ entry }) => entry);
	}

	#takeOut(undone: string, entries: Entry[]): UndoOutcome | undefined {
		const steps = this.#steps;
		const rest = steps.filter(({ action }) => action !== undone);
		if (rest.length === steps.length) return undefined;
		const ineffective = ({ unfit, skipped }: DraftResult) => unfit.length + skipped;
		if (ineffective(draftOn(this.base.snapshot, rest)) > ineffective(this.drafted)) return undefined;
		this.base.drafts.change(this.draft, { steps: rest });
		return { done: true, action: undone, entries, kept: [] };
	}

	async #invert(undone: string, entries: Entry[]): Promise<UndoOutcome> {
		const action = crypto.randomUUID();
		const kept: NotUndone[] = [];
		const steps = (now: Snapshot) => {
			kept.length = 0;
			return undoSteps(entries, this.actable, () => now, kept);
		};
		const outcome = await this.#write(action, steps, {}, undoing(undone));
		return outcome.done ? { ...outcome, kept } : outcome;
	}

	/** What others write in the meantime waits: entry by entry, it would have it begun anew for ever. */
	async #write(...wanted: Writing): Promise<Outcome> {
		await this.base.liveFold.catchUp();
		const release = this.base.liveFold.pauses.hold();
		try {
			return await this.#decideAndAdd(...wanted);
		} finally {
			release();
		}
	}

	/**
	 * Decides commands, each on the result of those before it, and adds all of them to the draft, or none. Decided again if
	 * the draft or the workspace changes in the meantime.
	 */
	async #decideAndAdd(...[action, wanted, { signal } = {}, name]: Writing): Promise<Outcome> {
		const rest = timeSlices();
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
					const refusal = this.#refusalOf(actor, command);
					if (refusal) return { done: false, refusal };
					if (record.steps.length + steps.length === maxDraftSteps)
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

	#refusalOf(actor: OrganizationId | null, command: Command): Failure | undefined {
		if (!isDraftable(command)) return { code: 'not-in-draft' };
		if (actor !== null && !this.actable.has(actor)) return { code: 'no-key', organization: actor };
		return undefined;
	}
}
