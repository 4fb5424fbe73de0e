import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Entry } from '../../../src/lib/domain/entry';
import { entryToText } from '../../../src/lib/document/entries/codec';
import { memoryStorage } from '../../../src/lib/document/ledger/in-memory';
import type { StorageState } from '../../../src/lib/document/ledger/api';
import { hasValidSignature } from '../../../src/lib/document/signing/signature';
import { draft, exportedText, memoryLedger, named, problemOf, renamed } from '../helpers';

test('founding states the new key as the last fact; the entry’s id is the organization', async () => {
	const { ledger } = memoryLedger();
	const [alice, bob] = await ledger.append([draft(null, named('Alice')), draft(null, named('Bob'))]);
	expect(alice).toMatchObject({ organization: '', seq: 1, previous: '', stamp: 1, workspace: 'w' });
	expect(alice!.facts.at(-1)).toEqual({ table: 'keys', key: alice!.key, name: '' });
	expect(alice!.key).not.toBe(bob!.key);
	expect(await ledger.held()).toEqual(
		[alice, bob].map((each) => ({ organization: each!.id, key: each!.key }))
	);
});

test('entries are chained by key, within one append and across, and have the stamps of their drafts', async () => {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const stamped = [7, Number.MAX_SAFE_INTEGER].map((stamp) => ({ ...draft(alice!.id, renamed('A')), stamp }));
	const more = await ledger.append(stamped);
	const [last] = await ledger.append([{ ...draft(alice!.id, renamed('C')), stamp: 1 }]);
	const all = [alice!, ...more, last!];
	expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
	expect(all.map(({ stamp }) => stamp)).toEqual([1, 7, Number.MAX_SAFE_INTEGER, 1]);
	expect(all.map(({ previous }) => previous)).toEqual(['', ...all.slice(0, 3).map(({ id }) => id)]);
	expect(all.every(hasValidSignature)).toBe(true);
});

test('appends that are made at once are done one after the other', async () => {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const done = await Promise.all(
		Array.from({ length: 30 }, (_, n) => ledger.append([draft(alice!.id, renamed(String(n)))]))
	);
	expect(done.map(([entry]) => entry!.seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 2));
});

test('a listener gets every entry once, before the append is done, also one that comes late', async () => {
	const { ledger } = memoryLedger();
	const early: string[] = [];
	ledger.onEntries((entries) => early.push(...entries.map(({ id }) => id)));
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	expect(early).toEqual([alice!.id]);
	const late: string[] = [];
	const end = ledger.onEntries((entries) => late.push(...entries.map(({ id }) => id)));
	expect(late).toEqual(early);
	end();
	await ledger.append([draft(alice!.id, renamed('A'))]);
	expect([early.length, late.length]).toEqual([2, 1]);
});

test('what an entry may not hold is refused, and of several drafts none is added', async () => {
	const { ledger, texts } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	const good = draft(alice!.id, renamed('A'));
	const refusals = [
		['malformed', draft(alice!.id)],
		['malformed', draft(alice!.id, renamed('x'.repeat(20_001)))],
		['malformed', draft(alice!.id, renamed('half \ud800'))],
		['malformed', { ...good, at: 1.5 }],
		['malformed', { ...good, stamp: 2 ** 53 }],
		['unknown-organization', draft('A'.repeat(43), renamed('A'))]
	] as const;
	for (const [problem, bad] of refusals) {
		expect(await problemOf(ledger.append([good, bad]))).toBe(problem);
	}
	expect(texts.size).toBe(1);
	const [next] = await ledger.append([good]);
	expect(next).toMatchObject({ seq: 2 });
});

test('another browser’s organization can be read and not acted for', async () => {
	const here = memoryLedger();
	const [alice] = await here.ledger.append([draft(null, named('Alice'))]);
	const there = memoryLedger();
	await there.ledger.opened;
	Y.applyUpdate(there.doc, Y.encodeStateAsUpdate(here.doc));
	expect(await there.ledger.held()).toEqual([]);
	expect(await problemOf(there.ledger.append([draft(alice!.id, renamed('Mine'))]))).toBe('no-key');
});

test('what is written over an entry, or takes it away, is ignored and put right', async () => {
	const { ledger, doc, texts } = memoryLedger();
	const [alice, bob] = await ledger.append([draft(null, named('Alice')), draft(null, named('Bob'))]);
	const seen: Entry[] = [];
	ledger.onEntries((entries) => seen.push(...entries));
	const stray = new Y.Doc();
	Y.applyUpdate(stray, Y.encodeStateAsUpdate(doc));
	stray.getMap('entries').set(alice!.id, entryToText(bob!));
	stray.getMap('entries').delete(bob!.id);
	stray.getMap('entries').set('anything', { at: 'all' });
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(stray));
	await Promise.resolve();
	expect(texts.get(alice!.id)).toBe(entryToText(alice!));
	expect(texts.get(bob!.id)).toBe(entryToText(bob!));
	expect(seen).toEqual([alice, bob]);
	const [next] = await ledger.append([draft(alice!.id, renamed('A'))]);
	expect(next).toMatchObject({ seq: 2, previous: alice!.id });
});

test('opening tells what it found: entries, what is no entry, and what a newer app wrote', async () => {
	const before = memoryLedger();
	const [alice] = await before.ledger.append([draft(null, named('Alice'))]);
	const elsewhere = memoryLedger({ workspace: 'another' });
	const [bob] = await elsewhere.ledger.append([draft(null, named('Bob'))]);
	before.texts.set('newer', '{"v":3,"unheard":"of"}');
	before.texts.set('nonsense', '{');
	before.texts.set(bob!.id, entryToText(bob!));
	const { ledger } = memoryLedger({ doc: before.doc });
	const seen: Entry[] = [];
	ledger.onEntries((entries) => seen.push(...entries));
	expect(await ledger.opened).toMatchObject({
		entries: 1,
		setAside: 1,
		unreadable: [
			{ id: 'nonsense', problem: 'unreadable' },
			{ id: bob!.id, problem: 'other-workspace', detail: 'another' }
		]
	});
	expect(seen).toEqual([alice]);
	expect(before.texts.get('newer')).toBe('{"v":3,"unheard":"of"}');
});

test('what a preview wrote is not read, and is in the exported text as it was', async () => {
	const before = memoryLedger();
	const [alice] = await before.ledger.append([draft(null, named('Alice'))]);
	before.texts.set('older', '{"v":1,"of":"a preview"}');
	const { ledger } = memoryLedger({ doc: before.doc });
	expect(await ledger.opened).toMatchObject({ entries: 1, older: 1, unreadable: [], setAside: 0 });
	expect(await exportedText(ledger)).toBe(`{"v":1,"of":"a preview"}\n${entryToText(alice!)}\n`);
});

test('what only the rows still know is put back into the document', async () => {
	const source = memoryLedger();
	const [alice] = await source.ledger.append([draft(null, named('Alice'))]);
	const text = entryToText(alice!);
	const sealed = new Map([[alice!.id, ['stray', text]]]);
	const open = () => Promise.resolve({ quarantined: [], sealed, unsealed: [], readOnly: false });
	const { ledger, texts } = memoryLedger({ storage: { ...memoryStorage(), open } });
	expect(await ledger.opened).toMatchObject({ entries: 1, unreadable: [] });
	expect(texts.get(alice!.id)).toBe(text);
});

test('a workspace that is only to be read takes nothing in', async () => {
	const storage = {
		...memoryStorage(),
		open: () => Promise.resolve({ quarantined: [], sealed: new Map(), unsealed: [], readOnly: true })
	};
	const { ledger, texts } = memoryLedger({ storage });
	expect(await problemOf(ledger.append([draft(null, named('Alice'))]))).toBe('read-only');
	expect(texts.size).toBe(0);
});

test('saved is not said before the entries are there', async () => {
	const { ledger } = memoryLedger();
	const states: StorageState['state'][] = [];
	ledger.onStorage(({ state }) => states.push(state));
	await ledger.opened;
	expect(states[0]).toBe('opening');
	expect(states.at(-1)).toBe('saved');
});

test('a closed ledger adds nothing', async () => {
	const { ledger } = memoryLedger();
	await ledger.close();
	expect(await problemOf(ledger.append([draft(null, named('Alice'))]))).toBe('closed');
});

test('all entries as a text are their canonical forms, one a line', async () => {
	const { ledger } = memoryLedger();
	const [alice] = await ledger.append([draft(null, named('A\nlice'))]);
	expect(await ledger.exportEntries()).toMatchObject({ count: 1 });
	expect(await exportedText(ledger)).toBe(`${entryToText(alice!)}\n`);
});
