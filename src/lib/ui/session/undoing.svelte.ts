import { m } from '$lib/paraglide/messages';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { Guard } from './guard.svelte';
import { clauses } from '../kit/text/listing';
import { toastDone, toastError } from '../kit/overlays/toasts';
import { refusalText } from '../words/refusal-text';

/** What undoing an act left as it was. */
export interface Left {
	/** Nothing was undone at all. */
	isAll: boolean;
	/** Why, a sentence each. */
	reasons: string[];
}

/** About as long as a toast shows whole. */
const SHORT = 200;

/** How long an undo goes on before it is told how far it is, in milliseconds. */
const PATIENCE = 400;

/** The question before an undo, and what came of it; whatever asks for one, the workspace's frame shows both. */
export class Undoing {
	readonly guard = new Guard();
	/** What an undo left, where that is too much for a toast. */
	left = $state.raw<Left>();
	/** How far a long undo is. */
	going = $state.raw<{ done: number; total: number }>();

	/** Undoes an act: after asking, where others would feel it or an organization goes with it. */
	async undo(workspace: WorkspaceLens, action: string): Promise<void> {
		const entries = [...(workspace.snapshot.actions.get(action) ?? [])];
		const tell = this.#telling();
		const progress = (seen: number) => tell(seen, 2 * entries.length);
		try {
			await this.guard.undo(workspace, { entries }, () => this.#undo(workspace, action), progress);
		} finally {
			this.going = undefined;
		}
	}

	/** Tells how far it is, once it has gone on for long. */
	#telling(): (done: number, total: number) => void {
		const began = performance.now();
		return (done, total) => {
			if (performance.now() - began > PATIENCE) this.going = { done, total };
		};
	}

	async #undo(workspace: WorkspaceLens, action: string): Promise<void> {
		const tell = this.#telling();
		const undone = await workspace.editor.undo(action, (signed, of) => tell(of + signed, 2 * of));
		this.going = undefined;
		if (!undone.done) return void toastError(refusalText(workspace.snapshot, undone.refusal));
		const reasons = distinct(undone.kept.map(({ refusal }) => refusalText(workspace.snapshot, refusal)));
		if (reasons.length === 0) return void toastDone(m.common_undone());
		const isAll = undone.entries.length === 0;
		const told = clauses(reasons);
		if (told.length > SHORT) this.left = { isAll, reasons };
		else
			toastError(isAll ? m.common_not_undone({ reasons: told }) : m.common_partly_undone({ reasons: told }));
	}
}

const distinct = (texts: string[]): string[] => texts.filter((text, at) => texts.indexOf(text) === at);

const all = new WeakMap<WorkspaceLens, Undoing>();

/** Of an open workspace, or a view of it. */
export function undoingOf(workspace: WorkspaceLens): Undoing {
	let undoing = all.get(workspace);
	if (!undoing) all.set(workspace, (undoing = new Undoing()));
	return undoing;
}
