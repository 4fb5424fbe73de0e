import type { LazyDocument } from './lazy-document';
import { countRows, rowsAfter } from './rows';

/** How many rows there must be at least: other tabs add some, and make many into one. */
export class RowCount {
	#least: number | null = null;
	#added = 0;
	#whole = 0;

	/** So many there are, as far as is known. */
	get count(): number {
		return this.#least ?? 0;
	}

	/** Bytes of the one row that others were last made into; 0 where nobody knows. */
	get whole(): number {
		return this.#whole;
	}

	/** Bytes of all rows that are known to have come since. */
	get added(): number {
		return this.#added;
	}

	/** This tab has queued a row of so many bytes. */
	add(bytes: number): void {
		this.#added += bytes;
		if (this.#least !== null) this.#least += 1;
	}

	/** So many there are; null where nobody has looked. */
	know(count: number | null): void {
		this.#least = count;
	}

	/** These were found: the longest is what others were made into. */
	found(rows: Iterable<Uint8Array>): void {
		const sizes = [...rows].map(({ length }) => length);
		this.#whole = sizes.reduce((longest, size) => Math.max(longest, size), 0);
		this.#added = sizes.reduce((sum, size) => sum + size, -this.#whole);
		this.#least = sizes.length;
	}

	/** So many bytes of what was added are in the one row now, which is among so many in all. */
	merged(added: number, { whole, count }: { whole: number; count: number }): void {
		this.#added -= added;
		this.#whole = whole;
		this.#least = count;
	}

	/** Whether rows are gone that held entries of the document. What is read waits for what is queued. */
	async lacks(database: IDBDatabase, document: LazyDocument): Promise<boolean> {
		const least = this.#least;
		const wanted = [...document.keys()];
		const count = await countRows(database);
		const addedSince = this.#least === null || least === null ? 0 : this.#least - least;
		this.#least = count + addedSince;
		if (least !== null && count >= least) return false;
		const there = await idsIn(database);
		return wanted.some((id) => !there.has(id));
	}
}

/** The ids under which rows hold texts. */
async function idsIn(database: IDBDatabase): Promise<Set<string>> {
	const { readUpdate } = await import('./updates');
	const ids = new Set<string>();
	for await (const rows of rowsAfter(database, 0)) {
		for (const { value } of rows) {
			const update = readUpdate(value);
			if ('texts' in update) for (const [id] of update.texts) ids.add(id);
		}
	}
	return ids;
}
