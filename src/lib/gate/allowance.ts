/** So much a second, and more after it was quiet: what is taken beyond that has to wait. */
export class Allowance {
	#left: number;
	#at: number;

	/** @param now milliseconds by a clock that only goes forward */
	constructor(
		readonly perSecond: number,
		readonly burst: number,
		readonly now: () => number
	) {
		this.#left = burst;
		this.#at = now();
	}

	/** Takes so much, and answers how many milliseconds it is early. */
	take(amount: number): number {
		const now = this.now();
		this.#left = Math.min(this.burst, this.#left + ((now - this.#at) / 1_000) * this.perSecond) - amount;
		this.#at = now;
		return this.#left >= 0 ? 0 : (-this.#left / this.perSecond) * 1_000;
	}
}
