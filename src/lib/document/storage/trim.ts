import type { ForeignRows } from './foreign-rows';
import type { LazyDocument } from './lazy-document';
import { trimLock } from './names';
import { replaceRows } from './rewrite';
import type { RowCount } from './row-count';
import { countRows } from './rows';
import { digestOf } from './seals';

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

/** How long after the last write that is done, in milliseconds: not while somebody is writing. */
const trimAfter = 1_000;

/** Unless so many rows have come since it was due: somebody may not stop writing. */
const mostWaiting = 500;

interface TrimmerParts {
	workspace: string;
	rows: RowCount;
	foreign: ForeignRows;
	/** Takes what other tabs have stored into the document, as `foreign` notes. */
	catchUp: () => Promise<void>;
	/** What is open; null where not all in it is trusted, or nothing can be stored just now. */
	open: () => { database: IDBDatabase; document: LazyDocument } | null;
}

/** Merges many rows into one with its seal, in one tab at a time: when nothing is being written, or when that does not come. */
export class Trimmer {
	readonly #parts: TrimmerParts;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** How many rows there were when it came to be due; null where it is not. */
	#dueAt: number | null = null;
	#running: Promise<void> | null = null;

	constructor(parts: TrimmerParts) {
		this.#parts = parts;
	}

	/** A row was written, or it is time to look. */
	wrote(): void {
		const { count } = this.#parts.rows;
		if (this.#running) return;
		clearTimeout(this.#timer);
		if (!this.#isDue()) return;
		this.#dueAt ??= count;
		if (count >= this.#dueAt + mostWaiting) this.#trim();
		else this.#timer = setTimeout(() => this.#trim(), trimAfter);
	}

	/** Resolves when it is doing nothing any more. */
	async close(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#running;
	}

	#isDue(): boolean {
		const { count, added, whole } = this.#parts.rows;
		return isTrimDue(count, added, whole);
	}

	#trim(): void {
		this.#dueAt = null;
		const merging = locked(trimLock(this.#parts.workspace), () => this.#merge());
		// Where it fails, the rows are still there.
		this.#running = merging
			.catch(() => undefined)
			.then(() => {
				this.#running = null;
			});
	}

	async #merge(): Promise<void> {
		const { rows, foreign, catchUp, open } = this.#parts;
		// With a document comes another connection.
		await open()?.document.made();
		const before = open();
		if (!before) return;
		const { database, document } = before;
		// Another tab may have made them into one already.
		rows.know(await countRows(database));
		if (!this.#isDue()) return;
		await catchUp();
		if (open()?.database !== database) return;
		// What comes meanwhile is in it or behind it.
		const [upTo, { added }] = [foreign.last, rows];
		const bytes = await document.beyond(new Map());
		const whole = { bytes, digest: await digestOf(bytes) };
		const count = await replaceRows(database, upTo, whole, (key) => foreign.passOver(key));
		rows.merged(added, { whole: bytes.length, count });
	}
}

/** Does the work unless another tab is at it. */
async function locked(name: string, work: () => Promise<void>): Promise<void> {
	const locks = navigator.locks as LockManager | undefined;
	if (!locks) return work();
	await locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}
