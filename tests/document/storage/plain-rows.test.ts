/** Rows read text by text, without Yjs, make the document that Yjs would make of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { rootName } from '../../../src/lib/document/storage/names';
import { PlainRows } from '../../../src/lib/document/storage/plain-rows';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { fillWith, isWhole, newDocument } from '../../../src/lib/document/storage/updates';
import { runs } from '../../seeds';

type Text = [id: string, text: string];

const textsIn = (doc: Y.Doc): Map<string, string> => new Map(doc.getMap<string>(rootName).entries());

/** Rows as tabs store them: each is what one of some documents has set, beside others or over them, and twice where another heard of it. */
function rowsOf(
	acts: readonly { by: number; id: number; text: string; knows: boolean; again: number }[]
): Uint8Array[] {
	const docs = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
	const rows: Uint8Array[] = [];
	for (const { by, id, text, knows, again } of acts) {
		const doc = docs[by]!;
		if (knows) for (const row of rows) Y.applyUpdate(doc, row);
		const before = Y.encodeStateVector(doc);
		doc.getMap<string>(rootName).set(`id ${id}`, text);
		rows.push(Y.encodeStateAsUpdate(doc, before));
		// What another tab heard of is stored by it too, perhaps with what came before.
		if (again > 0) rows.push(Y.encodeStateAsUpdate(doc, again > 1 ? undefined : before));
	}
	return rows;
}

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }));
const acts = fc.array(
	fc.record({ by: fc.nat(2), id: fc.nat(30), text, knows: fc.boolean(), again: fc.nat(3) }),
	{ maxLength: 12 }
);

test('what is filled in is what Yjs makes of the rows, to the byte, or is left to it', async () => {
	let plain = 0;
	await fc.assert(
		fc.asyncProperty(acts, fc.option(fc.nat(11)), async (acted, lost) => {
			const rows = rowsOf(acted).filter((_, at) => at !== lost);
			const byYjs = new Y.Doc();
			for (const row of rows) Y.applyUpdate(byYjs, row);
			const read = new PlainRows(rows);
			const texts = new Map(read.texts());
			if (!read.isWhole) return;
			plain += 1;
			expect(read.all).toEqual(texts);
			expect(read.vector).toEqual(Y.decodeStateVector(Y.encodeStateVector(byYjs)));
			const doc = newDocument(9);
			await fillWith(doc, read.items());
			expect(doc.clientID).toBe(9);
			expect(read.done).toBe(rows.length === 0 ? 0 : 1);
			expect(texts).toEqual(textsIn(byYjs));
			expect(textsIn(doc)).toEqual(texts);
			expect(isWhole(doc)).toBe(true);
			expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(byYjs));
			// It is gone on from.
			for (const each of [doc, byYjs]) each.clientID = 7;
			for (const each of [doc, byYjs]) each.getMap<string>(rootName).set('id 1', 'later');
			expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(byYjs));
		}),
		{ numRuns: runs(200) }
	);
	expect(plain).toBeGreaterThan(20);
});

test('a great many texts in a row come out as they went in, whatever stands among them', () => {
	const long = 'x'.repeat(900);
	const texts = Array.from({ length: 200 }, (_, at): Text => [
		`id ${at}`,
		at % 90 === 50 ? `${long}二` : at % 90 === 60 ? '' : `${long}${at}`
	]);
	const read = new PlainRows([updateOf(texts)]);
	expect([...read.texts()]).toEqual(texts);
	expect(read.isWhole).toBe(true);
	// Characters are whole: half of one in a text, and the rest in the next, are none.
	const halves = updateOf([
		['one', 'aé'],
		['two', 'bé']
	]);
	const at = halves.indexOf(0xc3);
	[halves[at], halves[at + 1]] = [0x61, 0xc3];
	expect([...new PlainRows([halves]).texts()]).toEqual([]);
});

test('what is no plain row is left to Yjs, and what came before it was told', () => {
	const texts: Text[] = [
		['one', 'text'],
		['two', 'text 二']
	];
	const good = updateOf(texts);
	const other = new Y.Doc();
	other.getMap('another').set('one', 'text');
	const number = new Y.Doc();
	number.getMap(rootName).set('three', 3);
	const deleted = new Y.Doc();
	deleted.getMap(rootName).set('three', 'text');
	deleted.getMap(rootName).delete('three');
	const bad = [
		...[other, number, deleted].map((doc) => Y.encodeStateAsUpdate(doc)),
		// The same by another document; cut off; more behind it.
		...[updateOf(texts), good.slice(0, -1), new Uint8Array([...Y.encodeStateAsUpdate(new Y.Doc()), 0])]
	];
	for (const row of bad) {
		const read = new PlainRows([good, row]);
		expect([...read.texts()].slice(0, 2)).toEqual(texts);
		expect(read.isWhole).toBe(false);
	}
});
