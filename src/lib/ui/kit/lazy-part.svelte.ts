/** A part of the app that is loaded when it is first wanted, and then is there. */
export class LazyPart<T> {
	/** What was loaded. */
	loaded = $state.raw<T>();
	/** It could not be loaded: there is no network, or another version of the app took its place. */
	failed = $state(false);
	readonly #load: () => Promise<T>;
	#loading: Promise<void> | undefined;

	/** @param load imports it, as `async () => (await import('./….svelte')).default` */
	constructor(load: () => Promise<T>) {
		this.#load = load;
	}

	/** Loads it, unless it is there or on its way. Resolves when that has ended, well or not. */
	want(): Promise<void> {
		return (this.#loading ??= this.#load().then(
			(loaded) => {
				this.loaded = loaded;
				this.failed = false;
			},
			() => {
				this.failed = true;
				this.#loading = undefined;
			}
		));
	}

	/** Tries once more; where that is in vain too, only opening the page anew helps, for some browsers keep what failed. */
	async again(): Promise<void> {
		await this.want();
		if (this.failed && navigator.onLine) location.reload();
	}
}
