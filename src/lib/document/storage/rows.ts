import * as decoding from 'lib0/decoding';
import { result } from './database';
import { readSeals } from './seals';
import { stores } from './workspace-database';

/** Rows read in one go: between two goes, progress is reported and other work has its turn. */
const rowsInSlice = 128;

export interface Row {
	key: number;
	/** What is stored there: an update, as far as anybody knows. */
	value: unknown;
}

interface RowWithSeal extends Row {
	/** What is kept as its seal, not yet trusted. */
	seal: unknown;
}

/** The rows after a key, oldest first, in slices. */
export async function* rowsAfter(database: IDBDatabase, after: number): AsyncGenerator<RowWithSeal[]> {
	for (let last = after; ;) {
		const transaction = database.transaction([stores.updates, stores.meta]);
		const store = transaction.objectStore(stores.updates);
		const range = IDBKeyRange.lowerBound(last, true);
		const [keys, values] = await Promise.all([
			result(store.getAllKeys(range, rowsInSlice) as IDBRequest<number[]>),
			result(store.getAll(range, rowsInSlice) as IDBRequest<unknown[]>)
		]);
		if (keys.length === 0) return;
		last = keys[keys.length - 1]!;
		const seals = await readSeals(transaction, keys);
		yield keys.map((key, index) => ({ key, value: values[index], seal: seals[index] }));
		if (keys.length < rowsInSlice) return;
	}
}

/** The key of the last row; 0 where there is none. */
export const lastRow = async (database: IDBDatabase): Promise<number> => {
	const store = database.transaction(stores.updates).objectStore(stores.updates);
	return ((await result(store.openKeyCursor(null, 'prev')))?.key as number | undefined) ?? 0;
};

export const countRows = (database: IDBDatabase): Promise<number> =>
	result(database.transaction(stores.updates).objectStore(stores.updates).count());

/** How many clients wrote an update that can be read, and which is named first. Cost: nothing, however long it is. */
export function authorsOf(update: Uint8Array): { count: number; first: number } {
	const decoder = decoding.createDecoder(update);
	const count = decoding.readVarUint(decoder);
	if (count === 0) return { count, first: 0 };
	decoding.readVarUint(decoder);
	return { count, first: decoding.readVarUint(decoder) };
}
