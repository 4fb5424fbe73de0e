/** All in milliseconds. */
export const heartbeatTimes = {
	/** Interval between checks. */
	tick: 1_000,
	/** A connection that takes longer to open has failed. */
	openTimeout: 15_000,
	/** After this much silence a ping is sent. */
	pingAfter: 5_000,
	/** After this much silence the connection is dead. */
	timeout: 30_000,
	/** The same for a suspect connection. */
	suspectTimeout: 5_000
};

export type HeartbeatStatus = 'alive' | 'ping' | 'never-opened' | 'dead';

/**
 * Detects dead connections. The caller provides the clock. Browsers keep a data channel "open" long after the other
 * end is gone, and some channels never open at all.
 */
export class Heartbeat {
	#startedAt: number;
	#open = false;
	#lastReceived: number;
	#lastPing = -Infinity;
	#lastTick: number;
	#suspectedAt: number | null = null;

	constructor(now: number) {
		this.#startedAt = this.#lastReceived = this.#lastTick = now;
	}

	/** Time since the connection was created. */
	age(now: number): number {
		return now - this.#startedAt;
	}

	get isOpen(): boolean {
		return this.#open;
	}

	opened(now: number): void {
		this.#open = true;
		this.#lastReceived = now;
	}

	received(now: number): void {
		this.#lastReceived = now;
		this.#suspectedAt = null;
	}

	/** The other end seems to have lost the connection: it must answer a ping soon. */
	suspect(now: number): void {
		if (!this.#open || this.#suspectedAt !== null) return;
		this.#suspectedAt = now;
		this.#lastPing = -Infinity;
	}

	/** To be called about once a second. */
	check(now: number): HeartbeatStatus {
		// While this page was asleep or busy it received nothing: that is not the peer's silence.
		const asleep = now - this.#lastTick - heartbeatTimes.tick;
		this.#lastTick = now;
		if (asleep > 2 * heartbeatTimes.tick) {
			this.#startedAt += asleep;
			this.#lastReceived = Math.min(now, this.#lastReceived + asleep);
			if (this.#suspectedAt !== null) this.#suspectedAt += asleep;
		}
		if (!this.#open) return this.age(now) > heartbeatTimes.openTimeout ? 'never-opened' : 'alive';
		const silence = now - this.#lastReceived;
		if (silence > heartbeatTimes.timeout) return 'dead';
		if (this.#suspectedAt !== null && now - this.#suspectedAt > heartbeatTimes.suspectTimeout) return 'dead';
		if (silence <= heartbeatTimes.pingAfter && this.#suspectedAt === null) return 'alive';
		if (now - this.#lastPing < heartbeatTimes.pingAfter) return 'alive';
		this.#lastPing = now;
		return 'ping';
	}
}
