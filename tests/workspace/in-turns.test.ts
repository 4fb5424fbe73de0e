import { expect, test } from 'vitest';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { inTurns } from '$lib/workspace/in-turns';

const MILLISECONDS = 60;

/** Keeps the thread for itself between two steps, for as long as a slice of long work may. */
function* long(snapshot: Snapshot): Generator<number, Snapshot> {
	const end = performance.now() + MILLISECONDS;
	for (let step = 1; performance.now() < end; step++) yield step;
	return snapshot;
}

test('long work lets others have their turn, and tells how far it is', async () => {
	const told: number[] = [];
	let turns = 0;
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		turns += 1;
		port2.postMessage(null);
	};
	port2.postMessage(null);
	const state = emptySnapshot();
	const { result } = await inTurns(
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

test('it is begun anew where the state changes meanwhile, and is of the state that there is at its end', async () => {
	let state = emptySnapshot();
	const begun: Snapshot[] = [];
	const [first, second] = [state, emptySnapshot()];
	const work = (snapshot: Snapshot) => {
		begun.push(snapshot);
		return long(snapshot);
	};
	const { snapshot, result } = await inTurns(
		() => state,
		work,
		() => (state = second)
	);
	expect(begun).toEqual([first, second]);
	expect(begun[0]).toBe(first);
	expect([snapshot, result].every((each) => each === second)).toBe(true);
});
