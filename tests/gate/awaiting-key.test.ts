import { expect, test } from 'vitest';
import { limits } from '../../src/lib/gate/limits';
import { EntriesAwaitingKey } from '../../src/lib/gate/awaiting-key';
import { entryOf, hashOf } from '../oracle/ledger';

const unlimited = {
	awaitingKeyEntries: 1_000,
	awaitingKeyLength: 1e6,
	awaitingKeyEntriesEach: 1_000,
	awaitingKeyLengthEach: 1e6
};
const boundedBy = (some: Partial<typeof unlimited> = {}) =>
	new EntriesAwaitingKey({ ...limits, ...unlimited, ...some });

const entry = (name: string, organization = 'somebody') =>
	entryOf({ organization: hashOf(organization), facts: [] }, name);

/** Brings entries called so, of this length, and says which of them found waiting. */
const bring = (waiting: EntriesAwaitingKey, from: string, names: string[], length = 1): boolean[] =>
	names.map((name) => waiting.add(entry(name), length, from));

/** Who waits, oldest first; the room is empty then. */
const emptied = (waiting: EntriesAwaitingKey): string[] => waiting.release(() => true).map(({ id }) => id);

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

test('nobody takes more than a share of it, in entries or in length', () => {
	const waiting = boundedBy({ awaitingKeyEntriesEach: 2, awaitingKeyLengthEach: 10 });
	expect(bring(waiting, 'mallory', names('m', 3))).toEqual([true, true, false]);
	expect(bring(waiting, 'bob', ['long'], 11)).toEqual([false]);
	expect(bring(waiting, 'bob', ['b0', 'b1'], 5)).toEqual([true, true]);
	expect(emptied(waiting)).toEqual(['m0', 'm1', 'b0', 'b1']);
	expect(bring(waiting, 'mallory', ['m2'], 10)).toEqual([true]);
});

test('full, the oldest entry of whoever has most makes waiting, and of nobody else', () => {
	const waiting = boundedBy({ awaitingKeyEntries: 6 });
	bring(waiting, 'carol', ['c0']);
	bring(waiting, 'mallory', names('m', 4));
	expect(bring(waiting, 'bob', names('b', 2))).toEqual([true, true]);
	expect(emptied(waiting)).toEqual(['c0', 'm1', 'm2', 'm3', 'b0', 'b1']);
});

test('whoever would have as much as anybody else makes no room for more', () => {
	const waiting = boundedBy({ awaitingKeyEntries: 4 });
	bring(waiting, 'bob', ['b0', 'b1']);
	expect(bring(waiting, 'mallory', names('m', 3))).toEqual([true, true, false]);
	expect(emptied(waiting)).toEqual(['b0', 'b1', 'm0', 'm1']);
});

test('full by length, the longest share makes waiting, until there is enough', () => {
	const waiting = boundedBy({ awaitingKeyLength: 100 });
	bring(waiting, 'carol', names('c', 9));
	bring(waiting, 'mallory', names('m', 9), 10);
	expect(bring(waiting, 'bob', ['b0'], 25)).toEqual([true]);
	expect(emptied(waiting)).toEqual([...names('c', 9), ...names('m', 9).slice(3), 'b0']);
});

test('many short entries and few long ones weigh by the part of the room that they take', () => {
	const waiting = boundedBy({ awaitingKeyEntries: 10, awaitingKeyLength: 100 });
	bring(waiting, 'many', names('s', 8));
	bring(waiting, 'few', ['l0'], 60);
	expect(bring(waiting, 'bob', ['b0', 'b1'])).toEqual([true, true]);
	expect(emptied(waiting)).toEqual([...names('s', 8).slice(1), 'l0', 'b0', 'b1']);
});

test('what is brought once more is there already, and takes nobody’s share', () => {
	const waiting = boundedBy({ awaitingKeyEntriesEach: 1, awaitingKeyEntries: 1 });
	expect(bring(waiting, 'bob', ['b0', 'b0'])).toEqual([true, true]);
	expect(bring(waiting, 'mallory', ['b0', 'm0'])).toEqual([true, false]);
	expect(waiting.size).toBe(1);
});

test('who leaves gives back the room', () => {
	const waiting = boundedBy({
		awaitingKeyEntriesEach: 2,
		awaitingKeyEntries: 2,
		awaitingKeyLength: 2,
		awaitingKeyLengthEach: 2
	});
	bring(waiting, 'bob', ['b0', 'b1']);
	expect(waiting.release(({ id }) => id === 'b0').map(({ id }) => id)).toEqual(['b0']);
	expect(bring(waiting, 'bob', ['b2', 'b3'])).toEqual([true, false]);
	expect(emptied(waiting)).toEqual(['b1', 'b2']);
	expect(bring(waiting, 'mallory', names('m', 3))).toEqual([true, true, false]);
});

test('it tells for whom entries wait, by organization and key, up to a number', () => {
	const waiting = new EntriesAwaitingKey({ ...limits, reported: 2 });
	for (const [name, organization] of [
		['a0', 'Aurora'],
		['b0', 'Basin'],
		['a1', 'Aurora'],
		['c0', 'Cedar']
	] as const)
		waiting.add(entry(name, organization), 1, 'bob');
	const waits = (organization: string, entries: number) => ({
		organization: hashOf(organization),
		key: entry('any', organization).key,
		entries
	});
	expect(waiting.report()).toEqual([waits('Aurora', 2), waits('Basin', 1)]);
	expect(waiting.hasAnyOf(new Set([hashOf('Cedar')]))).toBe(true);
	expect(waiting.hasAnyOf(new Set([hashOf('Delta')]))).toBe(false);
});
