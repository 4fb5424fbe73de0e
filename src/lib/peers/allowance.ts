/** How often something may happen: so many at once, and so many more each second. Knows no clock of its own. */
export class Allowance {
	readonly #most: number;
	readonly #perSecond: number;
	#left: number;
	#at: number | null = null;

	constructor(most: number, perSecond: number) {
		this.#most = this.#left = most;
		this.#perSecond = perSecond;
	}

	/** False where it is too much. */
	take(now: number): boolean {
		const passed = Math.max(0, now - (this.#at ?? now)) / 1_000;
		this.#left = Math.min(this.#most, this.#left + passed * this.#perSecond);
		this.#at = now;
		if (this.#left < 1) return false;
		this.#left -= 1;
		return true;
	}
}
