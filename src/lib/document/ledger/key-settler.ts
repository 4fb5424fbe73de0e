import type { Entry } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';
import type { KeyRegistry } from '$lib/domain/keys/key-registry';
import { timeSlices } from '../time-slices';
import { factsInSlice, Listeners } from './deliveries';

/** Works out in slices what entries changed about keys. */
export class KeySettler {
	readonly #keys: KeyRegistry;
	readonly #listeners = new Listeners<readonly Entry[]>();
	#settling: Promise<void> | null = null;
	/** Who waits for the next slice. */
	readonly #waiting: (() => void)[] = [];

	constructor(keys: KeyRegistry) {
		this.#keys = keys;
	}

	/**
	 * Resolves when nothing is left, of these organizations or of all: at once where nothing is. What others keep stating
	 * about their keys keeps nobody waiting who asks for some.
	 */
	readonly settle = async (organizations?: readonly OrganizationId[]): Promise<void> => {
		const isSettled = () =>
			organizations ? organizations.every((each) => this.#keys.isSettledOf(each)) : this.#keys.isSettled;
		while (!isSettled()) {
			this.#settling ??= this.#settle().finally(() => (this.#settling = null));
			await Promise.race([this.#settling, new Promise<void>((resolve) => this.#waiting.push(resolve))]);
		}
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
			for (const resolve of this.#waiting.splice(0)) resolve();
		}
	}
}
