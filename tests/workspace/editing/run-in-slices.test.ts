import { expect, test } from 'vitest';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { runInSlices } from '$lib/workspace/editing/run-in-slices';

const MILLISECONDS = 60;

/** Keeps the thread for itself between two steps, for as long as a slice of long work may. */
function* long(snapshot: Snapshot): Generator<number, Snapshot> {
	const end = performance.now() + MILLISECONDS;
	for (let step = 1; performance.now() < end; step++) yield step;
	return snapshot;
}

test('a long computation yields to others, and reports progress', async () => {
	const told: number[] = [];
	let turns = 0;
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		turns += 1;
		port2.postMessage(null);
	};
	port2.postMessage(null);
	const state = emptySnapshot();
	const { result } = await runInSlices(
		() => state,
		long,
		(step) => told.push(step)
	);
	port1.close();
	expect(result).toBe(state);
	expect(turns).toBeGreaterThan(0);
	expect(told.length).toBeGreaterThan(0);
	expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test('it starts again when the snapshot changes, and its result is about the latest snapshot', async () => {
	let state = emptySnapshot();
	const begun: Snapshot[] = [];
	const [first, second] = [state, emptySnapshot()];
	const work = (snapshot: Snapshot) => {
		begun.push(snapshot);
		return long(snapshot);
	};
	const { snapshot, result } = await runInSlices(
		() => state,
		work,
		() => (state = second)
	);
	expect(begun).toEqual([first, second]);
	expect(begun[0]).toBe(first);
	expect([snapshot, result].every((each) => each === second)).toBe(true);
});
