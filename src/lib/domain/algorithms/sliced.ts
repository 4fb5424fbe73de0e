/** Work that can rest wherever it yields: done in slices, it holds nothing up. */
export type Sliced<T> = Generator<undefined, T>;

/** Does such work without a rest. */
export function atOnce<T>(work: Sliced<T>): T {
	for (;;) {
		const { done, value } = work.next();
		if (done) return value;
	}
}
