import { monotonicNow } from './monotonic-clock';

/** A token bucket: so much a second, and a burst after it was quiet. What is taken beyond that has to wait. */
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

	/** Takes tokens in any case, and answers how many milliseconds too early. */
	take(amount: number): number {
		this.#fill();
		this.#left -= amount;
		return this.#left >= 0 ? 0 : (-this.#left / this.perSecond) * 1_000;
	}

	/** Takes one token, if there is one. */
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
