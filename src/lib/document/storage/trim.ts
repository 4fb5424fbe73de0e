import { completed } from './database';
import { addSealed, deleteUpTo, digestOf } from './seals';
import { writing } from './workspace-database';

/** From so many rows on, they are made into one. */
const mostRows = 500;

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

	/** @param look what is to become of the rows; null where that can't be just now */
	constructor(look: () => Promise<Trimmable | null>) {
		this.#look = look;
	}

	/** So many rows there are, and one was just written. */
	wrote(rows: number): void {
		clearTimeout(this.#timer);
		// Where it fails, the rows are still there.
		if (rows >= mostRows) this.#timer = setTimeout(() => void this.#trim().catch(() => undefined), trimAfter);
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	async #trim(): Promise<void> {
		const found = await this.#look();
		if (!found) return;
		const { database, upTo, state } = found;
		const digest = await digestOf(state);
		const transaction = writing(database);
		addSealed(transaction, state, digest);
		// In one transaction: interrupted, the old rows are still there.
		deleteUpTo(transaction, upTo);
		await completed(transaction);
	}
}
