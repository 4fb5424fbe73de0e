import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { SmallMap } from '../algorithms/small-map';
import { beginCopyOnWrite, copyOfMap, writable } from '../fold/copy-on-write';
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
	readonly #signedBy: SmallMap<KeyId, KeyStatement[]>;
	/** By the key that is declared. */
	readonly #declarations: SmallMap<KeyId, KeyDeclaration[]>;
	/** By the key that is retired: by another key, and by itself. */
	readonly #retirements: SmallMap<KeyId, Retirement[]>;
	readonly #ownRetirements: SmallMap<KeyId, Retirement[]>;
	/** The retirements of other keys, by the key that signed. */
	readonly #retirementsBy: SmallMap<KeyId, Retirement[]>;
	/** The other keys that a key adds, by that key. */
	readonly #addedBy: SmallMap<KeyId, KeyId[]>;
	/** The only other key that adds a key, by the key that is added; null where several do. */
	readonly #onlyAdder: SmallMap<KeyId, KeyId | null>;
	/** The other keys that a key adds and others too, by that key. */
	readonly #sharedBy: SmallMap<KeyId, SmallMap<KeyId, true>>;
	/** All retirements of keys by other keys. */
	#retirementsOfOthers: Retirement[];
	readonly #byEntry: SmallMap<EntryId, KeyStatement>;

	/** @param base the statements to continue from, which must not change any more */
	constructor(base: KeyStatements | null) {
		const layer = <K, V>(map: SmallMap<K, V> | null) => map?.copy(copyOfMap) ?? new SmallMap<K, V>();
		this.#signedBy = layer(base && base.#signedBy);
		this.#declarations = layer(base && base.#declarations);
		this.#retirements = layer(base && base.#retirements);
		this.#ownRetirements = layer(base && base.#ownRetirements);
		this.#retirementsBy = layer(base && base.#retirementsBy);
		this.#addedBy = layer(base && base.#addedBy);
		this.#onlyAdder = layer(base && base.#onlyAdder);
		this.#sharedBy = layer(base && base.#sharedBy);
		this.#retirementsOfOthers = base ? base.#retirementsOfOthers : [];
		this.#byEntry = layer(base && base.#byEntry);
		if (base) beginCopyOnWrite(this);
	}

	/** Adds an entry, once. Cost: its facts. */
	add(entry: Entry): KeyStatement {
		const declarations = declarationsIn(entry);
		const retirements: Retirement[] = [];
		for (const [key, each] of declarations) {
			this.#listFor(this.#declarations, key).push(each);
			if (key !== entry.key) this.#noteAdder(key, entry.key);
		}
		for (const fact of entry.facts) {
			if (fact.table !== 'key-retirements') continue;
			const retirement = { by: entry, fact };
			retirements.push(retirement);
			const lists = fact.key === entry.key ? this.#ownRetirements : this.#retirements;
			this.#listFor(lists, fact.key).push(retirement);
			if (fact.key === entry.key) continue;
			this.#listFor(this.#retirementsBy, entry.key).push(retirement);
			writable(this, this.#retirementsOfOthers, (copy) => (this.#retirementsOfOthers = copy)).push(
				retirement
			);
		}
		const statement = { entry, declarations, retirements };
		this.#listFor(this.#signedBy, entry.key).push(statement);
		this.#byEntry.set(entry.id, statement);
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

	/** The retirements of other keys by the key. */
	retirementsBy(key: KeyId): readonly Retirement[] {
		return this.#retirementsBy.get(key) ?? none;
	}

	/** All retirements of keys by other keys. */
	get retirementsOfOthers(): readonly Retirement[] {
		return this.#retirementsOfOthers;
	}

	/** The other keys that the key adds, each as often as it does. */
	addedBy(key: KeyId): readonly KeyId[] {
		return this.#addedBy.get(key) ?? none;
	}

	/** The only other key that adds the key; null where several do; undefined where none does. */
	onlyAdderOf(key: KeyId): KeyId | null | undefined {
		return this.#onlyAdder.get(key);
	}

	/** The other keys that the key adds and others too. */
	sharedBy(key: KeyId): ReadonlyMap<KeyId, true> | undefined {
		return this.#sharedBy.get(key);
	}

	/** The retirements of the key by itself. */
	ownRetirementsOf(key: KeyId): readonly Retirement[] {
		return this.#ownRetirements.get(key) ?? none;
	}

	/** Whether any entry retires the key, whether or not it counts. */
	isRetired(key: KeyId): boolean {
		return this.#retirements.has(key) || this.#ownRetirements.has(key);
	}

	/** What the entry states about keys, if anything. */
	statementIn({ id }: Entry): KeyStatement | undefined {
		return this.#byEntry.get(id);
	}

	#noteAdder(key: KeyId, by: KeyId): void {
		this.#listFor(this.#addedBy, by).push(key);
		const only = this.#onlyAdder.get(key);
		if (only === undefined) this.#onlyAdder.set(key, by);
		if (only === undefined || only === by) return;
		this.#onlyAdder.set(key, null);
		for (const adder of only === null ? [by] : [only, by]) {
			const shared = getOrInsertComputed(this.#sharedBy, adder, () => new SmallMap<KeyId, true>());
			writable(this, shared, (copy) => this.#sharedBy.set(adder, copy)).set(key, true);
		}
	}

	#listFor<T>(lists: SmallMap<KeyId, T[]>, key: KeyId): T[] {
		const list = getOrInsertComputed(lists, key, (): T[] => []);
		return writable(this, list, (copy) => lists.set(key, copy));
	}
}

const none: readonly never[] = [];
