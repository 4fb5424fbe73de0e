import { completed } from './database';
import type { Quarantined } from '../ledger/api';
import { timeSlices } from '../time-slices';
import { faultText, type EntryCheck } from '../ledger/verdict';
import { checkRow } from './check-row';
import type { UnsealedRow } from './api';
import { listQuarantine, setAside, type BadRow } from './quarantine';
import { countRows, readUpdate, rowsAfter } from './rows';
import { checkedBy, digestOf, putSeal } from './seals';
import { stores } from './workspace-database';

/** As many texts without a seal are checked before anything is opened; more would be felt. A check takes a millisecond. */
const mostAtOnce = 100;

export interface GuardedRows {
	/** The texts of rows that were trusted, by the ids under which they stand. */
	sealed: Map<string, string[]>;
	/** Rows that are left to be checked. */
	unsealed: UnsealedRow[];
	/** Rows that were checked just now, and are to get a seal. */
	checked: UnsealedRow[];
	clients: Set<number>;
	bad: BadRow[];
	/** The key of the last row read. */
	last: number;
}

/**
 * Reads all rows before y-indexeddb does, which hangs for ever at the first bad one. Changes nothing.
 * @param most how many texts without a seal are checked before it resolves
 */
export async function readRows(
	database: IDBDatabase,
	check: EntryCheck,
	progress: (done: number, total: number) => void,
	most = mostAtOnce
): Promise<GuardedRows> {
	const rows: GuardedRows = {
		...{ sealed: new Map(), unsealed: [], checked: [] },
		...{ clients: new Set(), bad: [], last: 0 }
	};
	const total = await countRows(database);
	let done = 0;
	for await (const slice of rowsAfter(database, 0)) {
		for (const { key, value, seal } of slice) {
			rows.last = key;
			const update = readUpdate(value);
			if ('reason' in update) {
				rows.bad.push({ key, value, reason: update.reason });
				continue;
			}
			for (const client of update.clients) rows.clients.add(client);
			const { bytes, texts, isPlain } = update;
			const digest = await digestOf(bytes);
			const before = checkedBy(seal, digest);
			const checked = before.checked === 'all' ? texts.length : before.checked;
			for (const [id, text] of texts.slice(0, checked)) note(rows.sealed, id, text);
			// What sets nothing needs no seal, and what could not be read then can't be read now.
			const isDone = before.checked === 'all' || (checked >= texts.length && isPlain);
			if (!isDone) rows.unsealed.push({ key, bytes, digest, texts, isPlain, before });
		}
		progress((done += slice.length), total);
	}
	await checkFew(rows, check, most);
	return rows;
}

/** Sets the bad rows aside, seals those that were checked, and tells of all that were ever set aside. */
export async function settleRows(
	database: IDBDatabase,
	{ bad, checked }: Pick<GuardedRows, 'bad' | 'checked'>
): Promise<Quarantined[]> {
	await setAside(database, bad);
	if (checked.length > 0) {
		const transaction = database.transaction(stores.meta, 'readwrite');
		for (const { key, digest } of checked) putSeal(transaction, key, digest);
		await completed(transaction);
	}
	return listQuarantine(database);
}

/** Checks what has no seal, where that is soon done: what fails is never opened. */
async function checkFew(rows: GuardedRows, check: EntryCheck, most: number): Promise<void> {
	const isSealed = (id: string, text: string) => rows.sealed.get(id)?.includes(text) === true;
	const open = new Set<string>();
	for (const { texts } of rows.unsealed)
		for (const [id, text] of texts) if (!isSealed(id, text)) open.add(text);
	if (open.size > most) return;
	const rest = timeSlices();
	const quick: EntryCheck = async (id, text) => {
		if (rest.due()) await rest.take();
		return isSealed(id, text) ? 'good' : check(id, text);
	};
	for (const row of rows.unsealed.splice(0)) {
		const { good, fault, hasUnread } = await checkRow(row, quick);
		for (const [id, text] of good) note(rows.sealed, id, text);
		if (fault) rows.bad.push({ key: row.key, value: row.bytes, reason: faultText(fault) });
		else if (!hasUnread && !row.before.hasUnread) rows.checked.push(row);
	}
}

function note(found: Map<string, string[]>, id: string, text: string): void {
	const texts = found.get(id);
	if (!texts) found.set(id, [text]);
	else if (!texts.includes(text)) texts.push(text);
}
