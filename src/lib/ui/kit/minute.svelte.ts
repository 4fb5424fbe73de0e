import { createSubscriber } from 'svelte/reactivity';

/** One clock for all relative times on the page; it ticks only while something reads it. */
class Minute {
	#subscribe = createSubscriber((update) => {
		const timer = setInterval(update, 30_000);
		return () => clearInterval(timer);
	});

	get now(): number {
		this.#subscribe();
		return Date.now();
	}
}

export const minute = new Minute();
