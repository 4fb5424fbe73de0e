import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { OverlayMap } from '../fold/overlay-map';
import { writable, beginCopyOnWrite } from '../fold/copy-on-write';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { type KeyDeclaration, declarationsIn, type Retirement } from './key-node';

/** What one entry states about keys. */
export interface KeyStatement {
	entry: Entry;
	declarations: ReadonlyMap<KeyId, KeyDeclaration>;
	retirements: readonly Retirement[];
}

/** What an organization's entries state about its keys, whether or not they count. Entries are only ever added. */
export class KeyStatements {
	/** By the key that signed. */
	readonly #signedBy: Map<KeyId, KeyStatement[]>;
	/** By the key that is declared. */
	readonly #declarations: Map<KeyId, KeyDeclaration[]>;
	/** By the key that is retired: by another key, and by itself. */
	readonly #retirements: Map<KeyId, Retirement[]>;
	readonly #ownRetirements: Map<KeyId, Retirement[]>;
	/** By the entry, for entries that retire a key. */
	readonly #retiring: Map<EntryId, KeyStatement>;

	/** @param base the statements to continue from, which must not change any more */
	constructor(base: KeyStatements | null) {
		const layer = <K, V>(map: Map<K, V> | null) => (map ? new OverlayMap(map) : new Map<K, V>());
		this.#signedBy = layer(base && base.#signedBy);
		this.#declarations = layer(base && base.#declarations);
		this.#retirements = layer(base && base.#retirements);
		this.#ownRetirements = layer(base && base.#ownRetirements);
		this.#retiring = layer(base && base.#retiring);
		if (base) beginCopyOnWrite(this);
	}

	/** Adds an entry, once. Cost: its facts. */
	add(entry: Entry): KeyStatement {
		const declarations = declarationsIn(entry);
		const retirements: Retirement[] = [];
		for (const [key, each] of declarations) this.#listFor(this.#declarations, key).push(each);
		for (const fact of entry.facts) {
			if (fact.table !== 'key-retirements') continue;
			const retirement = { by: entry, fact };
			retirements.push(retirement);
			const lists = fact.key === entry.key ? this.#ownRetirements : this.#retirements;
			this.#listFor(lists, fact.key).push(retirement);
		}
		const statement = { entry, declarations, retirements };
		this.#listFor(this.#signedBy, entry.key).push(statement);
		if (retirements.length > 0) this.#retiring.set(entry.id, statement);
		return statement;
	}

	/** The statements in entries that the key signed. */
	signedBy(key: KeyId): readonly KeyStatement[] {
		return this.#signedBy.get(key) ?? none;
	}

	/** What is declared about the key. */
	declarationsOf(key: KeyId): readonly KeyDeclaration[] {
		return this.#declarations.get(key) ?? none;
	}

	/** The retirements of the key by other keys. */
	retirementsOf(key: KeyId): readonly Retirement[] {
		return this.#retirements.get(key) ?? none;
	}

	/** The retirements of the key by itself. */
	ownRetirementsOf(key: KeyId): readonly Retirement[] {
		return this.#ownRetirements.get(key) ?? none;
	}

	/** Whether any entry retires the key, whether or not it counts. */
	isRetired(key: KeyId): boolean {
		return this.#retirements.has(key) || this.#ownRetirements.has(key);
	}

	/** What the entry states, if it retires a key. */
	retiringStatement(id: EntryId): KeyStatement | undefined {
		return this.#retiring.get(id);
	}

	#listFor<T>(lists: Map<KeyId, T[]>, key: KeyId): T[] {
		const list = getOrInsertComputed(lists, key, (): T[] => []);
		return writable(this, list, (copy) => lists.set(key, copy));
	}
}

const none: readonly never[] = [];
