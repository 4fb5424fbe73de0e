/** What long work comes to, done in one go. */
export function drained<T>(work: Generator<unknown, T>): T {
	for (;;) {
		const { done, value } = work.next();
		if (done) return value;
	}
}
