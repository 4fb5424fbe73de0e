import * as Y from 'yjs';
import { result } from '../database';
import { detailOf } from '../ledger-error';
import { rootName } from './port';
import { stores } from './workspace-database';

/** Rows read in one go: between two goes, progress is told and others have their turn. */
const rowsInSlice = 32;

export interface Row {
	key: number;
	/** What is stored there: an update, as far as anybody knows. */
	value: unknown;
}

/** The rows after a key, oldest first, in slices. */
export async function* rowsAfter(database: IDBDatabase, after: number): AsyncGenerator<Row[]> {
	for (let last = after; ;) {
		const store = database.transaction(stores.updates).objectStore(stores.updates);
		const range = IDBKeyRange.lowerBound(last, true);
		const [keys, values] = await Promise.all([
			result(store.getAllKeys(range, rowsInSlice)),
			result(store.getAll(range, rowsInSlice) as IDBRequest<unknown[]>)
		]);
		if (keys.length === 0) return;
		last = keys[keys.length - 1] as number;
		yield keys.map((key, index) => ({ key: key as number, value: values[index] }));
	}
}

export const countRows = (database: IDBDatabase): Promise<number> =>
	result(database.transaction(stores.updates).objectStore(stores.updates).count());

export interface Update {
	bytes: Uint8Array;
	/** The texts that it sets, with the ids under which it sets them. */
	texts: [id: string, text: string][];
	/** The ids of the documents that wrote it: one for each opening in which something was written. */
	clients: Set<number>;
}

/** Reads a row as an update, changing nothing. Says why where it is none. Never throws. */
export function readUpdate(value: unknown): Update | { reason: string } {
	if (!(value instanceof Uint8Array)) return { reason: `not bytes but ${typeof value}` };
	try {
		const texts: [string, string][] = [];
		const clients = new Set<number>();
		for (const struct of Y.decodeUpdate(value).structs) {
			clients.add(struct.id.client);
			if (!(struct instanceof Y.Item) || (struct.parent as unknown) !== rootName) continue;
			if (struct.parentSub === null || !(struct.content instanceof Y.ContentAny)) continue;
			const text: unknown = struct.content.arr[0];
			if (typeof text === 'string') texts.push([struct.parentSub, text]);
		}
		return { bytes: value, texts, clients };
	} catch (error) {
		return { reason: detailOf(error) };
	}
}
