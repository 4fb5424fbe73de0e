import { sha256 } from '@noble/hashes/sha2.js';
import { newestForm } from '../../domain/entry';
import { result } from './database';
import type { Checked } from './api';
import { stores } from './workspace-database';

/**
 * What is kept with a row whose bytes this browser has stored, or checked: in `meta`, under the row's own key. It finds
 * rot, and what was written by somebody who knows nothing of seals.
 */
interface Seal extends Checked {
	/** SHA-256 of the row's bytes. */
	digest: Uint8Array;
	/** The newest form of entries that whoever checked it could read. */
	form: number;
}

const underSeal = 'seal';
const sealKey = (row: number): IDBValidKey => [underSeal, row];

/** SHA-256, by the browser's own hash where it offers one. */
export async function digestOf(bytes: Uint8Array): Promise<Uint8Array> {
	const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
	return subtle
		? new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
		: sha256(bytes);
}

/** Puts a seal on a row, in a transaction that has `meta` in it. */
export function putSeal(
	transaction: IDBTransaction,
	row: number,
	digest: Uint8Array,
	{ checked, hasUnread }: Checked = { checked: 'all', hasUnread: false }
): void {
	const seal: Seal = { digest, checked, hasUnread, form: newestForm };
	transaction.objectStore(stores.meta).put(seal, sealKey(row));
}

/**
 * Adds a row with its seal: both are there, or neither.
 * @param added called with its key
 */
export function addSealed(
	transaction: IDBTransaction,
	bytes: Uint8Array,
	digest: Uint8Array,
	added: (key: number) => void = () => undefined
): void {
	const adding = transaction.objectStore(stores.updates).add(bytes);
	adding.onsuccess = () => {
		try {
			added(adding.result as number);
			putSeal(transaction, adding.result as number, digest);
		} catch {
			// It was aborted meanwhile, which is reported where it ends.
		}
	};
}

/** Takes rows away up to a key, with their seals, in a transaction that has `updates` and `meta` in it. */
export function deleteUpTo(transaction: IDBTransaction, last: number): void {
	transaction.objectStore(stores.updates).delete(IDBKeyRange.upperBound(last));
	transaction.objectStore(stores.meta).delete(IDBKeyRange.bound([underSeal], sealKey(last)));
}

/** Takes one row away, with its seal. */
export function deleteRow(transaction: IDBTransaction, row: number): void {
	transaction.objectStore(stores.updates).delete(row);
	transaction.objectStore(stores.meta).delete(sealKey(row));
}

/** What is kept as the seals of these rows, which are in the order of their keys: not yet trusted. */
export async function readSeals(transaction: IDBTransaction, rows: readonly number[]): Promise<unknown[]> {
	const store = transaction.objectStore(stores.meta);
	const range = IDBKeyRange.bound(sealKey(rows[0]!), sealKey(rows[rows.length - 1]!));
	const [keys, seals] = await Promise.all([
		result(store.getAllKeys(range)),
		result(store.getAll(range) as IDBRequest<unknown[]>)
	]);
	const byRow = new Map((keys as [string, number][]).map(([, row], index) => [row, seals[index]]));
	return rows.map((row) => byRow.get(row));
}

const nothing: Checked = { checked: 0, hasUnread: false };

/** How far a row with this digest was checked, by what is kept as its seal. Never throws. */
export function checkedBy(seal: unknown, digest: Uint8Array): Checked {
	if (typeof seal !== 'object' || seal === null) return nothing;
	const { digest: sealed, checked, hasUnread, form } = seal as Partial<Seal>;
	if (!(sealed instanceof Uint8Array) || !equal(sealed, digest)) return nothing;
	if (hasUnread === false && checked === 'all') return { checked, hasUnread };
	// What could not be read then, and was passed over, may be read now.
	const counts = form === newestForm && typeof checked === 'number' && checked > 0;
	return counts ? { checked, hasUnread: hasUnread !== false } : nothing;
}

const equal = (one: Uint8Array, other: Uint8Array): boolean =>
	one.length === other.length && one.every((byte, at) => byte === other[at]);
