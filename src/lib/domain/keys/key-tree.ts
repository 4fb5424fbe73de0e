import { type KeyUpdate, UpdateQueue } from './update-queue';
import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { OverlayMap } from '../fold/overlay-map';
import { writable, beginCopyOnWrite } from '../fold/copy-on-write';
import { updateRetirement } from './retirements';
import type { ChainReader } from './chain-walk';
import { KeyAncestors, parentsOf } from './key-ancestors';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { type KeyStatement, KeyStatements } from './key-statements';
import {
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
		this.#ancestors = new KeyAncestors(this.#keys, base && base.#ancestors);
		this.#foundingEntry = base && base.#foundingEntry;
		const { keys, entries }: Partial<AuthorityChanges> = base ? base.#changes : {};
		this.#changes = { keys: new Set(keys), entries: new Set(entries) };
		if (base) beginCopyOnWrite(this);
	}

	/** Adds an entry that states something about keys, once. Cost: its facts now, and what it changes when the tree is read. */
	add(entry: Entry): void {
		const statement = this.#statements.add(entry);
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
			if (key) this.#queue.addArrival(each, key.level, id);
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

	/** All keys in the tree, in no particular order. */
	all(): Iterable<KeyNode> {
		this.#update();
		return this.#keys.values();
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
			this.#queueAffected(statement, key.level);
			for (const each of statement.retirements)
				if (each.fact.key === key.key) this.#queue.addRetirement(key.key, key.level, each);
		}
		for (let level = this.#queue.lowest; level !== undefined; level = this.#queue.lowest) {
			const updates = this.#queue.takeLevel(level);
			for (const [key, update] of updates)
				if (update.checkPosition && this.#updatePosition(key, level)) update.checkAll = true;
			for (const [key, update] of updates)
				if (this.#keys.get(key)?.level === level) this.#updateRetirement(key, update);
		}
		for (const key of this.#removed.keys()) if (!this.#keys.has(key)) this.#changes.keys.add(key);
		this.#removed.clear();
	}

	/** Queues the keys that a statement is about, which is new or has started or stopped counting. */
	#queueAffected({ declarations, retirements }: KeyStatement, level: number): void {
		for (const key of declarations.keys()) {
			const declared = this.#keys.get(key);
			if (declared) this.#write(declared).record = null;
			if (!declared || declared.level > level) this.#queue.updateFor(key, level + 1).checkPosition = true;
		}
		for (const each of retirements) {
			const retired = this.#keys.get(each.fact.key);
			if (retired && retired.level > level) this.#queue.addRetirement(retired.key, retired.level, each);
		}
	}

	/** Moves the key to its position, if that is at this level. True where it was placed anew, or its use changed. */
	#updatePosition(key: KeyId, level: number): boolean {
		const found = this.#keys.get(key);
		const position = this.#findPosition(key);
		if (found?.level === level && position?.level === level) return this.#changePosition(found, position);
		const at = Math.min(
			found?.level ?? Number.POSITIVE_INFINITY,
			position?.level ?? Number.POSITIVE_INFINITY
		);
		if (at !== level) {
			// Further down, it is not final yet.
			if (at > level && at < Number.POSITIVE_INFINITY) this.#queue.updateFor(key, at).checkPosition = true;
			return false;
		}
		if (found) {
			this.#ancestors.remove(key);
			this.#keys.delete(key);
			this.#removed.set(key, found);
		}
		if (position?.level === level) {
			const before = this.#removed.get(key);
			this.#keys.set(key, newKeyNode(key, position, before));
			if (before?.use !== position.use) this.#changes.keys.add(key);
			return true;
		}
		for (const each of found ? this.statementsBy(key) : []) this.#queueAffected(each, level);
		if (position) this.#queue.updateFor(key, position.level).checkPosition = true;
		return false;
	}

	#findPosition(key: KeyId): TreePosition | null {
		if (key !== this.#foundingEntry?.key)
			return findPosition(this.#statements.declarationsOf(key), this.#keys);
		return { level: 0, use: 'act', by: this.#foundingEntry, parents: new Set() };
	}

	/** Updates the position of a key that stays at its level. True where its use changed. */
	#changePosition(found: KeyNode, { use, by, parents }: TreePosition): boolean {
		const key = this.#write(found);
		const { use: useBefore, parents: parentsBefore } = key;
		Object.assign(key, { use, by, parents, record: null });
		if (!isSame(parentsBefore, parents)) {
			this.#ancestors.invalidate(key.key);
			this.#queueDescendants(key.key, this.#changedAncestors(parentsBefore, parents, key.level - 1));
		}
		if (use === useBefore) return false;
		this.#changes.keys.add(key.key);
		return true;
	}

	/** The keys that are ancestors by way of either set of parents but not of both, and retire any key. */
	#changedAncestors(ones: ReadonlySet<KeyId>, others: ReadonlySet<KeyId>, from: number): Set<KeyId> {
		const found = new Set<KeyId>();
		let [one, other, level] = [ones, others, from];
		// Some of the earlier parents may be elsewhere by now.
		const before = (key: KeyId) =>
			[this.#keys.get(key), this.#removed.get(key)].find((at) => at?.level === level);
		for (; !isSame(one, other); level--) {
			for (const key of one) if (!other.has(key)) found.add(key);
			for (const key of other) if (!one.has(key)) found.add(key);
			[one, other] = [parentsOf(one, before), parentsOf(other, (key) => this.#keys.get(key))];
		}
		return new Set(
			[...found].filter((key) => this.statementsBy(key).some(({ retirements }) => retirements.length > 0))
		);
	}

	/** Queues the retirements, of a key and its descendants, by keys that became or ceased to be their ancestors. */
	#queueDescendants(top: KeyId, ancestors: ReadonlySet<KeyId>): void {
		if (ancestors.size === 0) return;
		const found = new Set([top]);
		for (const at of found) {
			const { level } = this.#keys.get(at)!;
			for (const each of this.#statements.retirementsOf(at))
				if (ancestors.has(each.by.key)) this.#queue.addRetirement(at, level, each);
			for (const { declarations } of this.statementsBy(at))
				for (const key of declarations.keys()) if (this.#keys.get(key)?.parents.has(at)) found.add(key);
		}
	}

	/** Updates which entries of a retired key count, and queues what that affects. */
	#updateRetirement(of: KeyId, update: KeyUpdate): void {
		const statements = this.statementsBy(of);
		if (!this.#statements.isRetired(of)) {
			const { level } = this.#keys.get(of)!;
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
				this.#queueAffected(each, key.level);
	}

	#isByAncestor(key: KeyNode, { by }: Retirement): boolean {
		const above = this.#keys.get(by.key);
		if (!above || above.level >= key.level || authorityOf(above, by) !== 'all') return false;
		return this.#ancestors.isAncestor(above.key, key.key);
	}

	#write(key: KeyNode): KeyNode {
		return writable(this, key, (copy) => this.#keys.set(key.key, copy));
	}
}

const isSame = (one: ReadonlySet<KeyId>, other: ReadonlySet<KeyId>): boolean =>
	one === other || (one.size === other.size && [...one].every((key) => other.has(key)));
