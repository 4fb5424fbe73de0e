import { afterEach, expect, test, vi } from 'vitest';
import { askToPersist, isPersisted, storageEstimate } from '../../../src/lib/document/storage/persist';

afterEach(() => vi.unstubAllGlobals());

test.each([
	['no storage manager', {}],
	['one that can do none of it', { storage: {} }],
	['one that refuses all of it', { storage: refusing() }]
])('%s is no promise and no estimate, and no failure', async (_, navigator) => {
	vi.stubGlobal('navigator', navigator);
	expect(await isPersisted()).toBe(false);
	expect(await askToPersist()).toBe(false);
	expect(await storageEstimate()).toBe(null);
});

function refusing() {
	const refuse = () => Promise.reject(new TypeError('not here'));
	return { persist: refuse, persisted: refuse, estimate: refuse };
}

test('a promise is told as it is', async () => {
	const storage = {
		persist: () => Promise.resolve(true),
		persisted: () => Promise.resolve(true),
		estimate: () => Promise.resolve({ usage: 1, quota: 2 })
	};
	vi.stubGlobal('navigator', { storage });
	expect(await isPersisted()).toBe(true);
	expect(await askToPersist()).toBe(true);
	expect(await storageEstimate()).toEqual({ used: 1, allowed: 2 });
});
