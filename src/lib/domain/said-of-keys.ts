import type { Entry } from './entry';
import type { EntryId, KeyId } from './facts';
import { OverlayMap } from './fold/overlay-map';
import { writable, beginCopyOnWrite } from './fold/copy-on-write';
import { getOrInsertComputed } from './algorithms/get-or-insert';
import { type Naming, namingsIn, type Retirement } from './tree-key';

/** What one entry says of keys. */
export interface Saying {
	entry: Entry;
	namings: ReadonlyMap<KeyId, Naming>;
	ends: readonly Retirement[];
}

/** What an organization's entries say of its keys, whether it counts or not: grows with what comes in. */
export class SaidOfKeys {
	/** By the key that signed. */
	readonly #by: Map<KeyId, Saying[]>;
	/** By the key that is named. */
	readonly #namings: Map<KeyId, Naming[]>;
	/** By the key that is ended: by others, and by itself. */
	readonly #ends: Map<KeyId, Retirement[]>;
	readonly #ownEnds: Map<KeyId, Retirement[]>;
	/** By the entry, of those that end a key. */
	readonly #ending: Map<EntryId, Saying>;

	/** @param below what it goes on from, which must not change any more */
	constructor(below: SaidOfKeys | null) {
		const on = <K, V>(map: Map<K, V> | null) => (map ? new OverlayMap(map) : new Map<K, V>());
		this.#by = on(below && below.#by);
		this.#namings = on(below && below.#namings);
		this.#ends = on(below && below.#ends);
		this.#ownEnds = on(below && below.#ownEnds);
		this.#ending = on(below && below.#ending);
		if (below) beginCopyOnWrite(this);
	}

	/** Takes in an entry, once. Cost: its facts. */
	add(entry: Entry): Saying {
		const namings = namingsIn(entry);
		const ends: Retirement[] = [];
		for (const [key, naming] of namings) this.#listFor(this.#namings, key).push(naming);
		for (const fact of entry.facts) {
			if (fact.table !== 'key-retirements') continue;
			const end = { by: entry, fact };
			ends.push(end);
			this.#listFor(fact.key === entry.key ? this.#ownEnds : this.#ends, fact.key).push(end);
		}
		const saying = { entry, namings, ends };
		this.#listFor(this.#by, entry.key).push(saying);
		if (ends.length > 0) this.#ending.set(entry.id, saying);
		return saying;
	}

	by(key: KeyId): readonly Saying[] {
		return this.#by.get(key) ?? none;
	}

	namingsOf(key: KeyId): readonly Naming[] {
		return this.#namings.get(key) ?? none;
	}

	endsOf(key: KeyId): readonly Retirement[] {
		return this.#ends.get(key) ?? none;
	}

	ownEndsOf(key: KeyId): readonly Retirement[] {
		return this.#ownEnds.get(key) ?? none;
	}

	/** What an entry says of keys' ends, if it says anything of them. */
	endingIn(id: EntryId): Saying | undefined {
		return this.#ending.get(id);
	}

	#listFor<T>(lists: Map<KeyId, T[]>, key: KeyId): T[] {
		const list = getOrInsertComputed(lists, key, (): T[] => []);
		return writable(this, list, (copy) => lists.set(key, copy));
	}
}

const none: readonly never[] = [];
