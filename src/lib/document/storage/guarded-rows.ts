import { completed } from './database';
import type { Quarantined } from '../ledger/api';
import { timeSlices } from '../time-slices';
import { faultText, type EntryCheck } from '../ledger/verdict';
import { checkRow } from './check-row';
import type { UnsealedRow } from './api';
import { listQuarantine, setAside, type BadRow } from './quarantine';
import { authorsOf, countRows, rowsAfter } from './rows';
import { checkedBy, digestOf, putSeal } from './seals';
import { stores } from './workspace-database';

/** As many texts without a seal are checked before anything is opened; more would be felt. A check takes a millisecond. */
const mostAtOnce = 100;

export interface GuardedRows {
	/** The texts of rows that were trusted, by the ids under which they stand. */
	sealed: Map<string, string[]>;
	/** Trusted rows that were not looked into: what they hold is not in `sealed`, nor who wrote them in `clients`. */
	unread: { key: number; bytes: Uint8Array }[];
	/** Rows that are left to be checked. */
	unsealed: UnsealedRow[];
	/** Rows that were checked just now, and are to get a seal. */
	checked: UnsealedRow[];
	/** Whether a row that was checked holds texts that this app cannot read: they are not in `sealed`. */
	hasUnread: boolean;
	clients: Set<number>;
	/** All rows but the bad ones, by key: what the document is made of. */
	updates: Map<number, Uint8Array>;
	bad: BadRow[];
	/** The key of the last row read. */
	last: number;
}

/**
 * Reads all rows. Changes nothing.
 * @param most how many texts without a seal are checked before it resolves
 * @param mostUnread where all rows have their seal, and at most so many clients wrote them, they are not looked into
 */
export async function readRows(
	database: IDBDatabase,
	check: EntryCheck,
	progress: (done: number, total: number) => void,
	{ most = mostAtOnce, mostUnread = 0 } = {}
): Promise<GuardedRows> {
	const rows: GuardedRows = {
		...{ sealed: new Map(), unread: [], unsealed: [], checked: [] },
		...{ hasUnread: false, clients: new Set(), updates: new Map(), bad: [], last: 0 }
	};
	const total = await countRows(database);
	let done = 0;
	for await (const slice of rowsAfter(database, 0)) {
		const digests = await Promise.all(
			slice.map(async ({ value }) => (value instanceof Uint8Array ? digestOf(value) : null))
		);
		for (const [index, { key, value, seal }] of slice.entries()) {
			rows.last = key;
			const digest = digests[index];
			if (digest && checkedBy(seal, digest).checked === 'all') {
				rows.unread.push({ key, bytes: value as Uint8Array });
				rows.updates.set(key, value as Uint8Array);
				continue;
			}
			const { readUpdate } = await import('./updates');
			const update = readUpdate(value);
			if ('reason' in update) {
				rows.bad.push({ key, value, reason: update.reason });
				continue;
			}
			for (const client of update.clients) rows.clients.add(client);
			const { bytes, texts, isPlain } = update;
			rows.updates.set(key, bytes);
			const before = checkedBy(seal, digest!);
			rows.hasUnread ||= before.hasUnread;
			const checked = before.checked === 'all' ? texts.length : before.checked;
			for (const [id, text] of texts.slice(0, checked)) note(rows.sealed, id, text);
			// What sets nothing needs no seal, and what could not be read then can't be read now.
			const isDone = checked >= texts.length && isPlain;
			if (!isDone) rows.unsealed.push({ key, bytes, digest: digest!, texts, isPlain, before });
		}
		progress((done += slice.length), total);
	}
	const isAllSealed = rows.unsealed.length + rows.bad.length + rows.sealed.size === 0;
	if (isAllSealed && clientsAtMost(rows) <= mostUnread) return rows;
	await readUnread(rows);
	await checkFew(rows, check, most);
	return rows;
}

/** Looks into the trusted rows that were not looked into. */
export async function readUnread(rows: GuardedRows): Promise<void> {
	if (rows.unread.length === 0) return;
	const { readUpdate } = await import('./updates');
	for (const { key, bytes } of rows.unread.splice(0)) {
		const update = readUpdate(bytes);
		if ('reason' in update) {
			rows.bad.push({ key, value: bytes, reason: update.reason });
			rows.updates.delete(key);
			continue;
		}
		for (const client of update.clients) rows.clients.add(client);
		for (const [id, text] of update.texts) note(rows.sealed, id, text);
	}
}

/** An update begins with how many clients wrote it: so many have written all rows, or fewer. */
function clientsAtMost({ unread, clients }: GuardedRows): number {
	const single = new Set(clients);
	let more = 0;
	for (const { bytes } of unread) {
		const { count, first } = authorsOf(bytes);
		if (count === 1) single.add(first);
		else more += count;
	}
	return single.size + more;
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
		rows.hasUnread ||= hasUnread;
		if (fault) {
			rows.bad.push({ key: row.key, value: row.bytes, reason: faultText(fault) });
			rows.updates.delete(row.key);
		} else if (!hasUnread && !row.before.hasUnread) rows.checked.push(row);
	}
}

function note(found: Map<string, string[]>, id: string, text: string): void {
	const texts = found.get(id);
	if (!texts) found.set(id, [text]);
	else if (!texts.includes(text)) texts.push(text);
}
