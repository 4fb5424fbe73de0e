import { afterEach, expect, test, vi } from 'vitest';
import { isSigned, loadSignatures } from '../../../src/lib/document/signing/lazy-signature';
import { signer } from '../../gate/parties';

afterEach(() => void vi.useRealTimers());

test('what checks signatures is loaded with the first', async () => {
	const { founding } = await signer();
	expect(await isSigned(founding.entry)).toBe(true);
	expect(await isSigned({ ...founding.entry, at: 2 })).toBe(false);
});

test('where that cannot be had, it is tried again, less and less often, until it can', async () => {
	const { founding } = await signer();
	vi.useFakeTimers();
	let failures = 7;
	const tried: number[] = [];
	const load = () => {
		tried.push(Date.now());
		return failures-- > 0 ? Promise.reject(new Error('no network')) : loadSignatures();
	};
	const verdict = isSigned(founding.entry, load);
	await vi.runAllTimersAsync();
	expect(await verdict).toBe(true);
	expect(tried.slice(1).map((at, index) => (at - tried[index]!) / 1_000)).toEqual([1, 2, 4, 8, 16, 30, 30]);
});
