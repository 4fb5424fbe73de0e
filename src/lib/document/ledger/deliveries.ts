import { authorOf, factCount, type Entry } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';

/** Facts in one slice: as many as a page folds without dropping a frame. */
export const factsInSlice = 2_000;

/** So many are in the first slice that a page folds, for what it runs then is not compiled yet; in each after it twice as many. */
export const factsAtFirst = 250;

/** A list of listeners. One that throws does not stop the others. */
export class Listeners<T> {
	readonly #listeners = new Set<(news: T) => void>();

	notify(news: T): void {
		for (const listener of this.#listeners) notify(listener, news);
	}

	/** Returns a function that removes the listener. */
	listen(listener: (news: T) => void): () => void {
		// One function may listen twice, and each is removed by itself.
		const own = (news: T) => listener(news);
		this.#listeners.add(own);
		return () => this.#listeners.delete(own);
	}
}

/**
 * Everything delivered so far, and the listeners. Entries of a withheld organization are delivered to nobody until it is
 * released.
 */
export class Deliveries {
	all: Entry[] = [];
	readonly #withheld = new Map<OrganizationId, Entry[]>();
	readonly #isWithheld: (organization: OrganizationId) => boolean;
	readonly #listeners = new Listeners<Entry[]>();
	readonly #withdrawn = new Listeners<OrganizationId[]>();

	constructor(isWithheld: (organization: OrganizationId) => boolean = () => false) {
		this.#isWithheld = isWithheld;
	}

	/** Listeners get them in slices. */
	deliver(entries: Entry[]): void {
		const delivered = entries.filter((entry) => !this.#isWithheld(authorOf(entry)));
		if (delivered.length < entries.length)
			for (const entry of entries) if (this.#isWithheld(authorOf(entry))) this.#withhold(entry);
		for (const slice of slices(delivered)) {
			for (const entry of slice) this.all.push(entry);
			this.#listeners.notify(slice);
		}
	}

	/** The entries that are here and delivered to nobody. */
	*withheld(): Generator<Entry> {
		for (const entries of this.#withheld.values()) yield* entries;
	}

	/**
	 * Takes back what was delivered of these organizations: the listeners start again without them.
	 * @param keep whether the entries are kept, to be released later
	 */
	withdraw(organizations: Iterable<OrganizationId>, { keep }: { keep: boolean }): void {
		const gone = new Set(organizations);
		const before = this.all;
		this.all = before.filter((entry) => !gone.has(authorOf(entry)));
		if (this.all.length === before.length) return;
		if (keep) for (const entry of before) if (gone.has(authorOf(entry))) this.#withhold(entry);
		this.#withdrawn.notify([...gone]);
	}

	/** Delivers what was withheld of these organizations. */
	release(organizations: Iterable<OrganizationId>): void {
		const entries = [...organizations].flatMap((each) => {
			const kept = this.#withheld.get(each) ?? [];
			this.#withheld.delete(each);
			return kept;
		});
		this.deliver(entries);
	}

	onWithdrawn(listener: (organizations: OrganizationId[]) => void): () => void {
		return this.#withdrawn.listen(listener);
	}

	listen(listener: (entries: Entry[]) => void): () => void {
		for (const slice of slices(this.all)) notify(listener, slice);
		return this.#listeners.listen(listener);
	}

	#withhold(entry: Entry): void {
		const kept = this.#withheld.get(authorOf(entry));
		if (kept) kept.push(entry);
		else this.#withheld.set(authorOf(entry), [entry]);
	}
}

/** Calls a listener. What it throws is reported as an uncaught error, and stops nothing here. */
export function notify<T>(listener: (news: T) => void, news: T): void {
	try {
		listener(news);
	} catch (error) {
		queueMicrotask(() => {
			throw error;
		});
	}
}

/**
 * The entries in slices of about that many facts.
 * @param first how many there are in the first slice; each after it has twice as many as the one before, up to the most
 */
export function* slices(entries: Iterable<Entry>, most = factsInSlice, first = most): Generator<Entry[]> {
	let slice: Entry[] = [];
	let [facts, size] = [0, first];
	for (const entry of entries) {
		slice.push(entry);
		facts += factCount(entry);
		if (facts < size) continue;
		yield slice;
		slice = [];
		[facts, size] = [0, Math.min(most, 2 * size)];
	}
	if (slice.length > 0) yield slice;
}
