import { completed } from './database';
import { addSealed, deleteUpTo, digestOf } from './seals';
import { writing } from './workspace-database';

/** From so many rows on they are made into one, where they have grown to a share of the whole that is written for it. */
const fewestRows = 500;
const share = 1 / 4;

/** From so many rows on they are made into one, however short they are. */
const mostRows = 4_000;

/**
 * Whether rows are to be made into one.
 * @param added bytes that were added since they were last
 * @param whole bytes of the one that they were made into then; 0 where nobody knows
 */
export const isTrimDue = (rows: number, added: number, whole: number): boolean =>
	rows >= mostRows || (rows >= fewestRows && added >= whole * share);

/** How long after the last write that is done, in milliseconds. */
const trimAfter = 1_000;

interface Trimmable {
	database: IDBDatabase;
	/** The key of the last row that the state holds everything of. */
	upTo: number;
	/** The whole document, in which all is trusted. */
	state: Uint8Array;
}

/** Merges many rows into one with its seal, while nothing is being written. */
export class Trimmer {
	readonly #look: () => Promise<Trimmable | null>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Bytes of all rows that were added here, and of those among them that the whole was last made of. */
	#added = 0;
	#merged = 0;
	/** Bytes of the whole, as it was last made here. */
	#whole = 0;

	/** @param look what is to become of the rows; null where that can't be just now */
	constructor(look: () => Promise<Trimmable | null>) {
		this.#look = look;
	}

	/** So many rows there are, one was just written, and so many bytes were added since this opened. */
	wrote(rows: number, added: number): void {
		clearTimeout(this.#timer);
		this.#added = added;
		// Where it fails, the rows are still there.
		if (isTrimDue(rows, added - this.#merged, this.#whole))
			this.#timer = setTimeout(() => void this.#trim().catch(() => undefined), trimAfter);
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	async #trim(): Promise<void> {
		const found = await this.#look();
		if (!found) return;
		const { database, upTo, state } = found;
		[this.#merged, this.#whole] = [this.#added, state.length];
		const digest = await digestOf(state);
		const transaction = writing(database);
		addSealed(transaction, state, digest);
		// In one transaction: interrupted, the old rows are still there.
		deleteUpTo(transaction, upTo);
		await completed(transaction);
	}
}
