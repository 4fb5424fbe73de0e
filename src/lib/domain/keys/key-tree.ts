import { type KeyUpdate, UpdateQueue } from './update-queue';
import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { OverlayMap } from '../fold/overlay-map';
import { writable, beginCopyOnWrite } from '../fold/copy-on-write';
import { updateRetirement } from './retirements';
import type { ChainReader } from './chain-walk';
import { KeyAncestors, isSame } from './key-ancestors';
import { KeyLevels } from './key-levels';
import { race } from '../algorithms/race';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { type KeyStatement, KeyStatements } from './key-statements';
import {
	keyAdditions,
	newKeyNode,
	findPosition,
	keyRecordOf,
	authorityOf,
	type KeyRecord,
	type TreePosition,
	type Retirement,
	type KeyNode
} from './key-node';

/** Which entries may count differently than before: all that these keys signed, and these. */
export interface AuthorityChanges {
	keys: Set<KeyId>;
	entries: Set<Entry>;
}

/**
 * The keys of one organization as a tree, whose root is the founding key. It is updated level by level from the top: the
 * authority of one level is final before the next is looked at. Only what may have changed is updated: the keys that an
 * entry declares or retires, then the keys below that are affected by statements that started or stopped counting.
 */
export class KeyTree implements ChainReader {
	readonly entryOf: (id: EntryId) => Entry | undefined;
	readonly #statements: KeyStatements;
	readonly #keys: Map<KeyId, KeyNode>;
	/** The keys whose chains have a gap, by the missing entry. */
	readonly #awaiting: Map<EntryId, KeyId[]>;
	readonly #levels: KeyLevels;
	readonly #ancestors: KeyAncestors;
	readonly #queue = new UpdateQueue();
	/** Statements that were added since the tree was last updated. */
	readonly #fresh: KeyStatement[] = [];
	/** During an update: keys that left their position, as they were there. */
	readonly #removed = new Map<KeyId, KeyNode>();
	#foundingEntry: Entry | null;
	#changes: AuthorityChanges;

	/**
	 * @param entryOf finds any entry of this organization that is here
	 * @param base a tree to continue from, which must not change any more
	 */
	constructor(entryOf: (id: EntryId) => Entry | undefined, base: KeyTree | null = null) {
		if (base) base.#update();
		this.entryOf = entryOf;
		this.#statements = new KeyStatements(base && base.#statements);
		this.#keys = base ? new OverlayMap(base.#keys) : new Map<KeyId, KeyNode>();
		this.#awaiting = base ? new OverlayMap(base.#awaiting) : new Map<EntryId, KeyId[]>();
		const [find, write] = [(key: KeyId) => this.#keys.get(key), (key: KeyNode) => this.#write(key)];
		this.#levels = new KeyLevels({ find, write, statements: this.#statements }, base && base.#levels);
		this.#ancestors = new KeyAncestors(this.#keys, this.#levels, base && base.#ancestors);
		this.#foundingEntry = base && base.#foundingEntry;
		const { keys, entries }: Partial<AuthorityChanges> = base ? base.#changes : {};
		this.#changes = { keys: new Set(keys), entries: new Set(entries) };
		if (base) beginCopyOnWrite(this);
	}

	/** Adds an entry that states something about keys, once. Cost: its facts now, and what it changes when the tree is read. */
	add(entry: Entry): void {
		const added = keyAdditions(entry).filter(({ key }) => key !== entry.key);
		const adders = added.map(({ key }) => [key, this.#statements.onlyAdderOf(key)] as const);
		const statement = this.#statements.add(entry);
		for (const [key, adder] of adders)
			if (this.#statements.onlyAdderOf(key) === null)
				this.#levels.share(key, adder ? [adder, entry.key] : [entry.key]);
		if (entry.organization !== '') this.#fresh.push(statement);
		else {
			this.#foundingEntry = entry;
			this.#queue.updateFor(entry.key, 0).checkPosition = true;
		}
	}

	/** Notes that an entry has arrived. True where the chain of a retired key was waiting for it. Otherwise free. */
	noteArrival(id: EntryId): boolean {
		const waiting = this.#awaiting.get(id);
		if (!waiting) return false;
		this.#awaiting.delete(id);
		for (const each of waiting) {
			const key = this.#keys.get(each);
			if (key) this.#queue.addArrival(each, this.#levels.of(key), id);
		}
		return true;
	}

	/** Whether the chain of a retired key is waiting for the entry. */
	isAwaited(id: EntryId): boolean {
		this.#update();
		return this.#awaiting.has(id);
	}

	/** The statements in entries that the key signed. */
	statementsBy(key: KeyId): readonly KeyStatement[] {
		return this.#statements.signedBy(key);
	}

	/** The key, if it is in the tree. */
	key(key: KeyId): KeyNode | undefined {
		this.#update();
		return this.#keys.get(key);
	}

	/** The key as shown to people: a new object whenever it has changed. */
	record(key: KeyId): KeyRecord | undefined {
		const found = this.key(key);
		return found && (found.record ??= keyRecordOf(found, this.#statements.declarationsOf(key), this.#keys));
	}

	/** All keys in the tree, ordered by level and id. */
	inOrder(): KeyNode[] {
		this.#update();
		return [...this.#keys.values()].sort((one, other) => this.#levels.compare(one, other));
	}

	/** All ancestors of a key; none for one that is not in the tree. */
	ancestorsOf(key: KeyId): Set<KeyId> {
		return this.key(key) ? this.#ancestors.ancestorsOf(key) : new Set();
	}

	/** Which entries may count differently than at the last call. */
	takeChanges(): AuthorityChanges {
		this.#update();
		const changes = this.#changes;
		this.#changes = { keys: new Set(), entries: new Set() };
		return changes;
	}

	/** Notes that the chain of the key has a gap at this entry. */
	awaitEntry(id: EntryId, key: KeyId): void {
		const waiting = getOrInsertComputed(this.#awaiting, id, (): KeyId[] => []);
		writable(this, waiting, (copy) => this.#awaiting.set(id, copy)).push(key);
	}

	/** Works in what was added since the last update. */
	#update(): void {
		for (const statement of this.#fresh.splice(0)) {
			const key = this.#keys.get(statement.entry.key);
			if (!key) continue;
			const level = this.#levels.of(key);
			this.#queueAffected(statement, level);
			for (const each of statement.retirements)
				if (each.fact.key === key.key) this.#queue.addRetirement(key.key, level, each);
		}
		for (let level = this.#queue.lowest; level !== undefined; level = this.#queue.lowest) {
			const updates = this.#queue.takeLevel(level);
			for (const [key, update] of updates)
				if (update.checkPosition && this.#updatePosition(key, level)) update.checkAll = true;
			for (const [key, update] of updates) {
				const at = this.#levels.ofKey(key);
				if (at === level) this.#updateRetirement(key, update, level);
				else if (at !== undefined) this.#queue.moveUpdate(key, at, update);
			}
		}
		for (const [key, before] of this.#removed) {
			this.#levels.forget(before);
			if (!this.#keys.has(key)) this.#changes.keys.add(key);
		}
		this.#removed.clear();
	}

	/** Queues the keys that a statement is about, which is new or has started or stopped counting. */
	#queueAffected({ declarations, retirements }: KeyStatement, level: number): void {
		for (const key of declarations.keys()) {
			const declared = this.#keys.get(key);
			if (declared) this.#write(declared).record = null;
			if (!declared || this.#levels.of(declared) > level)
				this.#queue.updateFor(key, level + 1).checkPosition = true;
		}
		for (const each of retirements) {
			const below = this.#levels.ofKey(each.fact.key);
			if (below !== undefined && below > level) this.#queue.addRetirement(each.fact.key, below, each);
		}
	}

	/** Moves the key to its position, if that is at this level. True where it was placed anew, or its use changed. */
	#updatePosition(key: KeyId, level: number): boolean {
		const found = this.#keys.get(key);
		const foundAt = found ? this.#levels.of(found) : Number.POSITIVE_INFINITY;
		const position = this.#findPosition(key);
		if (found && foundAt >= level && position?.level === level) return this.#changePosition(found, position);
		const at = Math.min(foundAt, position?.level ?? Number.POSITIVE_INFINITY);
		if (at !== level) {
			// Further down, it is not final yet; further up, those that add it have moved meanwhile.
			if (at < Number.POSITIVE_INFINITY) this.#queue.updateFor(key, at).checkPosition = true;
			return false;
		}
		if (found) {
			this.#ancestors.remove(key);
			this.#levels.leave(found);
			this.#keys.delete(key);
			this.#removed.set(key, found);
		}
		if (position?.level === level) {
			const before = this.#removed.get(key);
			this.#keys.set(key, newKeyNode(key, position, this.#levels.place(key, position), before));
			if (before?.use !== position.use) this.#changes.keys.add(key);
			return true;
		}
		for (const each of found ? this.statementsBy(key) : []) this.#queueAffected(each, level);
		if (position) this.#queue.updateFor(key, position.level).checkPosition = true;
		return false;
	}

	#findPosition(key: KeyId): TreePosition | null {
		if (key !== this.#foundingEntry?.key)
			return findPosition(this.#statements.declarationsOf(key), this.#keys, this.#levels);
		return { level: 0, use: 'act', by: this.#foundingEntry, parents: new Set() };
	}

	/** Updates the position of a key that stays at its level or moves up, with all below it. True where its use changed. */
	#changePosition(found: KeyNode, { level, use, by, parents }: TreePosition): boolean {
		const key = this.#write(found);
		const { use: useBefore, parents: parentsBefore } = key;
		Object.assign(key, { use, by, parents, record: null });
		if (this.#levels.of(key) > level) {
			this.#ancestors.invalidate(key.key);
			for (const each of this.#levels.move(key, level))
				if ((this.#levels.ofKey(each) ?? level) > level)
					this.#queue.updateFor(each, level + 1).checkPosition = true;
		}
		if (!isSame(parentsBefore, parents)) {
			this.#ancestors.invalidate(key.key);
			const differing = this.#ancestors.differing(parentsBefore, parents, this.#removed);
			const searches = [this.#retirementsBy(differing), this.#retirementsBelow(key.key)];
			for (const each of race(this.#statements.retirementsOfOthers, ...searches).found) {
				const at = this.#levels.ofKey(each.fact.key);
				if (at !== undefined && at >= level) this.#queue.addRetirement(each.fact.key, at, each);
			}
		}
		if (use === useBefore) return false;
		this.#changes.keys.add(key.key);
		return true;
	}

	/** The retirements of a key and its descendants. */
	*#retirementsBelow(top: KeyId): Generator<Retirement | null> {
		const found = new Set([top]);
		for (const at of found) {
			yield* this.#statements.retirementsOf(at);
			for (const key of this.#statements.addedBy(at)) {
				if (this.#keys.get(key)?.parents.has(at)) found.add(key);
				yield null;
			}
		}
	}

	/** The retirements by these keys. */
	*#retirementsBy(keys: Iterable<KeyId | null>): Generator<Retirement | null> {
		for (const key of keys) {
			if (key) yield* this.#statements.retirementsBy(key);
			yield null;
		}
	}

	/** Updates which entries of a retired key count, and queues what that affects. */
	#updateRetirement(of: KeyId, update: KeyUpdate, level: number): void {
		const statements = this.statementsBy(of);
		if (!this.#statements.isRetired(of)) {
			for (const each of update.checkAll ? statements : []) this.#queueAffected(each, level);
			return;
		}
		const key = this.#write(this.#keys.get(of)!);
		const { isReplaced, added, isToggled } = updateRetirement(this, key, update, this.#statements, (each) =>
			this.#isByAncestor(key, each)
		);
		if (isReplaced) this.#changes.keys.add(of);
		for (const entry of added) this.#changes.entries.add(entry);
		const { checkAll } = update;
		for (const each of checkAll || isReplaced || added.size > 0 ? statements : [])
			if (checkAll || (isReplaced && isToggled(each.entry)) || added.has(each.entry))
				this.#queueAffected(each, level);
	}

	#isByAncestor(key: KeyNode, { by }: Retirement): boolean {
		const above = this.#keys.get(by.key);
		if (!above || this.#levels.of(above) >= this.#levels.of(key) || authorityOf(above, by) !== 'all')
			return false;
		return this.#ancestors.isAncestor(above.key, key.key);
	}

	#write(key: KeyNode): KeyNode {
		return writable(this, key, (copy) => this.#keys.set(key.key, copy));
	}
}
