import type { Entry } from '../entry';
import type { EntryId } from '../facts';

/**
 * Entries that are read when somebody asks what follows from them, each once. Those that are in a map anyway are not kept
 * a second time: as long as nobody asks, all that is noted is in it.
 */
export class NotedEntries {
	/** The map, until it is read. */
	#all: ReadonlyMap<EntryId, Entry> | null;
	/** While it is read: what comes into the map meanwhile comes last. */
	#rest: Iterator<Entry> | null = null;
	/** What was noted since, and how much of it was read. */
	#noted: Entry[] = [];
	#read = 0;

	/** @param all is written before an entry of it is noted */
	constructor(all: ReadonlyMap<EntryId, Entry> | null = null) {
		this.#all = all;
	}

	/** Another one with what is yet to be read of this one, whose map was read, if it had any. */
	copy(): NotedEntries {
		const copied = new NotedEntries();
		copied.#noted = this.#noted.slice(this.#read);
		return copied;
	}

	/** Notes an entry, once. Cost: next to nothing. */
	note(entry: Entry): void {
		if (!this.#all && !this.#rest) this.#noted.push(entry);
	}

	/** Takes the entry that is to be read next; undefined where none is left. */
	take(): Entry | undefined {
		if (this.#all) [this.#rest, this.#all] = [this.#all.values(), null];
		const first = this.#rest?.next();
		if (first && !first.done) return first.value;
		this.#rest = null;
		const entry = this.#noted[this.#read++];
		if (!entry) [this.#noted, this.#read] = [[], 0];
		return entry;
	}
}
