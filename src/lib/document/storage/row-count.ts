import * as Y from 'yjs';
import { countRows, readUpdate, rowsAfter } from './rows';

/** How many rows there must be at least: other tabs add some, and y-indexeddb makes many into one. */
export class RowCount {
	#least: number | null = null;
	#bytes = 0;

	/** So many there are, as far as is known. */
	get count(): number {
		return this.#least ?? 0;
	}

	/** Bytes of all the rows that this tab has queued. */
	get bytes(): number {
		return this.#bytes;
	}

	/** This tab has queued a row of so many bytes. */
	added(bytes: number): void {
		this.#bytes += bytes;
		if (this.#least !== null) this.#least += 1;
	}

	/** So many there are; null where nobody has looked. */
	know(count: number | null): void {
		this.#least = count;
	}

	/** Whether rows are gone without which the document is not whole. What is read waits for what is queued. */
	async lacks(database: IDBDatabase, doc: Y.Doc): Promise<boolean> {
		const least = this.#least;
		const wanted = Y.decodeStateVector(Y.encodeStateVector(doc));
		const count = await countRows(database);
		const addedSince = this.#least === null || least === null ? 0 : this.#least - least;
		this.#least = count + addedSince;
		if (least !== null && count >= least) return false;
		const there = await stateOf(database);
		return [...wanted].some(([client, clock]) => (there.get(client) ?? 0) < clock);
	}
}

/** How far the rows reach, all together, without a gap. */
async function stateOf(database: IDBDatabase): Promise<Map<number, number>> {
	const updates: Uint8Array[] = [];
	for await (const rows of rowsAfter(database, 0)) {
		for (const { value } of rows) {
			const update = readUpdate(value);
			if ('bytes' in update) updates.push(update.bytes);
		}
	}
	if (updates.length === 0) return new Map();
	return Y.decodeStateVector(Y.encodeStateVectorFromUpdate(Y.mergeUpdates(updates)));
}
