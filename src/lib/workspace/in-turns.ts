import { timeSlices } from '$lib/document/time-slices';
import type { Snapshot } from '../domain/snapshot';

/** What long work on a state came to. */
interface Worked<T> {
	snapshot: Snapshot;
	result: T;
}

/**
 * Works something out about the state in turns with the page, anew where that changes meanwhile.
 * @param progress told at each turn of the page what the work has yielded last
 */
export async function inTurns<P, T>(
	now: () => Snapshot,
	begin: (snapshot: Snapshot) => Generator<P, T>,
	progress: (so: P) => void = () => undefined
): Promise<Worked<T>> {
	const rest = timeSlices();
	for (;;) {
		const snapshot = now();
		const work = begin(snapshot);
		while (now() === snapshot) {
			const { done, value } = work.next();
			if (done) return { snapshot, result: value };
			if (!rest.due()) continue;
			progress(value);
			await rest.take();
		}
	}
}
