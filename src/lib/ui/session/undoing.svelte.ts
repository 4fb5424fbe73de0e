import { m } from '$lib/paraglide/messages';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { EffectsConfirmation } from './effects-confirmation.svelte';
import { clauses } from '../kit/text/listing';
import { toastDone, toastError } from '../kit/overlays/toasts';
import { takeWhenIdle } from '../kit/when-idle';
import { refusalInWords, refusalWords } from './lazy-refusal-text';

/** What an undo did not undo. */
export interface Left {
	/** Nothing was undone at all. */
	isAll: boolean;
	/** Why, a sentence each. */
	reasons: string[];
}

/** The longest text for a toast, in characters. */
const SHORT = 200;

/** Milliseconds after which the progress of an undo is shown. */
const PATIENCE = 400;

/** What undoing an act would do is looked at ahead if it has no more facts than this. */
const FORESEEN = 20;

/** The confirmation of an undo, its progress and its result: the workspace's frame shows them, whatever started it. */
export class Undoing {
	readonly confirmation = new EffectsConfirmation();
	/** What was not undone, if that is too much for a toast. */
	left = $state.raw<Left>();
	/** The progress of a long undo. */
	going = $state.raw<{ done: number; total: number }>();

	/** There is something to show of it. */
	get isShown(): boolean {
		return this.going !== undefined || this.left !== undefined || this.confirmation.asked !== undefined;
	}

	/** Undoes an act; asks first if other organizations are affected or an organization is deleted by it. */
	async undo(workspace: WorkspaceLens, action: string): Promise<void> {
		const total = 2 * (workspace.snapshot.actions.get(action)?.length ?? 0);
		const report = this.#reporter();
		const progress = (seen: number) => report(seen, total);
		try {
			await this.confirmation.undo(workspace, action, () => this.#undo(workspace, action), progress);
		} finally {
			this.going = undefined;
		}
	}

	/** Looks at what undoing an act would do, if it is a small one, while nothing else is to be done. */
	foresee(workspace: WorkspaceLens, action: string): void {
		takeWhenIdle(this.#ahead(workspace, action));
	}

	*#ahead(workspace: WorkspaceLens, action: string): Generator<unknown, void> {
		const { actions } = workspace.snapshot;
		yield* actions.readAhead();
		const facts = actions.get(action)?.reduce((sum, entry) => sum + entry.facts.length, 0) ?? 0;
		if (facts <= FORESEEN) yield* this.confirmation.foreseeUndo(workspace, action);
	}

	/** Makes what sets `going`, once the undo has taken long. */
	#reporter(): (done: number, total: number) => void {
		const began = performance.now();
		return (done, total) => {
			if (performance.now() - began > PATIENCE) this.going = { done, total };
		};
	}

	async #undo(workspace: WorkspaceLens, action: string): Promise<void> {
		const report = this.#reporter();
		const undone = await workspace.editor.undo(action, (signed, of) => report(of + signed, 2 * of));
		this.going = undefined;
		if (!undone.done || undone.kept.length > 0) await refusalWords.want();
		const { snapshot } = workspace;
		if (!undone.done) return void toastError(refusalInWords(snapshot, undone.refusal));
		const reasons = distinct(undone.kept.map(({ refusal }) => refusalInWords(snapshot, refusal)));
		if (reasons.length === 0) return void toastDone(m.common_undone());
		const isAll = undone.entries.length === 0;
		const text = clauses(reasons);
		if (text.length > SHORT) this.left = { isAll, reasons };
		else
			toastError(isAll ? m.common_not_undone({ reasons: text }) : m.common_partly_undone({ reasons: text }));
	}
}

const distinct = (texts: string[]): string[] => texts.filter((text, at) => texts.indexOf(text) === at);

const all = new WeakMap<WorkspaceLens, Undoing>();

/** The undoing of an open workspace, or of a lens on it. */
export function undoingOf(workspace: WorkspaceLens): Undoing {
	let undoing = all.get(workspace);
	if (!undoing) all.set(workspace, (undoing = new Undoing()));
	return undoing;
}
