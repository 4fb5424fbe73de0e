import { openLock } from './names';

/** A shared lock that tells other tabs that this one has the workspace open, and can be exchanged for an exclusive one. */
export class SharedLock {
	readonly #name: string;
	#release: () => void = () => undefined;
	/** Ends when the lock has really been given back. */
	#held: Promise<unknown> = Promise.resolve();

	constructor(workspace: string) {
		this.#name = openLock(workspace);
	}

	async take(): Promise<void> {
		const { locks } = navigator;
		if (!locks) return;
		await new Promise<void>((taken, failed) => {
			this.#held = locks
				.request(this.#name, { mode: 'shared' }, () => {
					taken();
					return new Promise<void>((released) => {
						this.#release = released;
					});
				})
				.catch(failed);
		});
	}

	/** Runs the work if no other tab has the workspace open, and makes them wait meanwhile. Then it is shared again. */
	async alone(work: () => Promise<void>): Promise<void> {
		const { locks } = navigator;
		if (!locks) return;
		await this.release();
		try {
			await locks.request(this.#name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
		} finally {
			await this.take();
		}
	}

	async release(): Promise<void> {
		this.#release();
		await this.#held;
	}
}
