import type { StorageState } from '$lib/document/ledger/api';
import { Observed } from './observed';

/** In milliseconds: what is being stored and changes nothing that is shown is told by then. */
const LATEST = 150;

/** Whether edits are stored, as a page is told: that one is being stored, together with the edit itself. */
export class ShownStorageState {
	readonly #told = new Observed<StorageState>({ state: 'opening', done: 0, total: 1 });
	#untold: StorageState | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Reactive. */
	get current(): StorageState {
		return this.#told.current;
	}

	set(state: StorageState): void {
		clearTimeout(this.#timer);
		this.#untold = state;
		if (state.state !== 'saving') this.tell();
		else this.#timer = setTimeout(() => this.tell(), LATEST);
	}

	/** Tells what was not told yet: what is shown changes now. */
	tell(): void {
		clearTimeout(this.#timer);
		if (this.#untold) this.#told.current = this.#untold;
		this.#untold = undefined;
	}
}
