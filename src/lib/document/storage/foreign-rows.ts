import { faultText } from '../ledger/verdict';
import { checkRow } from './check-row';
import type { Trust, UnsealedRow } from './api';
import { setAside } from './quarantine';
import { keepCheck } from './row-checks';
import { rowsAfter } from './rows';
import { checkedBy, digestOf } from './seals';

/** Takes an update into the document. */
type Apply = (update: Uint8Array) => Promise<void>;

/**
 * The rows that are stored by others once a workspace is open: those with a seal are taken in as they are, the rest once
 * they are checked. What fails is set aside and reported.
 */
export class ForeignRows {
	/** The key of the last row that is taken in, or set aside. */
	last = 0;
	/** Rows of this tab that hold nothing but what is in its document: the whole of it, as it was stored. */
	readonly #own = new Set<number>();
	#taking: Promise<void> = Promise.resolve();

	/** This tab has stored its document under this key, and need not read it. */
	passOver(key: number): void {
		this.#own.add(key);
	}

	/** Resolves when everything that is there now is taken in. Never rejects: what cannot be read is reported by the writer. */
	take(database: IDBDatabase, trust: Trust, apply: Apply): Promise<void> {
		this.#taking = this.#taking.then(() => this.#take(database, trust, apply)).catch(() => undefined);
		return this.#taking;
	}

	async #take(database: IDBDatabase, trust: Trust, apply: Apply): Promise<void> {
		for await (const slice of rowsAfter(database, this.last)) {
			for (const { key, value, seal } of slice) {
				if (this.#own.delete(key)) {
					this.last = Math.max(this.last, key);
					continue;
				}
				const { readUpdate } = await import('./updates');
				const update = readUpdate(value);
				if ('reason' in update) {
					trust.refused({ reason: 'not-an-update', detail: update.reason });
					await setAside(database, [{ key, value, reason: update.reason }]);
				} else if (await isTrusted(database, { key, ...update }, seal, trust)) await apply(update.bytes);
				this.last = Math.max(this.last, key);
			}
		}
	}
}

async function isTrusted(
	database: IDBDatabase,
	{ key, bytes, texts, isPlain }: Omit<UnsealedRow, 'digest' | 'before'>,
	seal: unknown,
	{ check, refused }: Trust
): Promise<boolean> {
	if (texts.length === 0 && isPlain) return true;
	const digest = await digestOf(bytes);
	const before = checkedBy(seal, digest);
	if (before.checked === 'all') return true;
	const { good, fault, hasUnread } = await checkRow({ texts, isPlain }, check);
	const row = { key, bytes, digest, texts, isPlain, before };
	if (fault) {
		refused(fault);
		await keepCheck(database, row, { fault: faultText(fault), good });
	} else if (!hasUnread) await keepCheck(database, row, { checked: 'all', hasUnread });
	return fault === null;
}
