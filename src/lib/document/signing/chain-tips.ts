import type { Entry } from '$lib/domain/entry';
import type { EntryId, KeyId } from '$lib/domain/facts';
import { type ChainTip, tipWith } from '$lib/domain/keys/key-chain';

/** Where an entry belongs in the chain of its key. */
export interface ChainLink {
	seq: number;
	previous: EntryId | '';
}

/** The tip of each key's chain, to be signed on: all that signing needs of the chains. */
export class ChainTips {
	readonly #base: ChainTips | null;
	readonly #tips = new Map<KeyId, ChainTip>();

	/** @param base tips to go on from without changing them: drafts are signed ahead of being added */
	constructor(base: ChainTips | null = null) {
		this.#base = base;
	}

	/** Takes in an entry, in any order. */
	add(entry: Entry): void {
		this.#tips.set(entry.key, tipWith(this.#tip(entry.key), entry));
	}

	/** Where the next entry by this key belongs. */
	next(key: KeyId): ChainLink {
		const tip = this.#tip(key);
		return { seq: (tip?.seq ?? 0) + 1, previous: tip?.id ?? '' };
	}

	#tip(key: KeyId): ChainTip | undefined {
		return this.#tips.get(key) ?? (this.#base ? this.#base.#tip(key) : undefined);
	}
}
