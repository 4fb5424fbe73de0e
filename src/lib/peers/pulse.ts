/** All in milliseconds. */
export const pulseTimes = {
	/** How often to look. */
	look: 1_000,
	/** A connection that has not opened by then never will. */
	toOpen: 15_000,
	/** Nothing heard for so long: ask. */
	quiet: 5_000,
	/** Nothing heard for so long: it is dead. */
	dead: 30_000,
	/** The same where there is reason for doubt. */
	doubted: 5_000
};

export type Verdict = 'well' | 'ask' | 'never-opened' | 'dead';

/**
 * The watchdog of one connection: a pure function of what it was told and the clock that it was handed. Browsers
 * keep a data channel "open" long after the other end is gone, and some never open at all.
 */
export class Pulse {
	#since: number;
	#open = false;
	#heard: number;
	#asked = -Infinity;
	#looked: number;
	#doubted: number | null = null;

	constructor(now: number) {
		this.#since = this.#heard = this.#looked = now;
	}

	/** How long the connection has been there. */
	age(now: number): number {
		return now - this.#since;
	}

	get isOpen(): boolean {
		return this.#open;
	}

	opened(now: number): void {
		this.#open = true;
		this.#heard = now;
	}

	heard(now: number): void {
		this.#heard = now;
		this.#doubted = null;
	}

	/** There is word that the other end has no such connection: it may show otherwise, soon. */
	doubt(now: number): void {
		if (!this.#open || this.#doubted !== null) return;
		this.#doubted = now;
		this.#asked = -Infinity;
	}

	/** To be called about once a second. */
	look(now: number): Verdict {
		// This page itself was asleep, or too busy to listen: nobody else's silence.
		const asleep = now - this.#looked - pulseTimes.look;
		this.#looked = now;
		if (asleep > 2 * pulseTimes.look) {
			this.#since += asleep;
			this.#heard = Math.min(now, this.#heard + asleep);
			if (this.#doubted !== null) this.#doubted += asleep;
		}
		if (!this.#open) return this.age(now) > pulseTimes.toOpen ? 'never-opened' : 'well';
		const silence = now - this.#heard;
		if (silence > pulseTimes.dead) return 'dead';
		if (this.#doubted !== null && now - this.#doubted > pulseTimes.doubted) return 'dead';
		if (silence <= pulseTimes.quiet && this.#doubted === null) return 'well';
		if (now - this.#asked < pulseTimes.quiet) return 'well';
		this.#asked = now;
		return 'ask';
	}
}
