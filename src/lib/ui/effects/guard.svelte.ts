import type { Step } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { feltBy, type Foresight, foresee, namedIn, type Prospect } from '$lib/views/foresee';
import type { HistoryAction } from '$lib/views/history-actions';
import { foreseeUndo } from '$lib/views/history-undo';
import type { Seen } from '$lib/workspace/seen';

/** An act that waits for a person's yes: organizations beyond those it names would feel it, or it completes a deletion or breaks an expectation. */
export interface Asked {
	/** What would come of it on a state that has changed meanwhile. */
	look: (snapshot: Snapshot) => Prospect;
	foresight: Foresight;
	named: ReadonlySet<string>;
	/** The action's own words. */
	confirm: string;
	/** Answers false where it was refused and the question stays. */
	go: () => Promise<unknown>;
}

/**
 * Does an act at once where only those feel it whom it names, it completes no deletion of theirs that waits, and every
 * expectation that holds still does; else asks first, in the ForeseeDialog it is given to.
 */
export class Guard {
	open = $state(false);
	asked = $state.raw<Asked>();
	#answered: () => void = () => undefined;

	/**
	 * Resolves when the act was done, or was not wanted. What would be refused goes on, to be refused with its reason.
	 * @param meant organizations for whose sake it is done, beside those that the commands name
	 */
	run(
		snapshot: Snapshot,
		steps: readonly Step[],
		confirm: string,
		go: () => Promise<unknown>,
		meant: readonly OrganizationId[] = []
	): Promise<void> {
		return this.#ask(snapshot, (now) => ({ steps, foreseen: foresee(now, steps) }), confirm, go, meant);
	}

	/** For acts that ask by themselves what others feel: asks only where one completes a deletion that waits. */
	completing(
		snapshot: Snapshot,
		steps: readonly Step[],
		confirm: string,
		go: () => Promise<unknown>
	): Promise<void> {
		const look = (now: Snapshot) => ({ steps, foreseen: foresee(now, steps) });
		return this.#ask(snapshot, look, confirm, go, [], 'completed');
	}

	/** The same for undoing an act. */
	undo(
		{ snapshot, actable }: Seen,
		act: Pick<HistoryAction, 'entries'>,
		go: () => Promise<unknown>
	): Promise<void> {
		return this.#ask(snapshot, (now) => foreseeUndo(now, act, actable), m.common_undo(), go, []);
	}

	async #ask(
		snapshot: Snapshot,
		look: Asked['look'],
		confirm: string,
		go: () => Promise<unknown>,
		meant: readonly OrganizationId[],
		asks: 'completed' | 'all' = 'all'
	): Promise<void> {
		const first = look(snapshot);
		const { steps, foreseen } = first;
		const named = namedIn(snapshot, steps);
		for (const organization of meant) named.add(organization);
		if (!foreseen.accepted || !isAsked(first, named, asks)) return void (await go());
		const again = (now: Snapshot) => (now === snapshot ? first : look(now));
		this.asked = { look: again, foresight: foreseen.foresight, named, confirm, go };
		this.open = true;
		await new Promise<void>((resolve) => (this.#answered = resolve));
	}

	close = () => {
		this.open = false;
		this.#answered();
	};
}

function isAsked(
	{ steps, foreseen }: Prospect,
	named: ReadonlySet<string>,
	asks: 'completed' | 'all'
): boolean {
	if (!foreseen.accepted) return false;
	const actors = new Set(steps.map(({ actor }) => actor));
	if (foreseen.foresight.completed.some(({ owner }) => actors.has(owner))) return true;
	if (asks === 'completed') return false;
	if (deletedBy(steps).length > 0 || foreseen.foresight.broken.length > 0) return true;
	return feltBy(named, foreseen.foresight).beyond.length > 0;
}

/** The organizations that steps delete: those go, with everything that only they can do. */
export const deletedBy = (steps: readonly Step[]): OrganizationId[] =>
	steps.flatMap(({ actor, command }) =>
		command.command === 'delete-organization' && actor !== null ? [actor] : []
	);
