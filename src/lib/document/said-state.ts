import { tell } from './deliveries';
import type { StorageState } from './port';

/** What is said of keeping: how far opening is, then what the storage says, and that not before the entries are there too. */
export class SaidState {
	readonly #listeners = new Set<(state: StorageState) => void>();
	#state: StorageState = { state: 'opening', done: 0, total: 100 };
	#settled: StorageState | null = null;
	#isOpening = true;

	/** Calls the listener at once, and at each change. */
	listen(listener: (state: StorageState) => void): () => void {
		const own = (state: StorageState) => listener(state);
		this.#listeners.add(own);
		own(this.#state);
		return () => this.#listeners.delete(own);
	}

	/** The part of opening that is done, from 0 to 1. */
	progress(part: number): void {
		this.#tell({ state: 'opening', done: Math.round(part * 100), total: 100 });
	}

	/** What the storage says. */
	say(state: StorageState): void {
		this.#settled = state;
		if (!this.#isOpening || state.state === 'unavailable') this.#tell(state);
	}

	/** The entries are there. */
	opened(): void {
		this.#isOpening = false;
		if (this.#settled) this.#tell(this.#settled);
	}

	#tell(state: StorageState): void {
		this.#state = state;
		for (const listener of this.#listeners) tell(listener, state);
	}
}
