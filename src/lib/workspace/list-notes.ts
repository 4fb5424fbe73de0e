import { createSubscriber } from 'svelte/reactivity';
import type { Workspaces } from '$lib/document/workspaces/workspaces';

/** What a workspace's place in the list says of it. */
export type ListChanges = Parameters<Workspaces['touch']>[1];

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * What the list of workspaces is to say of an open one, noted again where that fails: a full disk loses none of it while
 * the workspace is open.
 */
export class ListNotes<Changes extends object> {
	readonly #write: (changes: Changes) => Promise<unknown>;
	#waiting: Changes | undefined;
	#running: Promise<void> | undefined;
	#wait = FIRST_WAIT;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isFailing = false;
	#isClosed = false;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	/** @param write rejects where it is not noted */
	constructor(write: (changes: Changes) => Promise<unknown>) {
		this.#write = write;
	}

	/** Whether something could not be noted, and waits to be tried again. */
	get isFailing(): boolean {
		this.#subscribe();
		return this.#isFailing;
	}

	/** Of several changes of one field, the last is noted. */
	note(changes: Changes): void {
		this.#waiting = { ...this.#waiting, ...changes };
		if (!this.#isFailing) void this.again();
	}

	/** Tries at once; resolves when what waits is noted, or could not be. */
	again(): Promise<void> {
		clearTimeout(this.#timer);
		return (this.#running ??= this.#noteAll().finally(() => (this.#running = undefined)));
	}

	/** What waits is given up. */
	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
	}

	async #noteAll(): Promise<void> {
		while (this.#waiting && !this.#isClosed) {
			const changes = this.#waiting;
			this.#waiting = undefined;
			try {
				await this.#write(changes);
				this.#wait = FIRST_WAIT;
				this.#say(false);
			} catch {
				// What was asked for meanwhile is newer.
				this.#waiting = { ...changes, ...(this.#waiting as Changes | undefined) };
				this.#say(true);
				return this.#later();
			}
		}
	}

	#later(): void {
		if (this.#isClosed) return;
		this.#timer = setTimeout(() => void this.again(), this.#wait);
		this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
	}

	#say(isFailing: boolean): void {
		if (this.#isFailing === isFailing) return;
		this.#isFailing = isFailing;
		this.#update();
	}
}
