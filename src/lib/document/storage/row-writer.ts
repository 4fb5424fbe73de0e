import { addSealed, digestOf } from './seals';
import { stores } from './workspace-database';

interface Listeners {
	/** A row of so many bytes is queued to be stored. */
	added: (bytes: number) => void;
	/** One was not queued. */
	doubt: () => void;
}

/** Queues a document's updates to be stored as rows, each with its seal, one after the other. */
export class RowWriter {
	readonly #on: Listeners;
	#last: Promise<void> = Promise.resolve();

	constructor(on: Listeners) {
		this.#on = on;
	}

	/** For an update that is trusted. Never throws: what throws while Yjs tells of an update leaves the document mute. */
	add(database: IDBDatabase, update: Uint8Array): void {
		this.#last = this.#last.then(() => this.#add(database, update)).catch(() => this.#on.doubt());
	}

	/** Resolves when everything so far is queued: a transaction begun then waits for it. */
	queued(): Promise<void> {
		return this.#last;
	}

	async #add(database: IDBDatabase, update: Uint8Array): Promise<void> {
		const digest = await digestOf(update);
		addSealed(database.transaction([stores.updates, stores.meta], 'readwrite'), update, digest);
		this.#on.added(update.length);
	}
}
