import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { beginCopyOnWrite, copyOfMap, writable } from '../fold/copy-on-write';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { SmallMap } from '../algorithms/small-map';
import { affectedRetirements } from './affected-retirements';
import type { ChainReader } from './chain-walk';
import { isSame, KeyAncestors } from './key-ancestors';
import { KeyLevels } from './key-levels';
import {
	authorityOf,
	findPosition,
	keyAdditions,
	keyRecordOf,
	newKeyNode,
	positionWith,
	type KeyNode,
	type KeyRecord,
	type Retirement,
	type TreePosition
} from './key-node';
import { type KeyStatement, KeyStatements } from './key-statements';
import { updateRetirement } from './retirements';
import { type KeyUpdate, UpdateQueue } from './update-queue';

/** Which entries may count differently than before: all that these keys signed, and these. */
export interface AuthorityChanges {
	readonly keys: Set<KeyId>;
	readonly entries: Set<Entry>;
}

/** None. Not to be written. */
export const noChanges: AuthorityChanges = { keys: new Set(), entries: new Set() };

/**
 * The keys of a `KeyTree`, and how they are updated: level by level from the top, so that the authority of one level is
 * final before the next is looked at. Only what may have changed is updated: the keys that an entry declares or retires,
 * then the keys below that are affected by statements that started or stopped counting.
 */
export class KeyTreeNodes implements ChainReader {
	readonly entryOf: (id: EntryId) => Entry | undefined;
	readonly #statements: KeyStatements;
	readonly #keys: SmallMap<KeyId, KeyNode>;
	/** The keys whose chains have a gap, by the missing entry. */
	readonly #awaiting: SmallMap<EntryId, KeyId[]>;
	readonly #levels: KeyLevels;
	readonly #ancestors: KeyAncestors;
	readonly #queue = new UpdateQueue();
	/** During an update: keys that left their position, as they were there last. */
	#removed = new SmallMap<KeyId, KeyNode>();
	/** During an update: keys that left or got a position or use, as they were before it; null for one that was not there. */
	#before = new SmallMap<KeyId, { node: KeyNode; level: number } | null>();
	#foundingEntry: Entry | null;
	/** Null while nothing changed. */
	#changes: AuthorityChanges | null = null;

	/**
	 * @param entryOf finds any entry of this organization that is here
	 * @param base keys to continue from, which must not change any more, and are not being updated
	 */
	constructor(entryOf: (id: EntryId) => Entry | undefined, base: KeyTreeNodes | null) {
		this.entryOf = entryOf;
		this.#statements = new KeyStatements(base && base.#statements);
		this.#keys = base ? base.#keys.copy(copyOfMap) : new SmallMap();
		this.#awaiting = base ? base.#awaiting.copy(copyOfMap) : new SmallMap();
		const [find, write] = [(key: KeyId) => this.#keys.get(key), (key: KeyNode) => this.#write(key)];
		this.#levels = new KeyLevels({ find, write, statements: this.#statements }, base && base.#levels);
		this.#ancestors = new KeyAncestors(this.#keys, this.#levels, base && base.#ancestors);
		this.#foundingEntry = base && base.#foundingEntry;
		const changes = base && base.#changes;
		if (changes) this.#changes = { keys: new Set(changes.keys), entries: new Set(changes.entries) };
		if (base) beginCopyOnWrite(this);
	}

	/** A key as it is in the tree, or was before the update that is under way. */
	find(key: KeyId): KeyNode | undefined {
		const before = this.#before.get(key);
		return before === undefined ? this.#keys.get(key) : before?.node;
	}

	/** The key as shown to people: a new object whenever it has changed. */
	record(key: KeyId): KeyRecord | undefined {
		const found = this.find(key);
		if (!found || found.record) return found?.record ?? undefined;
		const record = keyRecordOf(found, this.#statements.declarationsOf(key), (each) => this.find(each));
		if (this.#before.size === 0) found.record = record;
		return record;
	}

	/** All keys, as `find` finds them. */
	*all(): Generator<KeyNode> {
		for (const node of this.#keys.values()) if (!this.#before.has(node.key)) yield node;
		for (const before of this.#before.values()) if (before) yield before.node;
	}

	/** All keys, as `find` finds them, ordered by level and id. */
	inOrder(): KeyNode[] {
		const keys = [...this.#keys.values()].filter(({ key }) => !this.#before.has(key));
		const placed = keys.map((node) => ({ node, level: this.#levels.of(node) }));
		return [...placed, ...[...this.#before.values()].filter((each) => each !== null)]
			.sort((one, other) => one.level - other.level || (one.node.key < other.node.key ? -1 : 1))
			.map(({ node }) => node);
	}

	/** Which entries may count differently than at the last call. */
	takeChanges(): AuthorityChanges {
		const changes = this.#changes ?? noChanges;
		this.#changes = null;
		return changes;
	}

	/** Whether the chain of a retired key is waiting for the entry. */
	isAwaited(id: EntryId): boolean {
		return this.#awaiting.has(id);
	}

	/** Notes that the chain of the key has a gap at this entry. */
	awaitEntry(id: EntryId, key: KeyId): void {
		const waiting = getOrInsertComputed(this.#awaiting, id, (): KeyId[] => []);
		writable(this, waiting, (copy) => this.#awaiting.set(id, copy)).push(key);
	}

	/** Works in these entries, which state something about keys, and those that chains were waiting for. */
	*update(added: readonly Entry[], arrived: readonly EntryId[]): Generator<void> {
		const fresh: KeyStatement[] = [];
		for (const entry of added) {
			yield;
			const statement = yield* this.#include(entry);
			if (entry.organization !== '') fresh.push(statement);
		}
		for (const id of arrived) this.#queueArrival(id);
		for (const statement of fresh) {
			const key = this.#keys.get(statement.entry.key);
			if (!key) continue;
			const level = this.#levels.of(key);
			yield* this.#queueAffected(statement, level, true);
			for (const each of statement.retirements)
				if (each.fact.key === key.key) this.#queue.addRetirement(key.key, level, each);
		}
		for (let level = this.#queue.lowest; level !== undefined; level = this.#queue.lowest) {
			const updates = this.#queue.takeLevel(level);
			for (const [key, update] of updates) {
				yield;
				if (yield* this.#updatePlace(key, update, level)) update.checkAll = true;
			}
			for (const [key, update] of updates) {
				yield;
				const at = this.#levels.ofKey(key);
				if (at === level) yield* this.#updateRetirement(key, update, level);
				else if (at !== undefined) this.#queue.moveUpdate(key, at, update);
			}
		}
		for (const [key, before] of this.#removed) {
			yield;
			this.#levels.forget(before);
			if (!this.#keys.has(key)) this.#changed.keys.add(key);
		}
		[this.#removed, this.#before] = [new SmallMap(), new SmallMap()];
	}

	*#include(entry: Entry): Generator<void, KeyStatement> {
		const keys = keyAdditions(entry).filter(({ key }) => key !== entry.key);
		const adders = keys.map(({ key }) => [key, this.#statements.onlyAdderOf(key)] as const);
		const statement = this.#statements.add(entry);
		for (const [key, adder] of adders)
			if (this.#statements.onlyAdderOf(key) === null)
				yield* this.#levels.share(key, adder ? [adder, entry.key] : [entry.key]);
		if (entry.organization === '') {
			this.#foundingEntry = entry;
			this.#queue.updateFor(entry.key, 0).checkPosition = true;
		}
		return statement;
	}

	#queueArrival(id: EntryId): void {
		const waiting = this.#awaiting.get(id) ?? [];
		this.#awaiting.delete(id);
		for (const each of waiting) {
			const key = this.#keys.get(each);
			if (key) this.#queue.addArrival(each, this.#levels.of(key), id);
		}
	}

	/** Queues the keys that a statement is about, which is new or has started or stopped counting. */
	*#queueAffected(
		{ declarations, retirements }: KeyStatement,
		level: number,
		isNew = false
	): Generator<void> {
		for (const [key, declaration] of declarations) {
			yield;
			const declared = this.#keys.get(key);
			if (declared) this.#write(declared).record = null;
			const at = declared ? this.#levels.of(declared) : Number.POSITIVE_INFINITY;
			if (isNew && at === level + 1) this.#queue.addDeclaration(key, at, declaration);
			else if (at > level) this.#queue.updateFor(key, level + 1).checkPosition = true;
		}
		for (const each of retirements) {
			yield;
			const below = this.#levels.ofKey(each.fact.key);
			if (below !== undefined && below > level) this.#queue.addRetirement(each.fact.key, below, each);
		}
	}

	/** Checks the position of a key, or works in what was declared about it since. True as `#updatePosition` says. */
	*#updatePlace(key: KeyId, { checkPosition, declared }: KeyUpdate, level: number): Generator<void, boolean> {
		if (checkPosition) return yield* this.#updatePosition(key, level);
		if (declared.length === 0) return false;
		const found = this.#keys.get(key);
		const find = (each: KeyId) => this.#keys.get(each);
		const position =
			found && this.#levels.of(found) === level ? positionWith(found, level, declared, find) : null;
		return found && position
			? yield* this.#changePosition(found, position)
			: yield* this.#updatePosition(key, level);
	}

	/** Moves the key to its position, if that is at this level. True where it was placed anew, or its use changed. */
	*#updatePosition(key: KeyId, level: number): Generator<void, boolean> {
		const found = this.#keys.get(key);
		const foundAt = found ? this.#levels.of(found) : Number.POSITIVE_INFINITY;
		const position = this.#findPosition(key);
		if (found && foundAt >= level && position?.level === level)
			return yield* this.#changePosition(found, position);
		const at = Math.min(foundAt, position?.level ?? Number.POSITIVE_INFINITY);
		if (at !== level) {
			// Further down, it is not final yet; further up, those that add it have moved meanwhile.
			if (at < Number.POSITIVE_INFINITY) this.#queue.updateFor(key, at).checkPosition = true;
			return false;
		}
		if (found || position?.level === level) this.#noteBefore(key);
		if (found) {
			this.#ancestors.remove(key);
			this.#levels.leave(found);
			this.#keys.delete(key);
			this.#removed.set(key, found);
		}
		if (position?.level === level) {
			const before = this.#removed.get(key);
			this.#keys.set(key, newKeyNode(key, position, this.#levels.place(key, position), before));
			if (before?.use !== position.use) this.#changed.keys.add(key);
			return true;
		}
		for (const each of found ? this.#statements.signedBy(key) : []) yield* this.#queueAffected(each, level);
		if (position) this.#queue.updateFor(key, position.level).checkPosition = true;
		return false;
	}

	#findPosition(key: KeyId): TreePosition | null {
		if (key !== this.#foundingEntry?.key)
			return findPosition(this.#statements.declarationsOf(key), this.#keys, this.#levels);
		return { level: 0, use: 'act', by: this.#foundingEntry, parents: none };
	}

	/** Updates the position of a key that stays at its level or moves up, with all below it. True where its use changed. */
	*#changePosition(found: KeyNode, { level, use, by, parents }: TreePosition): Generator<void, boolean> {
		if (found.use !== use) this.#noteBefore(found.key);
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
			const find = (each: KeyId) => this.#keys.get(each);
			for (const each of yield* affectedRetirements(this.#statements, find, key.key, differing)) {
				yield;
				const at = this.#levels.ofKey(each.fact.key);
				if (at !== undefined && at >= level) this.#queue.addRetirement(each.fact.key, at, each);
			}
		}
		if (use === useBefore) return false;
		this.#changed.keys.add(key.key);
		return true;
	}

	/** Updates which entries of a retired key count, and queues what that affects. */
	*#updateRetirement(of: KeyId, update: KeyUpdate, level: number): Generator<void> {
		const statements = this.#statements.signedBy(of);
		if (!this.#statements.isRetired(of)) {
			for (const each of update.checkAll ? statements : []) yield* this.#queueAffected(each, level);
			return;
		}
		const key = this.#write(this.#keys.get(of)!);
		const isByAncestor = (each: Retirement) => this.#isByAncestor(key, each);
		const change = yield* updateRetirement(this, key, update, this.#statements, isByAncestor);
		const { isReplaced, changed, isToggled } = change;
		if (isReplaced) this.#changed.keys.add(of);
		for (const entry of changed) {
			yield;
			this.#changed.entries.add(entry);
			const statement = this.#statements.statementIn(entry);
			if (statement) yield* this.#queueAffected(statement, level);
		}
		for (const each of update.checkAll || isReplaced ? statements : []) {
			yield;
			if (update.checkAll || isToggled(each.entry)) yield* this.#queueAffected(each, level);
		}
	}

	#isByAncestor(key: KeyNode, { by }: Retirement): boolean {
		const above = this.#keys.get(by.key);
		if (!above || this.#levels.of(above) >= this.#levels.of(key) || authorityOf(above, by) !== 'all')
			return false;
		return this.#ancestors.isAncestor(above.key, key.key);
	}

	/** What changed, to write. */
	get #changed(): AuthorityChanges {
		return (this.#changes ??= { keys: new Set(), entries: new Set() });
	}

	/** Notes how a key is before it changes: so it stays for those who read it until the update is over. */
	#noteBefore(key: KeyId): void {
		if (this.#before.has(key)) return;
		const node = this.#keys.get(key);
		this.#before.set(key, node ? { node: { ...node }, level: this.#levels.of(node) } : null);
	}

	#write(key: KeyNode): KeyNode {
		return writable(this, key, (copy) => this.#keys.set(key.key, copy));
	}
}

/** The parents of the founding key. */
const none: ReadonlySet<KeyId> = new Set();
