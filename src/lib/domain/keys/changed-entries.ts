import type { Entry } from '../entry';
import type { KeyId } from '../facts';
import type { AuthorityChanges } from './key-tree-nodes';

/**
 * Which of a key's entries is to be taken next, how many are still, and how many there were when the key changed. Those
 * that came later count as the key is now already.
 */
interface Place {
	next: number;
	left: number;
	of: number;
}

/**
 * The entries of which more or less may count than before, to be taken a few at a time. A key that changes again while
 * its entries are taken has each of them taken once from then on, not twice; and none of them waits for ever.
 */
export class ChangedEntries {
	readonly #entriesOf: (key: KeyId) => readonly Entry[];
	readonly #keys = new Map<KeyId, Place>();
	readonly #entries = new Set<Entry>();

	/** @param base what is left to be taken elsewhere, and is here too */
	constructor(entriesOf: (key: KeyId) => readonly Entry[], base: ChangedEntries | null = null) {
		this.#entriesOf = entriesOf;
		for (const [key, place] of base ? base.#keys : []) this.#keys.set(key, { ...place });
		for (const entry of base ? base.#entries : []) this.#entries.add(entry);
	}

	get isEmpty(): boolean {
		return this.#keys.size === 0 && this.#entries.size === 0;
	}

	add({ keys, entries }: AuthorityChanges): void {
		for (const key of keys) {
			const of = this.#entriesOf(key).length;
			const before = this.#keys.get(key);
			if (of > 0) this.#keys.set(key, { next: before ? before.next % before.of : 0, left: of, of });
		}
		for (const entry of entries) this.#entries.add(entry);
	}

	/** At most so many of them. */
	*take(most: number): Generator<Entry> {
		let taken = 0;
		for (const [key, place] of this.#keys) {
			const entries = this.#entriesOf(key);
			for (; place.left > 0; place.left--) {
				if (taken++ >= most) return;
				yield entries[place.next++ % place.of]!;
			}
			this.#keys.delete(key);
		}
		for (const entry of this.#entries) {
			if (taken++ >= most) return;
			this.#entries.delete(entry);
			yield entry;
		}
	}
}
