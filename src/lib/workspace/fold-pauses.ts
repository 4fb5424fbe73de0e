/** How long a page may hold what others send, and how long it rests after that at most, in milliseconds. */
const longestPause = 30_000;
const longestRest = 3_000;

/** Who holds the state as it is, so that what others send is not folded yet. */
export class FoldPauses {
	readonly #ended: () => void;
	#holds = 0;
	/** What is called when nobody holds the state. */
	#released: (() => void)[] = [];
	#resting: ReturnType<typeof setTimeout> | undefined;
	#restsUntil = 0;

	/** @param ended called whenever one has ended: others may still hold the state */
	constructor(ended: () => void) {
		this.#ended = ended;
	}

	/** Whether what others send waits. */
	get areHeld(): boolean {
		return this.#holds > 0 || this.#resting !== undefined;
	}

	/**
	 * Lets what others send wait while something is decided on the state, which would begin anew with each entry.
	 * @returns ends it
	 */
	hold(): () => void {
		this.#holds += 1;
		let isHeld = true;
		return () => {
			if (!isHeld) return;
			isHeld = false;
			this.#holds -= 1;
			if (this.#holds > 0) return;
			for (const go of this.#released.splice(0)) go();
			this.#ended();
		};
	}

	/** Resolves when nobody decides on the state: one who only rests does not count. */
	async released(): Promise<void> {
		while (this.#holds > 0) await new Promise<void>((go) => this.#released.push(go));
	}

	/** Holds, for a while at most, and rests afterwards for as long as that took. */
	pause(): () => void {
		const release = this.hold();
		const began = performance.now();
		// A hidden page is slow: nobody is to see for long what is no longer so.
		const enough = setTimeout(release, longestPause);
		let isPaused = true;
		return () => {
			clearTimeout(enough);
			if (isPaused) this.rest(performance.now() - began);
			isPaused = false;
			release();
		};
	}

	/**
	 * Lets what others send wait, and be folded together: for whoever derives much from the state, so that a trickle of
	 * entries does not keep the page busy. What this browser writes itself is folded at once.
	 * @param milliseconds how long that took; it rests no longer than `longestRest`
	 */
	rest(milliseconds: number): void {
		const now = performance.now();
		this.#restsUntil = Math.max(this.#restsUntil, now + Math.min(milliseconds, longestRest));
		clearTimeout(this.#resting);
		this.#resting = setTimeout(() => {
			this.#resting = undefined;
			this.#ended();
		}, this.#restsUntil - now);
	}
}
