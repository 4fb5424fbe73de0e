import { expect, test } from 'vitest';
import { limits } from '../../src/lib/gate/limits';
import { WaitingRoom } from '../../src/lib/gate/awaiting-key';
import { entryOf, hashOf } from '../oracle/ledger';

const unlimited = { roomEntries: 1_000, roomLength: 1e6, roomEntriesEach: 1_000, roomLengthEach: 1e6 };
const roomOf = (some: Partial<typeof unlimited> = {}) =>
	new WaitingRoom({ ...limits, ...unlimited, ...some });

const entry = (name: string, organization = 'somebody') =>
	entryOf({ organization: hashOf(organization), facts: [] }, name);

/** Brings entries called so, of this length, and says which of them found room. */
const bring = (room: WaitingRoom, from: string, names: string[], length = 1): boolean[] =>
	names.map((name) => room.add(entry(name), length, from));

/** Who waits, oldest first; the room is empty then. */
const emptied = (room: WaitingRoom): string[] => room.release(() => true).map(({ id }) => id);

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

test('nobody takes more than a share of it, in entries or in length', () => {
	const room = roomOf({ roomEntriesEach: 2, roomLengthEach: 10 });
	expect(bring(room, 'mallory', names('m', 3))).toEqual([true, true, false]);
	expect(bring(room, 'bob', ['long'], 11)).toEqual([false]);
	expect(bring(room, 'bob', ['b0', 'b1'], 5)).toEqual([true, true]);
	expect(emptied(room)).toEqual(['m0', 'm1', 'b0', 'b1']);
	expect(bring(room, 'mallory', ['m2'], 10)).toEqual([true]);
});

test('full, the oldest entry of whoever has most makes room, and of nobody else', () => {
	const room = roomOf({ roomEntries: 6 });
	bring(room, 'carol', ['c0']);
	bring(room, 'mallory', names('m', 4));
	expect(bring(room, 'bob', names('b', 2))).toEqual([true, true]);
	expect(emptied(room)).toEqual(['c0', 'm1', 'm2', 'm3', 'b0', 'b1']);
});

test('whoever would have as much as anybody else makes no room for more', () => {
	const room = roomOf({ roomEntries: 4 });
	bring(room, 'bob', ['b0', 'b1']);
	expect(bring(room, 'mallory', names('m', 3))).toEqual([true, true, false]);
	expect(emptied(room)).toEqual(['b0', 'b1', 'm0', 'm1']);
});

test('full by length, the longest share makes room, until there is enough', () => {
	const room = roomOf({ roomLength: 100 });
	bring(room, 'carol', names('c', 9));
	bring(room, 'mallory', names('m', 9), 10);
	expect(bring(room, 'bob', ['b0'], 25)).toEqual([true]);
	expect(emptied(room)).toEqual([...names('c', 9), ...names('m', 9).slice(3), 'b0']);
});

test('many short entries and few long ones weigh by the part of the room that they take', () => {
	const room = roomOf({ roomEntries: 10, roomLength: 100 });
	bring(room, 'many', names('s', 8));
	bring(room, 'few', ['l0'], 60);
	expect(bring(room, 'bob', ['b0', 'b1'])).toEqual([true, true]);
	expect(emptied(room)).toEqual([...names('s', 8).slice(1), 'l0', 'b0', 'b1']);
});

test('what is brought once more is there already, and takes nobody’s share', () => {
	const room = roomOf({ roomEntriesEach: 1, roomEntries: 1 });
	expect(bring(room, 'bob', ['b0', 'b0'])).toEqual([true, true]);
	expect(bring(room, 'mallory', ['b0', 'm0'])).toEqual([true, false]);
	expect(room.size).toBe(1);
});

test('who leaves gives back the room', () => {
	const room = roomOf({ roomEntriesEach: 2, roomEntries: 2, roomLength: 2, roomLengthEach: 2 });
	bring(room, 'bob', ['b0', 'b1']);
	expect(room.release(({ id }) => id === 'b0').map(({ id }) => id)).toEqual(['b0']);
	expect(bring(room, 'bob', ['b2', 'b3'])).toEqual([true, false]);
	expect(emptied(room)).toEqual(['b1', 'b2']);
	expect(bring(room, 'mallory', names('m', 3))).toEqual([true, true, false]);
});

test('it tells for whom entries wait, by organization and key, up to a number', () => {
	const room = new WaitingRoom({ ...limits, told: 2 });
	for (const [name, organization] of [
		['a0', 'Aurora'],
		['b0', 'Basin'],
		['a1', 'Aurora'],
		['c0', 'Cedar']
	] as const)
		room.add(entry(name, organization), 1, 'bob');
	const waits = (organization: string, entries: number) => ({
		organization: hashOf(organization),
		key: entry('any', organization).key,
		entries
	});
	expect(room.told()).toEqual([waits('Aurora', 2), waits('Basin', 1)]);
	expect(room.concerns(new Set([hashOf('Cedar')]))).toBe(true);
	expect(room.concerns(new Set([hashOf('Delta')]))).toBe(false);
});
