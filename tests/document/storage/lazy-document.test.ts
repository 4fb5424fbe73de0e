/** A document that is made when something needs it says what it will say then, and loses nothing on the way there. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { LazyDocument } from '../../../src/lib/document/storage/lazy-document';
import { rootName } from '../../../src/lib/document/storage/names';
import { PlainRows } from '../../../src/lib/document/storage/plain-rows';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { decodeVector, encodeVector } from '../../../src/lib/document/storage/state-vector';

const stored = (count: number) =>
	Array.from({ length: count }, (_, at): [string, string] => [`id ${at}`, `text ${at} 二`]);

/** A document of so many stored texts, how often it was made, and what it told of itself. */
function begun(count: number) {
	const rows = [updateOf(stored(count))];
	const plain = new PlainRows(rows);
	for (const _ of plain.texts());
	const document = new LazyDocument();
	const told: Uint8Array[] = [];
	const made: Y.Doc[] = [];
	document.begin(plain);
	document.onMade((doc) => {
		made.push(doc);
		doc.on('update', (update: Uint8Array) => told.push(update));
	});
	return { document, rows, told, made };
}

const textsOf = (document: LazyDocument) => new Map([...document.keys()].map((id) => [id, document.get(id)]));

test('what is stored is told without a document, and to who has it there is nothing to say', async () => {
	const { document, made } = begun(3);
	expect(textsOf(document)).toEqual(new Map(stored(3)));
	expect([...document.vector.values()]).toEqual([3]);
	expect(await document.beyond(document.vector)).toEqual(Y.encodeStateAsUpdate(new Y.Doc()));
	expect(made).toHaveLength(0);
	const other = new Y.Doc();
	Y.applyUpdate(other, await document.beyond(new Map()));
	expect(other.getMap(rootName).toJSON()).toEqual(Object.fromEntries(stored(3)));
	expect(made).toHaveLength(1);
});

test('what is set before there is a document counts at once, and is told and there when it is made', async () => {
	const { document, rows, told, made } = begun(1_000);
	let waited = 0;
	document.onWaiting(() => (waited += 1));
	document.set(new Map([['new', 'one']]));
	document.set(new Map([['newer', 'two']]));
	expect([document.isWaiting, waited, told.length]).toEqual([true, 2, 0]);
	const before = document.vector;
	expect([...before.values()]).toEqual([1_000, 2]);
	const doc = await document.made();
	expect(await document.made()).toBe(doc);
	expect(made).toEqual([doc]);
	expect(document.isWaiting).toBe(false);
	expect(document.vector).toEqual(before);
	expect(document.vector).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
	expect(textsOf(document)).toEqual(new Map([...stored(1_000), ['new', 'one'], ['newer', 'two']]));
	// What was stored is not told again.
	const other = new Y.Doc();
	for (const update of [...rows, ...told]) Y.applyUpdate(other, update);
	expect(Y.encodeStateAsUpdate(other)).toEqual(Y.encodeStateAsUpdate(doc));
	expect(Math.max(...told.map(({ length }) => length))).toBeLessThan(100);
	document.set(new Map([['newest', 'three']]));
	expect(document.get('newest')).toBe('three');
});

test('who keeps a document has it before anything is in it, and it is filled when that is done', async () => {
	const { document, made } = begun(2);
	document.set(new Map([['own', 'text']]));
	let filled = -1;
	document.prepareBy(async (doc) => {
		await new Promise((resolve) => setTimeout(resolve));
		filled = doc.store.clients.size;
		expect(made).toEqual([]);
		expect(textsOf(document)).toEqual(new Map(stored(2)));
	});
	await document.made();
	expect(filled).toBe(0);
	expect(textsOf(document)).toEqual(new Map([...stored(2), ['own', 'text']]));
});

test('what another tab sends is taken in beside what waits', async () => {
	const { document } = begun(2);
	document.set(new Map([['own', 'text']]));
	await document.apply(updateOf([['other', 'text']]), 'another tab');
	expect(textsOf(document).size).toBe(4);
});

test('what is closed takes nothing in', async () => {
	const { document } = begun(2);
	const making = document.made();
	document.close();
	document.set(new Map([['own', 'text']]));
	await document.apply(updateOf([['other', 'text']]), 'another tab');
	expect((await making).isDestroyed).toBe(true);
	expect(textsOf(document)).toEqual(new Map(stored(2)));
});

test('how much of each client there is is written as Yjs writes it', () => {
	const doc = new Y.Doc();
	for (const count of [1, 2, 300]) Y.applyUpdate(doc, updateOf(stored(count)));
	const bytes = Y.encodeStateVector(doc);
	expect(decodeVector(bytes)).toEqual(Y.decodeStateVector(bytes));
	expect(Y.decodeStateVector(encodeVector(decodeVector(bytes)))).toEqual(Y.decodeStateVector(bytes));
});

test('an update is written without Yjs as Yjs writes it', () => {
	for (const count of [0, 1, 300]) {
		const update = updateOf([...stored(count), ...stored(count)]);
		const doc = new Y.Doc();
		for (const client of Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys())
			doc.clientID = client;
		for (const [id, text] of stored(count)) doc.getMap(rootName).set(id, text);
		expect(update).toEqual(Y.encodeStateAsUpdate(doc));
	}
});
