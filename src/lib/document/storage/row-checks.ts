import { completed } from '../database';
import { faultText } from '../verdict';
import { judgeRow } from './judge-row';
import type { Checked, RowCheck, Trust, UnsealedRow } from './port';
import { setAside } from './quarantine';
import { updateOf } from './rewrite';
import { readUpdate, rowsAfter } from './rows';
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

/**
 * Hands on the updates of the rows after a key, as far as they are believed: those with a seal as they are, others once
 * they are checked. What fails is set aside and told.
 * @param take called with each row's key, and with its update where that is believed
 */
export async function takeRows(
	database: IDBDatabase,
	after: number,
	trust: Trust,
	take: (key: number, update: Uint8Array | null) => void
): Promise<void> {
	for await (const slice of rowsAfter(database, after)) {
		for (const { key, value, seal } of slice) {
			const update = readUpdate(value);
			// Left where it is: the next opening sets it aside.
			if ('reason' in update) take(key, null);
			else take(key, await believed(database, { key, ...update }, seal, trust));
		}
	}
}

async function believed(
	database: IDBDatabase,
	{ key, bytes, texts, isPlain }: Omit<UnsealedRow, 'digest' | 'before'>,
	seal: unknown,
	{ judge, refused }: Trust
): Promise<Uint8Array | null> {
	if (texts.length === 0 && isPlain) return bytes;
	const digest = await digestOf(bytes);
	const before = checkedBy(seal, digest);
	if (before.checked === 'all') return bytes;
	const { good, fault, hasUnread } = await judgeRow({ texts, isPlain }, judge);
	const row = { key, bytes, digest, texts, isPlain, before };
	if (fault) {
		refused(fault);
		await keepCheck(database, row, { fault: faultText(fault), good });
	}
	if (!fault && !hasUnread) await keepCheck(database, row, { checked: 'all', hasUnread });
	return fault ? null : bytes;
}
