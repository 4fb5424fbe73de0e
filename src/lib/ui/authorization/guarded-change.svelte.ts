import type { Snapshot } from '$lib/domain/snapshot';
import { type Consequences, consequencesOf, type Replacement } from '$lib/views/revocation-consequences';

/** A change that waits for a person's yes, because organizations beyond the partner would lose access. */
interface Asked {
	consequences: Consequences;
	/** The action's own words. */
	confirm: string;
	go: () => Promise<unknown>;
}

/** Does a change at once where only the partner feels it; else asks first, in the ConsequencesDialog it is given to. */
export class GuardedChange {
	open = $state(false);
	asked = $state.raw<Asked>();
	#answered: () => void = () => undefined;

	/** Resolves when the change was done, or was not wanted. */
	async run(
		snapshot: Snapshot,
		replacements: readonly Replacement[],
		confirm: string,
		go: () => Promise<unknown>
	): Promise<void> {
		const consequences = consequencesOf(snapshot, replacements);
		if (consequences.beyond.length === 0) return void (await go());
		this.asked = { consequences, confirm, go };
		this.open = true;
		await new Promise<void>((resolve) => (this.#answered = resolve));
	}

	close = () => {
		this.open = false;
		this.#answered();
	};
}
