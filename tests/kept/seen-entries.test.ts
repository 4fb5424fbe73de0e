/** Which entries a browser took note of, in each form that this was stored in. */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SeenEntries } from '../../src/lib/workspace/news/seen-entries';
import { memoryNotes } from '../exchange/memory-notes';
import { entryOf } from '../oracle/ledger';
import { fixture } from './fixtures';

const stored = JSON.parse(fixture('seen-entries.json')) as Record<
	'one note' | 'a note for each key',
	{ key: string; upTo: number; beyond: number[] }[]
>;

const numbered = (key: string, seq: number) => entryOf({ organization: 'o', key, seq, facts: [] });

const seenOf = (seen: SeenEntries, key: string) =>
	[1, 2, 3, 4, 5, 6, 7, 8].filter((seq) => seen.has(numbered(key, seq)));

test('entries that were seen stay seen, in whichever form that was stored', async () => {
	const notes = memoryNotes();
	await notes.put('before', 'seen-entries', '', stored['one note']);
	for (const note of stored['a note for each key']) await notes.put('now', 'seen-entries', note.key, note);
	for (const workspace of ['before', 'now']) {
		const seen = new SeenEntries(workspace, notes);
		expect(await seen.load()).toBe(true);
		expect([seenOf(seen, 'key-one'), seenOf(seen, 'key-two')]).toEqual([[1, 2, 3, 5, 7], [2]]);
	}
});

test('what was stored as one note is stored as a note for each key with the next entry', async () => {
	const notes = memoryNotes();
	await notes.put('before', 'seen-entries', '', stored['one note']);
	const seen = new SeenEntries('before', notes);
	await seen.load();
	seen.add([numbered('key-two', 2)]);
	await setImmediate();
	expect(await notes.all('before', 'seen-entries')).toEqual(stored['a note for each key']);
});

test('a workspace without entries was opened before, one without notes was not', async () => {
	const notes = memoryNotes();
	const seen = new SeenEntries('w', notes);
	expect(await seen.load()).toBe(false);
	seen.add([]);
	await setImmediate();
	expect(await new SeenEntries('w', notes).load()).toBe(true);
});
