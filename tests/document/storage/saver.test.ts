import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { StorageState } from '../../../src/lib/document/ledger/api';
import { LazyDocument } from '../../../src/lib/document/storage/lazy-document';
import { Saver } from '../../../src/lib/document/storage/saver';

/** A disk that keeps what is written to it, unless told to be full; `lose` is what the write before came to. */
function disk() {
	const doc = new Y.Doc();
	const kept = new Y.Doc();
	const states: StorageState[] = [];
	const now = { full: false, lose: false, writes: 0 };
	const saver = new Saver(
		new LazyDocument(doc),
		(update) => {
			now.writes += 1;
			if (now.full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
			if (update) Y.applyUpdate(kept, update);
			return Promise.resolve();
		},
		(state) => states.push(state)
	);
	doc.on('update', (update: Uint8Array) => {
		if (now.full || now.lose) queueMicrotask(() => saver.doubt());
		else Y.applyUpdate(kept, update);
		saver.changed();
	});
	const set = (id: string) => void doc.getMap('entries').set(id, id);
	const stored = () => [...kept.getMap('entries').keys()].sort();
	return { saver, states, now, set, stored, last: () => states.at(-1) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an edit is saving, then saved', async () => {
	const { saver, states, set, stored } = disk();
	set('a');
	await saver.stored();
	expect(states).toEqual([{ state: 'saved' }, { state: 'saving', pending: 1 }, { state: 'saved' }]);
	expect(stored()).toEqual(['a']);
});

test('a write that was lost in silence is written again before anything is called saved', async () => {
	const { saver, now, set, stored } = disk();
	now.lose = true;
	set('a');
	set('b');
	await saver.stored();
	expect(stored()).toEqual(['a', 'b']);
});

test('a full disk is said with what is at stake; what was refused is kept and tried again, ever more seldom', async () => {
	const { saver, now, set, stored, last } = disk();
	now.full = true;
	set('a');
	await expect(saver.stored()).rejects.toMatchObject({ problem: 'not-stored' });
	set('b');
	expect(last()).toMatchObject({ state: 'failing', reason: 'disk-full', pending: 2 });
	const before = now.writes;
	await vi.advanceTimersByTimeAsync(7_500);
	expect(now.writes - before).toBe(3);
	now.full = false;
	await vi.advanceTimersByTimeAsync(10_000);
	expect(last()).toEqual({ state: 'saved' });
	expect(stored()).toEqual(['a', 'b']);
});

test('on demand it is tried at once', async () => {
	const { saver, now, set, stored, last } = disk();
	now.full = true;
	set('a');
	await expect(saver.stored()).rejects.toMatchObject({ problem: 'not-stored' });
	now.full = false;
	await saver.stored();
	expect([last(), stored()]).toEqual([{ state: 'saved' }, ['a']]);
});

test('a failure while nothing waits is nobody’s loss', () => {
	const { saver, states } = disk();
	saver.doubt();
	expect(states).toEqual([{ state: 'saved' }]);
});

test('when everything was lost, everything is written', async () => {
	const { saver, now, set, stored } = disk();
	now.lose = true;
	set('a');
	await saver.stored();
	const before = now.writes;
	saver.lost();
	await saver.stored();
	expect([now.writes - before, stored()]).toEqual([1, ['a']]);
});

test.for([20, 80])(
	'what is there is stored after a few writes, though %i more come one by one',
	async (count) => {
		const doc = new Y.Doc();
		const root = doc.getMap('entries');
		let [writes, more] = [0, 0];
		const write = async () => {
			writes += 1;
			await Promise.resolve();
			if (more < count) root.set(`more ${++more}`, '');
		};
		const saver = new Saver(new LazyDocument(doc), write, () => undefined);
		doc.on('update', () => saver.changed());
		root.set('first', '');
		root.set('second', '');
		await saver.stored();
		expect(writes).toBeLessThan(5);
		await saver.stored();
		expect(writes).toBeLessThan(10);
		saver.close();
	}
);
