import { createSubscriber } from 'svelte/reactivity';
import type { Workspaces } from '$lib/document/workspaces/workspaces';

/** Changes to a workspace's entry in the list of workspaces. */
export type ListChanges = Parameters<Workspaces['touch']>[1];

const INITIAL_DELAY = 1_000;
const MAX_DELAY = 30_000;

/**
 * Updates the entry of an open workspace in the list of workspaces, and retries failed writes with growing delays: a full
 * disk loses nothing while the workspace is open.
 */
export class ListUpdater<Changes extends object> {
	readonly #write: (changes: Changes) => Promise<unknown>;
	#pending: Changes | undefined;
	#running: Promise<void> | undefined;
	#delay = INITIAL_DELAY;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isFailing = false;
	#isClosed = false;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	/** @param write rejects if the changes could not be written */
	constructor(write: (changes: Changes) => Promise<unknown>) {
		this.#write = write;
	}

	/** Whether a write has failed and waits to be retried. */
	get isFailing(): boolean {
		this.#subscribe();
		return this.#isFailing;
	}

	/** Writes changes; of several changes to one field the last one counts. */
	update(changes: Changes): void {
		this.#pending = { ...this.#pending, ...changes };
		if (!this.#isFailing) void this.retryNow();
	}

	/** Writes pending changes at once; resolves when they are written, or the write has failed. */
	retryNow(): Promise<void> {
		clearTimeout(this.#timer);
		return (this.#running ??= this.#writePending().finally(() => (this.#running = undefined)));
	}

	/** Drops pending changes. */
	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
	}

	async #writePending(): Promise<void> {
		while (this.#pending && !this.#isClosed) {
			const changes = this.#pending;
			this.#pending = undefined;
			try {
				await this.#write(changes);
				this.#delay = INITIAL_DELAY;
				this.#setFailing(false);
			} catch {
				// Changes requested in the meantime are newer.
				this.#pending = { ...changes, ...(this.#pending as Changes | undefined) };
				this.#setFailing(true);
				return this.#retryLater();
			}
		}
	}

	#retryLater(): void {
		if (this.#isClosed) return;
		this.#timer = setTimeout(() => void this.retryNow(), this.#delay);
		this.#delay = Math.min(2 * this.#delay, MAX_DELAY);
	}

	#setFailing(isFailing: boolean): void {
		if (this.#isFailing === isFailing) return;
		this.#isFailing = isFailing;
		this.#update();
	}
}
