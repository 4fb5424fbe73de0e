import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ListNotes } from '$lib/workspace/list-notes';

interface Changes {
	lastActing?: string;
	entries?: number;
}

/** A list that takes what is noted, unless its disk is full. */
function list() {
	const now = { full: false };
	const taken: Changes[] = [];
	const notes = new ListNotes<Changes>((changes) => {
		if (now.full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
		taken.push(changes);
		return Promise.resolve();
	});
	return { now, taken, notes };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is noted is there at once', async () => {
	const { notes, taken } = list();
	notes.note({ lastActing: 'nova' });
	await notes.again();
	expect(taken).toEqual([{ lastActing: 'nova' }]);
	expect(notes.isFailing).toBe(false);
});

test('what a full disk did not take is said, and is noted by itself when there is room: the last of each', async () => {
	const { notes, taken, now } = list();
	now.full = true;
	notes.note({ lastActing: 'nova', entries: 3 });
	await notes.again();
	expect(notes.isFailing).toBe(true);
	notes.note({ lastActing: 'kilo' });
	await vi.advanceTimersByTimeAsync(60_000);
	expect(taken).toEqual([]);
	now.full = false;
	await vi.advanceTimersByTimeAsync(30_000);
	expect(taken).toEqual([{ lastActing: 'kilo', entries: 3 }]);
	expect(notes.isFailing).toBe(false);
});

test('what is noted while an older note is refused wins over it', async () => {
	const taken: Changes[] = [];
	let refuse: (why: Error) => void = () => undefined;
	const refused = new Promise<never>((_, reject) => (refuse = reject));
	let isFirst = true;
	const notes = new ListNotes<Changes>((changes) => {
		if (!isFirst) return Promise.resolve(taken.push(changes));
		isFirst = false;
		return refused;
	});
	notes.note({ lastActing: 'nova', entries: 1 });
	notes.note({ lastActing: 'kilo' });
	refuse(new Error('full'));
	await notes.again();
	await notes.again();
	expect(taken).toEqual([{ lastActing: 'kilo', entries: 1 }]);
});

test('a workspace that is closed notes no more', async () => {
	const { notes, taken, now } = list();
	now.full = true;
	notes.note({ lastActing: 'nova' });
	await notes.again();
	notes.close();
	now.full = false;
	await vi.advanceTimersByTimeAsync(60_000);
	expect(taken).toEqual([]);
});
