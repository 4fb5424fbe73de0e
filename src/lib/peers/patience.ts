/** How long to wait before trying somebody again, in milliseconds. */
const first = 500;
const longest = 30_000;
const banned = 60_000;
const longestBan = 15 * 60_000;
/** A connection that lasted so long was a good one. */
const lasted = 10_000;
const mostRemembered = 500;

interface Tried {
	failures: number;
	bans: number;
	notBefore: number;
	/** Nobody has looked since it became due. */
	pending: boolean;
}

/** Whom to try again, and when: longer and longer for those with whom it keeps failing. Knows no clock of its own. */
export class Patience {
	readonly #tried = new Map<string, Tried>();

	/** Whether to have anything to do with this peer now. */
	admits(peer: string, now: number): boolean {
		const tried = this.#tried.get(peer);
		return !tried || tried.notBefore <= now;
	}

	/** A connection has ended after so long (0 where it never opened). */
	ended(peer: string, duration: number, now: number): void {
		const tried = this.#of(peer);
		tried.failures = duration >= lasted ? 0 : tried.failures + 1;
		// The first time at once: most likely the other page was only loaded again.
		const wait = tried.failures <= 1 ? 0 : Math.min(longest, first * 2 ** (tried.failures - 2));
		this.#wait(tried, now + wait);
	}

	/** It broke the rules. */
	ban(peer: string, now: number): void {
		const tried = this.#of(peer);
		this.#wait(tried, now + Math.min(longestBan, banned * 2 ** tried.bans));
		tried.bans += 1;
	}

	/** True once when the waiting for somebody is over. */
	isDue(now: number): boolean {
		let due = false;
		for (const tried of this.#tried.values()) {
			if (!tried.pending || tried.notBefore > now) continue;
			tried.pending = false;
			due = true;
		}
		return due;
	}

	#wait(tried: Tried, until: number): void {
		tried.notBefore = Math.max(tried.notBefore, until);
		tried.pending = true;
	}

	#of(peer: string): Tried {
		let tried = this.#tried.get(peer);
		if (!tried) {
			tried = { failures: 0, bans: 0, notBefore: 0, pending: false };
			// Ids are made up at will: the oldest is forgotten.
			if (this.#tried.size >= mostRemembered) this.#tried.delete(this.#tried.keys().next().value!);
			this.#tried.set(peer, tried);
		}
		return tried;
	}
}
