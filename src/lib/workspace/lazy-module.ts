/** A part of the app that is loaded when it is first needed; where that fails, it is tried again the next time. */
export class LazyModule<T> {
	readonly #load: () => Promise<T>;
	#loading: Promise<T> | undefined;

	/** @param load imports it, as `() => import('./…')` */
	constructor(load: () => Promise<T>) {
		this.#load = load;
	}

	/** Rejects where it could not be loaded. */
	get(): Promise<T> {
		return (this.#loading ??= this.#load().catch((error: unknown) => {
			this.#loading = undefined;
			throw error;
		}));
	}

	/** Loads it, for it will be needed soon. */
	want(): void {
		this.get().catch(() => undefined);
	}
}
