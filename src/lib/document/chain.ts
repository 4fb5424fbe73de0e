import { authorOf, type Entry } from '../domain/entry';
import type { EntryId, KeyId, OrganizationId } from '../domain/facts';

export interface Link {
	seq: number;
	previous: EntryId | '';
	stamp: number;
}

interface Head {
	seq: number;
	id: EntryId;
}

/** Where each key's chain ends and which stamp each organization has come to. */
export class Chain {
	readonly #behind: Chain | null;
	readonly #heads = new Map<KeyId, Head>();
	readonly #stamps = new Map<OrganizationId, number>();

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
		const author = authorOf(entry);
		this.#stamps.set(author, Math.max(this.#stamp(author), entry.stamp));
	}

	/** Where the next entry by this key, for this organization, belongs. A founding entry has no organization yet. */
	next(key: KeyId, organization: OrganizationId | ''): Link {
		const head = this.#head(key);
		// A stamp as high as there can be must not keep its organization from ever writing again.
		const stamp = Math.min(this.#stamp(organization) + 1, Number.MAX_SAFE_INTEGER);
		return { seq: (head?.seq ?? 0) + 1, previous: head?.id ?? '', stamp };
	}

	#head(key: KeyId): Head | undefined {
		return this.#heads.get(key) ?? (this.#behind ? this.#behind.#head(key) : undefined);
	}

	#stamp(organization: OrganizationId | ''): number {
		return this.#stamps.get(organization) ?? (this.#behind ? this.#behind.#stamp(organization) : 0);
	}
}
