/** What is stored with its seals, and nothing else, is believed as it is. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { entryToText } from '../../../src/lib/document/entries/codec';
import { memoryStorage } from '../../../src/lib/document/ledger/in-memory';
import type { Storage } from '../../../src/lib/document/storage/api';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { authorsOf } from '../../../src/lib/document/storage/rows';
import { isWhole, readUpdate } from '../../../src/lib/document/storage/updates';
import { draft, exportedText, memoryLedger, named, renamed } from '../helpers';

type Text = [id: string, text: string];

async function written(): Promise<Text[]> {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const rest = await ledger.append([draft(alice!.id, renamed('Alicia')), draft(alice!.id, renamed('Al'))]);
	return [alice!, ...rest].map((entry) => [entry.id, entryToText(entry)]);
}

const sealed = (texts: Text[]): Storage => ({
	...memoryStorage(),
	async open(document) {
		await document.apply(updateOf(texts), 'storage');
		const nothing = { quarantined: [], sealed: new Map<string, string[]>(), unsealed: [] };
		return { ...nothing, readOnly: false, isSealed: true };
	}
});

test('entries open as they were written, and those after them go on from them', async () => {
	const texts = await written();
	const { ledger } = memoryLedger({ storage: sealed(texts) });
	const delivered: Text[] = [];
	ledger.onEntries((entries) => {
		for (const entry of entries) delivered.push([entry.id, entryToText(entry)]);
	});
	expect(await ledger.opened).toMatchObject({ entries: 3, unreadable: [], setAside: 0 });
	expect(delivered).toEqual(texts);
	expect(await exportedText(ledger)).toBe(texts.map(([, text]) => `${text}\n`).join(''));
	expect(ledger.entries.get(texts[1]![0])).toMatchObject({ facts: [renamed('Alicia')] });
});

test('an entry of another form that a newer app has sealed is set aside all the same', async () => {
	const [alice, ...rest] = await written();
	const newer: Text[] = rest.map(([id, text]) => [id, text.replace('"v":2', '"v":3')]);
	const { ledger } = memoryLedger({ storage: sealed([alice!, ...newer]) });
	expect(await ledger.opened).toMatchObject({ entries: 1, setAside: 2, unreadable: [] });
});

test('how many clients wrote an update is read from its beginning', () => {
	const doc = new Y.Doc();
	const wrote = (count: number, update: Uint8Array) => {
		const read = readUpdate(update);
		if ('reason' in read) throw new Error(read.reason);
		const { count: said, first } = authorsOf(update);
		expect([said, read.clients.size]).toEqual([count, count]);
		expect(count === 0 || read.clients.has(first)).toBe(true);
	};
	wrote(0, Y.encodeStateAsUpdate(doc));
	for (const clients of [1, 2, 3]) {
		Y.applyUpdate(doc, updateOf([[`id ${clients}`, 'text']]));
		wrote(clients, Y.encodeStateAsUpdate(doc));
	}
});

test('a document is not whole where the text of another entry was written over one', async () => {
	const [[first, text], [, another]] = (await written()) as [Text, Text];
	const doc = new Y.Doc();
	Y.applyUpdate(doc, updateOf([[first, text]]));
	const other = new Y.Doc();
	Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
	other.getMap('entries').set(first, text);
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
	expect(isWhole(doc)).toBe(true);
	other.getMap('entries').set(first, another);
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
	expect(doc.getMap('entries').get(first)).toBe(another);
	expect(isWhole(doc)).toBe(false);
});

test('a document is whole while no update waits for an earlier one, and nothing in it is deleted', () => {
	const from = new Y.Doc();
	const updates: Uint8Array[] = [];
	from.on('update', (update: Uint8Array) => updates.push(update));
	const root = from.getMap<string>('entries');
	root.set('one', 'text');
	root.set('two', 'text');
	const doc = new Y.Doc();
	expect(isWhole(doc)).toBe(true);
	Y.applyUpdate(doc, updates[1]!);
	expect(isWhole(doc)).toBe(false);
	Y.applyUpdate(doc, updates[0]!);
	expect(isWhole(doc)).toBe(true);
	root.delete('one');
	Y.applyUpdate(doc, updates[2]!);
	expect(isWhole(doc)).toBe(false);
});
