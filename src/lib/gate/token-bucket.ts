import { monotonicNow } from './monotonic-clock';

/** So much a second, and more after it was quiet: what is taken beyond that has to wait. */
export class TokenBucket {
	#left: number;
	#at: number;

	constructor(
		readonly perSecond: number,
		readonly burst: number,
		readonly now: () => number = monotonicNow
	) {
		this.#left = burst;
		this.#at = now();
	}

	/** Takes so much in any case, and answers how many milliseconds it is early. */
	take(amount: number): number {
		this.#fill();
		this.#left -= amount;
		return this.#left >= 0 ? 0 : (-this.#left / this.perSecond) * 1_000;
	}

	/** Takes one where there is one; false where it is too much. */
	tryTake(): boolean {
		this.#fill();
		if (this.#left < 1) return false;
		this.#left -= 1;
		return true;
	}

	#fill(): void {
		const now = this.now();
		// A clock that went back gives nothing, and takes nothing away.
		const passed = Math.max(0, now - this.#at) / 1_000;
		this.#left = Math.min(this.burst, this.#left + passed * this.perSecond);
		this.#at = now;
	}
}
