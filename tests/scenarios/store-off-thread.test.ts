import { afterEach, expect, test, vi } from 'vitest';
import { storeNetworkOffThread } from '$lib/generator/store-off-thread';

/** A Worker that says that it is there, and then only what it is told to. */
class FakeWorker {
	static made: FakeWorker[] = [];
	onmessage: ((event: { data: unknown }) => void) | null = null;
	isEnded = false;
	readonly told: unknown[] = [];

	constructor() {
		FakeWorker.made.push(this);
		setTimeout(() => this.onmessage?.({ data: 'ready' }));
	}

	postMessage(task: unknown) {
		this.told.push(task);
	}

	terminate() {
		this.isEnded = true;
	}
}

afterEach(() => {
	vi.unstubAllGlobals();
	FakeWorker.made = [];
});

const task = { workspace: 'w', size: 0, language: 'en' } as const;

test('stopped while its Worker starts, that Worker ends, and makes nothing', async () => {
	vi.stubGlobal('Worker', FakeWorker);
	const stop = new AbortController();
	const stored = storeNetworkOffThread(task, { progress: () => undefined, signal: stop.signal });
	stop.abort(new Error('stopped'));
	await expect(stored).rejects.toThrow('stopped');
	expect(FakeWorker.made.map(({ isEnded, told }) => ({ isEnded, told }))).toEqual([
		{ isEnded: true, told: [] }
	]);
});

test('stopped while it is made, its Worker ends', async () => {
	vi.stubGlobal('Worker', FakeWorker);
	const stop = new AbortController();
	const stored = storeNetworkOffThread(task, { progress: () => undefined, signal: stop.signal });
	await vi.waitFor(() => expect(FakeWorker.made[0]?.told).toEqual([task]));
	stop.abort(new Error('stopped'));
	await expect(stored).rejects.toThrow('stopped');
	expect(FakeWorker.made[0]!.isEnded).toBe(true);
});
