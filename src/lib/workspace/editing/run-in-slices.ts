import { timeSlices } from '$lib/document/time-slices';
import type { Snapshot } from '$lib/domain/snapshot';

/** The result of a computation, and the snapshot that it is about. */
interface SlicedResult<T> {
	snapshot: Snapshot;
	result: T;
}

/**
 * Runs a computation on the snapshot in slices, yielding to the page in between. Starts again if the snapshot changes.
 * @param progress called before each pause with the last yielded value
 */
export async function runInSlices<P, T>(
	now: () => Snapshot,
	begin: (snapshot: Snapshot) => Generator<P, T>,
	progress: (so: P) => void = () => undefined
): Promise<SlicedResult<T>> {
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
