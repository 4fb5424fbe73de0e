import type { Entry } from '$lib/domain/entry';
import type { KeyRegistry } from '$lib/domain/keys/key-registry';
import { timeSlices } from '../time-slices';
import { factsInSlice, Listeners } from './deliveries';

/** Works out in slices what entries changed about keys. */
export class KeySettler {
	readonly #keys: KeyRegistry;
	readonly #listeners = new Listeners<readonly Entry[]>();
	#settling: Promise<void> | null = null;

	constructor(keys: KeyRegistry) {
		this.#keys = keys;
	}

	/** Resolves when nothing is left: at once where nothing is. */
	readonly settle = (): Promise<void> => {
		if (this.#keys.isSettled) return Promise.resolve();
		this.#settling ??= this.#settle().finally(() => (this.#settling = null));
		return this.#settling;
	};

	/** Calls back with entries that may count differently than they did. Returns a function that ends it. */
	readonly onRecounted = (listener: (entries: readonly Entry[]) => void): (() => void) =>
		this.#listeners.listen(listener);

	async #settle(): Promise<void> {
		const rest = timeSlices();
		while (!this.#keys.isSettled) {
			await rest.take();
			const recounted = this.#keys.settle(factsInSlice);
			if (recounted.length > 0) this.#listeners.notify(recounted);
		}
	}
}
