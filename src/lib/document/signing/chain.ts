import type { Entry } from '$lib/domain/entry';
import type { EntryId, KeyId } from '$lib/domain/facts';

export interface Link {
	seq: number;
	previous: EntryId | '';
}

interface Head {
	seq: number;
	id: EntryId;
}

/** Where each key's chain ends. */
export class Chain {
	readonly #behind: Chain | null;
	readonly #heads = new Map<KeyId, Head>();

	/** @param behind a chain to go on from without changing it: drafts are signed ahead of being added */
	constructor(behind: Chain | null = null) {
		this.#behind = behind;
	}

	/** Takes in an entry, in any order. Of two entries with one `seq`, the one with the lower id is gone on from. */
	add(entry: Entry): void {
		const head = this.#head(entry.key);
		if (!head || entry.seq > head.seq || (entry.seq === head.seq && entry.id < head.id)) {
			this.#heads.set(entry.key, { seq: entry.seq, id: entry.id });
		}
	}

	/** Where the next entry by this key belongs. */
	next(key: KeyId): Link {
		const head = this.#head(key);
		return { seq: (head?.seq ?? 0) + 1, previous: head?.id ?? '' };
	}

	#head(key: KeyId): Head | undefined {
		return this.#heads.get(key) ?? (this.#behind ? this.#behind.#head(key) : undefined);
	}
}
