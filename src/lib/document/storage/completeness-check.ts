import type { Keys } from '../keys/keys';
import type { ListEntry } from '../workspaces/list-entry';
import type { LazyDocument } from './lazy-document';
import type { RowCount } from './row-count';

/** It is looked again after so long at the latest, and while much is written not more often than this; in milliseconds. */
const atLatest = 20_000;
const atSoonest = 1_000;

interface Parts {
	keys: Keys;
	list: ListEntry;
	rows: RowCount;
}

/**
 * Looks from time to time whether all that a workspace is stored as is there still: browsers delete what they please, and
 * people clear what they do not know.
 */
export class CompletenessCheck {
	/** Something was lost while the workspace was open, and was or is being written again. */
	restored = false;
	readonly #parts: Parts;
	/** When it was last looked, on a clock that never goes back. */
	#lookedAt = Number.NEGATIVE_INFINITY;
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** @param look called whenever it was not looked for long */
	start(look: () => void): void {
		this.#timer = setInterval(look, atLatest);
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	/** Whether it is time to look, after something was written. */
	get isDue(): boolean {
		return performance.now() - this.#lookedAt >= atSoonest;
	}

	/** Has it looked again after the next writing, however soon that is. */
	doubt(): void {
		this.#lookedAt = Number.NEGATIVE_INFINITY;
	}

	/**
	 * Writes again the keys and the entry of the list where they are lost, and tells whether rows are: those are the saver's to
	 * write. Rejects where it can't be written.
	 * @param database the connection that there is when the rows are counted
	 */
	async restore(document: LazyDocument, database: () => IDBDatabase): Promise<{ rowsLost: boolean }> {
		const { keys, list, rows } = this.#parts;
		const listed = await list.check();
		if (listed === 'removed') return { rowsLost: false };
		const keysLost = await keys.restore();
		const rowsLost = await rows.lacks(database(), document);
		this.#lookedAt = performance.now();
		if (listed === 'restored' || keysLost || rowsLost) this.restored = true;
		return { rowsLost };
	}
}
