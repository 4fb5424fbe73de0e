/**
 * Everything that takes Yjs: who only looks at a workspace whose rows are plain does without, so this is imported where it is
 * needed, by `import()`.
 */
import * as Y from 'yjs';
import { idOfText } from '../entries/codec';
import { detailOf } from '../ledger/ledger-error';
import { inTurns } from '../time-slices';
import { rootName } from './names';
import type { PlainItem } from './plain-rows';
import type { StateVector } from './state-vector';

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

/**
 * The values by id that an update sets: read from a document of its own that is thrown away, so that nothing in it can reach
 * what was there before or what comes after.
 */
export function valuesOf(update: Uint8Array): [id: string, value: unknown][] {
	// A name of its own would cost more than all the rest.
	const doc = new Y.Doc({ guid: '' });
	try {
		Y.applyUpdate(doc, update);
		return [...doc.getMap(rootName).entries()];
	} finally {
		doc.destroy();
	}
}

/** Items that are made into a document at once, before it is asked whether that takes too long. */
const itemsAtOnce = 200;

/**
 * An empty document.
 * @param clientID under which it writes
 */
export const newDocument = (clientID: number): Y.Doc => Object.assign(new Y.Doc(), { clientID });

/** Fills an empty document with plain items, in their order, each the next of its client. In slices. */
export async function fillWith(doc: Y.Doc, items: Iterable<PlainItem>): Promise<void> {
	const parent = doc.getMap<string>(rootName);
	await inTurns(inParts(items), (part) =>
		doc.transact((transaction) => {
			for (const { client, clock, id, text } of part)
				new Y.Item(
					...([Y.createID(client, clock), null, null, null, null, parent, id] as const),
					new Y.ContentAny([text])
				).integrate(transaction, 0);
		})
	);
}

function* inParts(items: Iterable<PlainItem>): Generator<PlainItem[]> {
	let part: PlainItem[] = [];
	for (const item of items) {
		part.push(item);
		if (part.length < itemsAtOnce) continue;
		yield part;
		part = [];
	}
	yield part;
}

/** Takes updates into a document, all in one transaction. Throws where Yjs does, at what is no update. */
export const applyAll = (doc: Y.Doc, updates: Iterable<Uint8Array>, origin: unknown): void =>
	Y.transact(
		doc,
		() => {
			for (const update of updates) Y.applyUpdate(doc, update, origin);
		},
		origin,
		false
	);

/** What a document has that is beyond a state vector. */
export const updateBeyond = (doc: Y.Doc, vector: StateVector): Uint8Array =>
	Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map(vector)));

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
