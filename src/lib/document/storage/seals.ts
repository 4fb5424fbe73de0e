import { sha256 } from '@noble/hashes/sha2.js';
import { newestForm } from '../../domain/entry';
import { result } from '../database';
import { stores } from './workspace-database';

/**
 * What is kept with a row whose bytes this browser has stored, or checked: in `meta`, under the row's own key. It finds
 * rot, and what was written by somebody who knows nothing of seals.
 */
interface Seal {
	/** SHA-256 of the row's bytes. */
	digest: Uint8Array;
	/** How many of the row's texts were checked, from the first on. */
	checked: number | 'all';
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
	checked: Seal['checked'] = 'all'
): void {
	const seal: Seal = { digest, checked, form: newestForm };
	transaction.objectStore(stores.meta).put(seal, sealKey(row));
}

/** Adds a row with its seal: both are there, or neither. */
export function addSealed(transaction: IDBTransaction, bytes: Uint8Array, digest: Uint8Array): void {
	const adding = transaction.objectStore(stores.updates).add(bytes);
	adding.onsuccess = () => putSeal(transaction, adding.result as number, digest);
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

/** What is kept as the seals of these rows, in their order: believed by nobody yet. */
export const readSeals = (transaction: IDBTransaction, rows: number[]): Promise<unknown[]> =>
	Promise.all(rows.map((row) => result(transaction.objectStore(stores.meta).get(sealKey(row)))));

/** As many texts as a row has. */
export const wholly = Number.POSITIVE_INFINITY;

/** How many texts of a row with this digest were checked by what is kept as its seal. Never throws. */
export function checkedBy(seal: unknown, digest: Uint8Array): number {
	if (typeof seal !== 'object' || seal === null) return 0;
	const { digest: sealed, checked, form } = seal as Partial<Seal>;
	if (!(sealed instanceof Uint8Array) || !equal(sealed, digest)) return 0;
	if (checked === 'all') return wholly;
	// What could not be read then, and was passed over, may be read now.
	return form === newestForm && typeof checked === 'number' && checked > 0 ? checked : 0;
}

const equal = (one: Uint8Array, other: Uint8Array): boolean =>
	one.length === other.length && one.every((byte, at) => byte === other[at]);
