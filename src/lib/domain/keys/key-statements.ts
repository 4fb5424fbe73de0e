import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { OverlayMap } from '../fold/overlay-map';
import { writable, beginCopyOnWrite } from '../fold/copy-on-write';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { type KeyDeclaration, declarationsIn, type Retirement } from './key-node';

/** What one entry says of keys. */
export interface KeyStatement {
	entry: Entry;
	declarations: ReadonlyMap<KeyId, KeyDeclaration>;
	retirements: readonly Retirement[];
}

/** What an organization's entries say of its keys, whether it counts or not: grows with what comes in. */
export class KeyStatements {
	/** By the key that signed. */
	readonly #signedBy: Map<KeyId, KeyStatement[]>;
	/** By the key that is named. */
	readonly #declarations: Map<KeyId, KeyDeclaration[]>;
	/** By the key that is ended: by others, and by itself. */
	readonly #retirements: Map<KeyId, Retirement[]>;
	readonly #ownRetirements: Map<KeyId, Retirement[]>;
	/** By the entry, of those that end a key. */
	readonly #retiring: Map<EntryId, KeyStatement>;

	/** @param below what it goes on from, which must not change any more */
	constructor(below: KeyStatements | null) {
		const on = <K, V>(map: Map<K, V> | null) => (map ? new OverlayMap(map) : new Map<K, V>());
		this.#signedBy = on(below && below.#signedBy);
		this.#declarations = on(below && below.#declarations);
		this.#retirements = on(below && below.#retirements);
		this.#ownRetirements = on(below && below.#ownRetirements);
		this.#retiring = on(below && below.#retiring);
		if (below) beginCopyOnWrite(this);
	}

	/** Takes in an entry, once. Cost: its facts. */
	add(entry: Entry): KeyStatement {
		const namings = declarationsIn(entry);
		const ends: Retirement[] = [];
		for (const [key, naming] of namings) this.#listFor(this.#declarations, key).push(naming);
		for (const fact of entry.facts) {
			if (fact.table !== 'key-retirements') continue;
			const end = { by: entry, fact };
			ends.push(end);
			this.#listFor(fact.key === entry.key ? this.#ownRetirements : this.#retirements, fact.key).push(end);
		}
		const saying = { entry, namings, ends };
		this.#listFor(this.#signedBy, entry.key).push(saying);
		if (ends.length > 0) this.#retiring.set(entry.id, saying);
		return saying;
	}

	signedBy(key: KeyId): readonly KeyStatement[] {
		return this.#signedBy.get(key) ?? none;
	}

	declarationsOf(key: KeyId): readonly KeyDeclaration[] {
		return this.#declarations.get(key) ?? none;
	}

	retirementsOf(key: KeyId): readonly Retirement[] {
		return this.#retirements.get(key) ?? none;
	}

	ownRetirementsOf(key: KeyId): readonly Retirement[] {
		return this.#ownRetirements.get(key) ?? none;
	}

	/** What an entry says of keys' ends, if it says anything of them. */
	retiringStatement(id: EntryId): KeyStatement | undefined {
		return this.#retiring.get(id);
	}

	#listFor<T>(lists: Map<KeyId, T[]>, key: KeyId): T[] {
		const list = getOrInsertComputed(lists, key, (): T[] => []);
		return writable(this, list, (copy) => lists.set(key, copy));
	}
}

const none: readonly never[] = [];
