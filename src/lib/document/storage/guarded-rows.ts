import type { Quarantined } from '../port';
import { listQuarantine, setAside, type BadRow } from './quarantine';
import { countRows, readUpdate, rowsAfter } from './rows';

export interface GuardedRows {
	found: Map<string, string[]>;
	clients: Set<number>;
	bad: BadRow[];
	/** The key of the last row read. */
	last: number;
}

/** Reads all rows before y-indexeddb does, which hangs for ever at the first bad one. Changes nothing. */
export async function readRows(
	database: IDBDatabase,
	progress: (done: number, total: number) => void
): Promise<GuardedRows> {
	const rows: GuardedRows = { found: new Map(), clients: new Set(), bad: [], last: 0 };
	const total = await countRows(database);
	let done = 0;
	for await (const slice of rowsAfter(database, 0)) {
		for (const row of slice) {
			const update = readUpdate(row.value);
			if ('reason' in update) rows.bad.push({ ...row, reason: update.reason });
			else {
				for (const [id, text] of update.texts) note(rows.found, id, text);
				for (const client of update.clients) rows.clients.add(client);
			}
			rows.last = row.key;
		}
		progress((done += slice.length), total);
	}
	return rows;
}

/** Sets the bad rows aside and tells of all that ever were. */
export async function quarantineRows(database: IDBDatabase, bad: BadRow[]): Promise<Quarantined[]> {
	await setAside(database, bad);
	return listQuarantine(database);
}

function note(found: Map<string, string[]>, id: string, text: string): void {
	const texts = found.get(id);
	if (!texts) found.set(id, [text]);
	else if (!texts.includes(text)) texts.push(text);
}
