import { notify } from './deliveries';
import type { StorageState } from './api';

/** How long other windows may go on writing before the page says so, in milliseconds. */
const waitingTimeout = 5_000;

/** How often a page hears how far opening is: it draws each time. */
const steps = 20;

/** The storage state that a page shows: the progress of opening until all entries are there, then the state of the storage. */
export class StorageStatus {
	readonly #listeners = new Set<(state: StorageState) => void>();
	#state: StorageState = { state: 'opening', done: 0, total: 100 };
	#settled: StorageState | null = null;
	#isOpening = true;
	/** How many entries wait until other windows let this one write. */
	#waiting: (() => number) | null = null;
	#late: ReturnType<typeof setTimeout> | undefined;
	/** The latest state is about this waiting, not about the storage. */
	#isOwn = false;

	/** Calls the listener at once, and at each change. */
	listen(listener: (state: StorageState) => void): () => void {
		const own = (state: StorageState) => listener(state);
		this.#listeners.add(own);
		own(this.#state);
		return () => this.#listeners.delete(own);
	}

	/** The part of opening that is done, from 0 to 1. */
	progress(part: number): void {
		const done = Math.round(part * steps) * (100 / steps);
		if (this.#state.state === 'opening' && this.#state.done === done) return;
		this.#notify({ state: 'opening', done, total: 100 });
	}

	/** The storage has a new state. */
	setStorage(state: StorageState): void {
		this.#settled = state;
		// What is stored is not all that was done.
		if (this.#waiting && state.state === 'saved') return;
		if (!this.#isOpening || state.state === 'unavailable') this.#notify(state);
	}

	/** The entries are there. */
	opened(): void {
		this.#isOpening = false;
		if (this.#settled) this.#notify(this.#settled);
	}

	/** Somebody has done something, and other windows are writing. */
	startWaiting(pending: () => number): void {
		this.#waiting = pending;
		if (this.#settled?.state !== 'saved') return;
		this.#notifyWaiting('saving');
		this.#late = setTimeout(() => this.#notifyWaiting('failing'), waitingTimeout);
	}

	/** This window may write. */
	stopWaiting(): void {
		clearTimeout(this.#late);
		if (this.#state.state === 'failing' && this.#isOwn) this.#notifyWaiting('saving');
		this.#waiting = null;
	}

	/** What waited is written, or was refused. */
	settle(): void {
		if (this.#isOwn && this.#settled) this.#notify(this.#settled);
	}

	#notifyWaiting(state: 'saving' | 'failing'): void {
		const pending = this.#waiting?.() ?? 0;
		const detail = 'another window does not stop writing';
		this.#notify(
			state === 'saving' ? { state, pending } : { state, reason: 'other-window', pending, detail }
		);
		this.#isOwn = true;
	}

	#notify(state: StorageState): void {
		this.#isOwn = false;
		this.#state = state;
		for (const listener of this.#listeners) notify(listener, state);
	}
}
