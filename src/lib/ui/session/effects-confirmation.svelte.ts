import type { Step } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { Effects, PendingAct } from '$lib/views/effects/preview';
import { runInSlices } from '$lib/workspace/editing/run-in-slices';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { LazyModule } from '$lib/workspace/lazy-module';
import { toastError } from '../kit/overlays/toasts';
import type * as Previewing from './previewing';

/** What tells what others would feel of an act. */
export const previewing = new LazyModule(() => import('./previewing'));

/** An act that waits for a person's yes: organizations beyond those it names would feel it, or it completes a deletion or breaks an expectation. */
export interface Asked {
	/** What would come of it on a state that has changed meanwhile; yields how far that is worked out. */
	look: (snapshot: Snapshot) => Generator<number, PendingAct>;
	/** What would come of it on the state that it was asked on. */
	first: PendingAct;
	effects: Effects;
	named: ReadonlySet<string>;
	/** The action's own words. */
	confirm: string;
	/** Answers false where it was refused. */
	go: () => Promise<unknown>;
}

/** What is asked about. */
interface Subject {
	/** Steps, or the id of an act that is to be undone: by these, where it depends on that. */
	act: readonly Step[] | string;
	by?: ReadonlySet<OrganizationId>;
	/** What would come of it; yields how far that is worked out. */
	look: (loaded: typeof Previewing, now: Snapshot) => Generator<number, PendingAct>;
}

/** How an act is asked about. */
interface Asking extends Pick<Asked, 'confirm' | 'go'> {
	meant?: readonly OrganizationId[];
	asks?: 'completed' | 'all';
	progress?: (seen: number) => void;
}

/**
 * Does an act at once where only those feel it whom it names, it completes no deletion of theirs that waits, and every
 * expectation that holds still does; else asks first, in the EffectsDialog it is given to.
 */
export class EffectsConfirmation {
	open = $state(false);
	asked = $state.raw<Asked>();
	#answered: () => void = () => undefined;
	/** What was looked at last before anybody asked, and on which state. */
	#foreseen: (Subject & { snapshot: Snapshot; result: PendingAct }) | undefined;

	/**
	 * Answers whether the act was done; else it was refused, or not wanted. What would be refused goes on, to be refused with
	 * its reason.
	 * @param now the state as it is when it is asked
	 * @param meant organizations for whose sake it is done, beside those that the commands name
	 */
	run(
		now: () => Snapshot,
		steps: readonly Step[],
		confirm: string,
		go: () => Promise<unknown>,
		meant: readonly OrganizationId[] = []
	): Promise<boolean> {
		return this.#ask(now, atOnce(steps), { confirm, go, meant });
	}

	/** For acts that ask by themselves what others feel: asks only where one completes a deletion that waits. */
	completing(
		now: () => Snapshot,
		steps: readonly Step[],
		confirm: string,
		go: () => Promise<unknown>
	): Promise<boolean> {
		return this.#ask(now, atOnce(steps), { confirm, go, asks: 'completed' });
	}

	/**
	 * The same for undoing an act, which may have thousands of entries: the page has its turn while they are looked through.
	 * @param progress how many of them are
	 */
	undo(
		workspace: WorkspaceLens,
		action: string,
		go: () => Promise<unknown>,
		progress: (seen: number) => void
	): Promise<boolean> {
		const asking = { confirm: m.common_undo(), go, progress };
		return this.#ask(() => workspace.snapshot, undoing(workspace, action), asking);
	}

	/**
	 * Looks at what a few steps would lead to before anybody asks, a step of work for when nothing else is to be done: given
	 * the same array, `run` need not while the state is the same.
	 */
	*foresee(now: () => Snapshot, steps: readonly Step[]): Generator<unknown, void> {
		yield this.#foresee(now, atOnce(steps));
	}

	/** The same for undoing a small act. */
	*foreseeUndo(workspace: WorkspaceLens, action: string): Generator<unknown, void> {
		yield this.#foresee(() => workspace.snapshot, undoing(workspace, action));
	}

	/** Where it cannot be told yet, whoever asks is told why. */
	async #foresee(now: () => Snapshot, subject: Subject): Promise<void> {
		const loaded = await previewing.get().catch(() => null);
		if (!loaded) return;
		const seen = await runInSlices(now, (snapshot) => subject.look(loaded, snapshot));
		this.#foreseen = { ...subject, ...seen };
	}

	async #ask(
		now: () => Snapshot,
		subject: Subject,
		{ confirm, go, meant = [], asks = 'all', progress }: Asking
	): Promise<boolean> {
		const loaded = await previewing.get().catch(() => null);
		if (!loaded) {
			toastError(m.common_part_failed());
			return false;
		}
		const look: Asked['look'] = (now) => subject.look(loaded, now);
		const { namedIn } = loaded;
		const ahead = this.#foreseen;
		const isForeseen = ahead?.act === subject.act && ahead.by === subject.by && ahead.snapshot === now();
		const { snapshot, result: first } = isForeseen ? ahead : await runInSlices(now, look, progress);
		const { steps, preview } = first;
		const named = namedIn(snapshot, steps);
		for (const organization of meant) named.add(organization);
		let isDone = false;
		// The question goes away with the answer: a refusal is shown where the act was started.
		const answered = async () => void (isDone = (await go()) !== false);
		if (!preview.accepted || !isAsked(loaded, first, named, asks)) {
			await answered();
			return isDone;
		}
		const again = (now: Snapshot) => (now === snapshot ? done(first) : look(now));
		this.asked = { look: again, first, effects: preview.effects, named, confirm, go: answered };
		this.open = true;
		await new Promise<void>((resolve) => (this.#answered = resolve));
		return isDone;
	}

	/** What would come of what is asked about, on the state as it has become; yields how far that is worked out. */
	*look(now: Snapshot): Generator<number, PendingAct | undefined> {
		return this.asked && (yield* this.asked.look(now));
	}

	close = () => {
		this.open = false;
		this.#answered();
	};
}

/** Work that is done. */
function* done<T>(result: T): Generator<number, T> {
	yield 1;
	return result;
}

const atOnce = (steps: readonly Step[]): Subject => ({
	act: steps,
	look: ({ previewEffects }, now) => done({ steps, preview: previewEffects(now, steps) })
});

const undoing = (workspace: WorkspaceLens, action: string): Subject => ({
	...{ act: action, by: workspace.actable },
	look: ({ previewUndo }, now) =>
		previewUndo(now, { entries: [...(now.actions.get(action) ?? [])] }, workspace.actable)
});

function isAsked(
	{ partitionShifts }: typeof Previewing,
	{ steps, preview }: PendingAct,
	named: ReadonlySet<string>,
	asks: 'completed' | 'all'
): boolean {
	if (!preview.accepted) return false;
	const actors = new Set(steps.map(({ actor }) => actor));
	if (preview.effects.completed.some(({ owner }) => actors.has(owner))) return true;
	if (asks === 'completed') return false;
	if (deletedBy(steps).length > 0 || preview.effects.broken.length > 0) return true;
	return partitionShifts(named, preview.effects).beyond.length > 0;
}

/** The organizations that steps delete: those go, with everything that only they can do. */
export const deletedBy = (steps: readonly Step[]): OrganizationId[] =>
	steps.flatMap(({ actor, command }) =>
		command.command === 'delete-organization' && actor !== null ? [actor] : []
	);
