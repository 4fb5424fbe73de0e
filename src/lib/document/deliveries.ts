import type { Entry } from '../domain/entry';

/** Facts in one slice: what a page takes in without dropping a frame. */
const factsInSlice = 2_000;

/** Those who listen. One that throws stops nobody else. */
export class Listeners<T> {
	readonly #listeners = new Set<(news: T) => void>();

	tell(news: T): void {
		for (const listener of this.#listeners) tell(listener, news);
	}

	/** Returns a function that ends it. */
	listen(listener: (news: T) => void): () => void {
		// One function may listen twice; each listening ends by itself.
		const own = (news: T) => listener(news);
		this.#listeners.add(own);
		return () => this.#listeners.delete(own);
	}
}

/** Everything delivered so far, and those who listen. */
export class Deliveries {
	readonly all: Entry[] = [];
	readonly #listeners = new Listeners<Entry[]>();

	deliver(entries: Entry[]): void {
		if (entries.length === 0) return;
		for (const entry of entries) this.all.push(entry);
		this.#listeners.tell(entries);
	}

	listen(listener: (entries: Entry[]) => void): () => void {
		for (const slice of slices(this.all)) tell(listener, slice);
		return this.#listeners.listen(listener);
	}
}

/** Calls a listener; what it throws is reported as nobody's, and stops nothing here. */
export function tell<T>(listener: (news: T) => void, news: T): void {
	try {
		listener(news);
	} catch (error) {
		queueMicrotask(() => {
			throw error;
		});
	}
}

/** The same entries in pieces of about 2,000 facts. */
export function* slices(entries: Iterable<Entry>): Generator<Entry[]> {
	let slice: Entry[] = [];
	let facts = 0;
	for (const entry of entries) {
		slice.push(entry);
		facts += entry.facts.length;
		if (facts < factsInSlice) continue;
		yield slice;
		slice = [];
		facts = 0;
	}
	if (slice.length > 0) yield slice;
}
