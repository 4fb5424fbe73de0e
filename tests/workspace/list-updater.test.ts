import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ListUpdater } from '$lib/workspace/list-updater';

interface Changes {
	lastActing?: string;
	entries?: number;
}

/** A list that takes what is noted, unless its disk is full. */
function list() {
	const now = { full: false };
	const taken: Changes[] = [];
	const notes = new ListUpdater<Changes>((changes) => {
		if (now.full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
		taken.push(changes);
		return Promise.resolve();
	});
	return { now, taken, notes };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an update is written at once', async () => {
	const { notes, taken } = list();
	notes.update({ lastActing: 'nova' });
	await notes.retryNow();
	expect(taken).toEqual([{ lastActing: 'nova' }]);
	expect(notes.isFailing).toBe(false);
});

test('a failed write is reported, and retried by itself with the latest changes', async () => {
	const { notes, taken, now } = list();
	now.full = true;
	notes.update({ lastActing: 'nova', entries: 3 });
	await notes.retryNow();
	expect(notes.isFailing).toBe(true);
	notes.update({ lastActing: 'kilo' });
	await vi.advanceTimersByTimeAsync(60_000);
	expect(taken).toEqual([]);
	now.full = false;
	await vi.advanceTimersByTimeAsync(30_000);
	expect(taken).toEqual([{ lastActing: 'kilo', entries: 3 }]);
	expect(notes.isFailing).toBe(false);
});

test('changes made while a write fails override it', async () => {
	const taken: Changes[] = [];
	let refuse: (why: Error) => void = () => undefined;
	const refused = new Promise<never>((_, reject) => (refuse = reject));
	let isFirst = true;
	const notes = new ListUpdater<Changes>((changes) => {
		if (!isFirst) return Promise.resolve(taken.push(changes));
		isFirst = false;
		return refused;
	});
	notes.update({ lastActing: 'nova', entries: 1 });
	notes.update({ lastActing: 'kilo' });
	refuse(new Error('full'));
	await notes.retryNow();
	await notes.retryNow();
	expect(taken).toEqual([{ lastActing: 'kilo', entries: 1 }]);
});

test('after closing nothing more is written', async () => {
	const { notes, taken, now } = list();
	now.full = true;
	notes.update({ lastActing: 'nova' });
	await notes.retryNow();
	notes.close();
	now.full = false;
	await vi.advanceTimersByTimeAsync(60_000);
	expect(taken).toEqual([]);
});
