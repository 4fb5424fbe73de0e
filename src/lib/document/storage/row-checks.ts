import { completed } from './database';
import type { Checked, RowCheck, UnsealedRow } from './api';
import { setAside } from './quarantine';
import { updateOf } from './plain-update';
import { addSealed, checkedBy, digestOf, putSeal, readSeals } from './seals';
import { stores } from './workspace-database';

/** How far a row is checked by now, in whichever tab. */
export async function checkedOf(database: IDBDatabase, { key, digest }: UnsealedRow): Promise<Checked> {
	const [seal] = await readSeals(database.transaction(stores.meta), [key]);
	return checkedBy(seal, digest);
}

/** Keeps what became of checking a row: its seal, or, where something is wrong with it, what is good in a row of its own. */
export async function keepCheck(database: IDBDatabase, row: UnsealedRow, check: RowCheck): Promise<void> {
	if ('checked' in check) {
		const transaction = database.transaction(stores.meta, 'readwrite');
		putSeal(transaction, row.key, row.digest, check);
		return completed(transaction);
	}
	const { fault, good } = check;
	const kept = updateOf(good);
	const digest = await digestOf(kept);
	await setAside(database, [{ key: row.key, value: row.bytes, reason: fault }], (transaction) => {
		if (good.length > 0) addSealed(transaction, kept, digest);
	});
}
