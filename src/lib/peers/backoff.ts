/** Delays in milliseconds. */
const initialDelay = 500;
const maxDelay = 30_000;
const initialBan = 60_000;
const maxBan = 15 * 60_000;
/** A connection that lasted this long resets the backoff. */
const stableAfter = 10_000;
const maxRemembered = 500;

interface Attempts {
	failures: number;
	bans: number;
	notBefore: number;
	/** The retry has not been reported as due yet. */
	pending: boolean;
}

/** When to try each peer again: exponential backoff after failures, and bans. The caller provides the clock. */
export class Backoff {
	readonly #attempts = new Map<string, Attempts>();

	/** Whether to connect to this peer now. */
	allows(peer: string, now: number): boolean {
		const attempts = this.#attempts.get(peer);
		return !attempts || attempts.notBefore <= now;
	}

	/** A connection has ended. @param duration how long it was open, 0 if it never opened */
	connectionEnded(peer: string, duration: number, now: number): void {
		const attempts = this.#of(peer);
		attempts.failures = duration >= stableAfter ? 0 : attempts.failures + 1;
		// No delay the first time: most likely the other page was just reloaded.
		const wait = attempts.failures <= 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (attempts.failures - 2));
		this.#delay(attempts, now + wait);
	}

	/** The peer broke the protocol: it is refused for a minute, and twice as long each further time. */
	ban(peer: string, now: number): void {
		const attempts = this.#of(peer);
		this.#delay(attempts, now + Math.min(maxBan, initialBan * 2 ** attempts.bans));
		attempts.bans += 1;
	}

	/** Whether the delay of any peer is over; true once for each delay. */
	isRetryDue(now: number): boolean {
		let due = false;
		for (const attempts of this.#attempts.values()) {
			if (!attempts.pending || attempts.notBefore > now) continue;
			attempts.pending = false;
			due = true;
		}
		return due;
	}

	#delay(attempts: Attempts, until: number): void {
		attempts.notBefore = Math.max(attempts.notBefore, until);
		attempts.pending = true;
	}

	#of(peer: string): Attempts {
		let attempts = this.#attempts.get(peer);
		if (!attempts) {
			attempts = { failures: 0, bans: 0, notBefore: 0, pending: false };
			// Peers can invent any number of ids: the oldest is forgotten.
			if (this.#attempts.size >= maxRemembered) this.#attempts.delete(this.#attempts.keys().next().value!);
			this.#attempts.set(peer, attempts);
		}
		return attempts;
	}
}
