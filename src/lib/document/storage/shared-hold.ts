import { openLock } from './names';

/** Tells every other tab that this one has the workspace open; and, alone, lets it do what needs being alone. */
export class SharedHold {
	readonly #name: string;
	#letGo: () => void = () => undefined;
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
						this.#letGo = released;
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
		this.#letGo();
		await this.#held;
	}
}
