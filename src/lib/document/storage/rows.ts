import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { idOfText } from '../entries/codec';
import { result } from './database';
import { detailOf } from '../ledger/ledger-error';
import { rootName } from './api';
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

export interface Update {
	bytes: Uint8Array;
	/** The texts that it sets, with the ids under which it sets them. */
	texts: [id: string, text: string][];
	/** The ids of the documents that wrote it: one for each opening in which something was written. */
	clients: Set<number>;
	/** Whether setting texts in the map of entries, under one id by only so many at once, and deleting, is all that it does. */
	isPlain: boolean;
}

/** Items under one id that knew nothing of each other: Yjs compares each with all before. Each opening may add one. */
const mostAtOnce = 1_000;

/** Reads a row as an update, changing nothing. Says why where it is none. Never throws. */
export function readUpdate(value: unknown): Update | { reason: string } {
	if (!(value instanceof Uint8Array)) return { reason: `not bytes but ${typeof value}` };
	try {
		const update: Update = { bytes: value, texts: [], clients: new Set(), isPlain: true };
		const beside = new Map<string, number>();
		for (const struct of Y.decodeUpdate(value).structs) {
			update.clients.add(struct.id.client);
			if (struct instanceof Y.Item && struct.origin === null && struct.parentSub !== null) {
				const count = (beside.get(struct.parentSub) ?? 0) + 1;
				beside.set(struct.parentSub, count);
				if (count > mostAtOnce) update.isPlain = false;
			}
			if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) continue;
			const set = textSetBy(struct);
			if (set) update.texts.push(set);
			else update.isPlain = false;
		}
		return update;
	} catch (error) {
		return { reason: detailOf(error) };
	}
}

/**
 * Whether a document shows all that its updates say: none waits for another, nothing in it was deleted, and what was
 * written over a text is of the same id.
 */
export function isWhole(doc: Y.Doc): boolean {
	if (doc.store.pendingStructs || doc.store.pendingDs) return false;
	for (const [id, item] of doc.getMap(rootName)._map) {
		if (item.deleted) return false;
		// Of what writes over something its row did not say where: see `textSetBy`.
		if (item.left !== null && !isTextOf(id, item.content)) return false;
	}
	return true;
}

const isTextOf = (id: string, content: Y.Item['content']): boolean =>
	content instanceof Y.ContentAny && typeof content.arr[0] === 'string' && idOfText(content.arr[0]) === id;

/** How many clients wrote an update that can be read, and which is named first. Cost: nothing, however long it is. */
export function authorsOf(update: Uint8Array): { count: number; first: number } {
	const decoder = decoding.createDecoder(update);
	const count = decoding.readVarUint(decoder);
	if (count === 0) return { count, first: 0 };
	decoding.readVarUint(decoder);
	return { count, first: decoding.readVarUint(decoder) };
}

/** What writes over something does not say where: there, the text itself says under which id it belongs. */
function textSetBy({
	parent,
	parentSub,
	content,
	origin,
	rightOrigin
}: Y.Item): Update['texts'][number] | null {
	if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return null;
	const text: unknown = content.arr[0];
	if (typeof text !== 'string') return null;
	if (origin !== null || rightOrigin !== null) return [idOfText(text), text];
	return (parent as unknown) === rootName && parentSub !== null ? [parentSub, text] : null;
}
