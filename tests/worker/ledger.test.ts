import { expect, test } from 'vitest';
import type { StorageState } from '../../src/lib/document/ledger/api';
import { authorOf, type Entry } from '../../src/lib/domain/entry';
import { draft, named, problemOf, renamed } from '../document/helpers';
import { settled, signer } from '../gate/parties';
import { behindLine, plain } from './behind';

test('what a page has written comes to it as the Worker has it, without a word of it crossing back', async () => {
	const { ledger, there, toPage } = behindLine();
	const delivered: Entry[] = [];
	ledger.onEntries((entries) => delivered.push(...entries));
	const chosen = 'A'.repeat(43);
	const drafts = [
		{ ...draft(null, named('Alice')), as: chosen },
		draft(chosen, renamed('Of her own accord')),
		draft(chosen, { table: 'partners', partner: chosen, name: 'Herself' })
	];
	const entries = await ledger.append(drafts);
	expect(entries).toEqual([...there.entries.values()]);
	expect(entries.map(authorOf)).toEqual(Array(3).fill(entries[0]!.id));
	expect(delivered).toEqual(entries);
	for (const [at, entry] of entries.entries()) expect(delivered[at]).toBe(entry);
	const crossed = JSON.stringify(toPage);
	for (const word of ['Alice', 'accord', 'Herself']) expect(crossed).not.toContain(word);
});

test('what others wrote crosses once, its author and all', async () => {
	const { ledger, gate, toPage } = behindLine();
	const delivered: Entry[] = [];
	ledger.onEntries((entries) => delivered.push(...entries));
	const { founding } = await signer();
	await gate.admit([founding.text], 'a file');
	expect(delivered.map(plain)).toEqual([founding.entry]);
	const told = toPage.filter((message) => 'event' in message && message.event === 'entries');
	const value = { authors: [[founding.entry.key, '']], text: expect.stringContaining('Mallory') as string };
	expect(told).toMatchObject([{ event: 'entries', value }]);
});

test('a page keeps no entry that it has delivered: the first listener hears all, a later one what comes', async () => {
	const { ledger } = behindLine();
	const heard: string[][] = [[], []];
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	ledger.onEntries((entries) => heard[0]!.push(...entries.map(({ id }) => id)));
	ledger.onEntries((entries) => heard[1]!.push(...entries.map(({ id }) => id)));
	const [more] = await ledger.append([draft(alice!.id, renamed('A'))]);
	expect(heard).toEqual([[alice!.id, more!.id], [more!.id]]);
});

test('what an organization that is kept back writes here is answered, and delivered to nobody', async () => {
	const { ledger, gate, there } = behindLine();
	let delivered = 0;
	ledger.onEntries((entries) => (delivered += entries.length));
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	await gate.decide([alice!.id], 'left-out');
	const [more] = await ledger.append([draft(alice!.id, renamed('A'))]);
	expect(more).toEqual(there.entries.get(more!.id));
	expect(delivered).toBe(1);
});

test('a call that fails says by which problem, and what cannot cross is malformed', async () => {
	const { ledger, there } = behindLine();
	expect(await problemOf(ledger.append([draft('A'.repeat(43), renamed('x'))]))).toBe('unknown-organization');
	const noData = { ...draft(null, named('Alice')), at: (() => 1) as unknown as number };
	expect(await problemOf(ledger.append([noData]))).toBe('malformed');
	expect(await ledger.held()).toEqual([]);
	expect(there.entries.size).toBe(0);
});

test('closed, it has ended, and every call fails', async () => {
	const { ledger, isEnded } = behindLine();
	const [alice] = await ledger.append([draft(null, named('Alice'))]);
	expect(await ledger.held()).toMatchObject([{ organization: alice!.id }]);
	await ledger.close();
	await ledger.close();
	expect(isEnded()).toBe(true);
	expect(await problemOf(ledger.held())).toBe('closed');
});

test('that the Worker has stopped is a state of the storage', async () => {
	const { ledger, crash } = behindLine();
	await ledger.opened;
	const states: StorageState[] = [];
	ledger.onStorage((state) => states.push(state));
	const waiting = problemOf(ledger.stored());
	crash('gone');
	expect(await waiting).toBe('crashed');
	await settled();
	expect(states.at(-1)).toEqual({ state: 'unavailable', reason: 'crashed', detail: 'gone' });
});
