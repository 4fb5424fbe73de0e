import type { Entry } from '../entry';
import type { EntryId } from '../facts';
import { beginCopyOnWrite, writable } from './copy-on-write';
import { NotedEntries } from './noted-entries';
import { OverlayMap } from './overlay-map';

/** The entries of one act, or those of several that have one number. */
type OfNumber = Entry | Entry[] | Map<string, Entry[]>;

/**
 * The entries of each act. Only what undoes or tells an act asks for it: entries are noted, and read when somebody asks. They are
 * kept by a number that is made of the act's id, which is asked of the entries, and by the id only where several acts have
 * one number.
 */
export class ActionIndex {
	/** What a fork goes on from, until that is read. */
	#below: ActionIndex | null;
	#byNumber = new Map<number, OfNumber>();
	readonly #noted: NotedEntries;

	/** @param begins the map of all entries that are noted, or what a fork begins with, which must not change any more */
	constructor(begins: ReadonlyMap<EntryId, Entry> | ActionIndex) {
		this.#below = begins instanceof ActionIndex ? begins : null;
		this.#noted = new NotedEntries(begins instanceof ActionIndex ? null : begins);
	}

	/** Notes an entry, once. Cost: next to nothing. */
	note(entry: Entry): void {
		this.#noted.note(entry);
	}

	/** The entries of an act, in no particular order; undefined where there is none. Cost: what was noted since it was asked last. */
	get(action: string): readonly Entry[] | undefined {
		this.#read();
		const known = this.#byNumber.get(numberOf(action));
		if (!known) return undefined;
		if (known instanceof Map) return known.get(action);
		const entries = Array.isArray(known) ? known : [known];
		return entries[0]!.action === action ? entries : undefined;
	}

	/** Reads what is noted before somebody asks for it: so many entries in a step. */
	*readAhead(most = 4_000): Generator<undefined, void> {
		while (!this.#read(most)) yield;
	}

	/** @returns whether all of it is read */
	#read(most = Number.POSITIVE_INFINITY): boolean {
		if (this.#below) {
			this.#below.#read();
			this.#byNumber = new OverlayMap(this.#below.#byNumber);
			this.#below = null;
			beginCopyOnWrite(this);
		}
		for (let left = most; left > 0; left--) {
			const entry = this.#noted.take();
			if (!entry) return true;
			this.#add(entry);
		}
		return false;
	}

	#add(entry: Entry): void {
		const { action } = entry;
		const number = numberOf(action);
		const put = (ofNumber: OfNumber) => this.#byNumber.set(number, ofNumber);
		const known = this.#byNumber.get(number);
		if (!known) put(entry);
		else if (known instanceof Map) {
			const acts = writable(this, known, put);
			const entries = acts.get(action);
			if (entries) writable(this, entries, (copy) => acts.set(action, copy)).push(entry);
			else acts.set(action, [entry]);
		} else {
			const entries = Array.isArray(known) ? known : [known];
			const before = entries[0]!.action;
			if (before !== action)
				put(
					new Map([
						[before, entries],
						[action, [entry]]
					])
				);
			else if (entries === known) writable(this, entries, put).push(entry);
			else put([...entries, entry]);
		}
	}
}

/** FNV-1a, in as many bits as make a small number. */
function numberOf(action: string): number {
	let number = 0x81_1c_9d_c5;
	for (let at = 0; at < action.length; at++)
		number = Math.imul(number ^ action.charCodeAt(at), 0x01_00_01_93);
	return number >> 2;
}
