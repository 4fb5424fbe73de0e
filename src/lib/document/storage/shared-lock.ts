import { openLock } from './names';

/** Tells every other tab that this one has the workspace open; and, alone, lets it do what needs being alone. */
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

	/** Does something if no other tab has the workspace open, and keeps them waiting meanwhile. Then holds again. */
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
