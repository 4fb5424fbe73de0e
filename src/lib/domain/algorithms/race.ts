/** Which search ended, and what it found. */
interface Ended<T> {
	ended: number;
	found: T[];
}

/**
 * Runs searches by turns, a step each, until one has ended. Cost: the steps of the shortest one, for each; it yields
 * after each of these.
 * @param searches at least one: what each step of it finds, or null where it finds nothing
 * @returns which of them ended, and what that one found
 */
export function* race<T>(...searches: Iterable<T | null>[]): Generator<void, Ended<T>> {
	const running = searches.map((search, ended) => ({
		steps: search[Symbol.iterator](),
		result: { ended, found: [] as T[] }
	}));
	for (;;)
		for (const { steps, result } of running) {
			const step = steps.next();
			if (step.done === true) return result;
			if (step.value !== null) result.found.push(step.value);
			yield;
		}
}
