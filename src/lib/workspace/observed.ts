import { createSubscriber } from 'svelte/reactivity';

/** A value that effects and derived values follow: they run again when it is set to another one, and only then. */
export class Observed<T> {
	#value: T;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(value: T) {
		this.#value = value;
	}

	get current(): T {
		this.#subscribe();
		return this.#value;
	}

	set current(value: T) {
		if (value === this.#value) return;
		this.#value = value;
		this.#update();
	}
}
