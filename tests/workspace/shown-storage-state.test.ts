import type { StorageState } from '$lib/workspace/workspace';
import { ShownStorageState } from '$lib/workspace/shown-storage-state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const saved: StorageState = { state: 'saved' };
const saving: StorageState = { state: 'saving', pending: 1 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('that an edit is being stored is told together with the edit', () => {
	const storage = new ShownStorageState();
	storage.set(saved);
	storage.set(saving);
	expect(storage.current).toEqual(saved);
	storage.tell();
	expect(storage.current).toEqual(saving);
	storage.set(saved);
	vi.runAllTimers();
	expect(storage.current).toEqual(saved);
});

test('it is told soon where nothing else changes, and trouble at once', () => {
	const storage = new ShownStorageState();
	storage.set(saving);
	vi.runAllTimers();
	expect(storage.current).toEqual(saving);
	const failing: StorageState = { state: 'failing', reason: 'disk-full', pending: 1, detail: '' };
	storage.set(failing);
	expect(storage.current).toEqual(failing);
});
