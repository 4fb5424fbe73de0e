import { type KeyUpdate, UpdateQueue } from './update-queue';
import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { OverlayMap } from '../fold/overlay-map';
import { writable, beginCopyOnWrite } from '../fold/copy-on-write';
import { applyOwnRetirements, applyRetirements } from './retirements';
import { walkBack, resumeWalk, newChainWalk, type ChainReader } from './chain-walk';
import { KeyAncestors, parentsOf } from './key-ancestors';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { type KeyStatement, KeyStatements } from './key-statements';
import {
	countedEntries,
	newKeyNode,
	findPosition,
	keyRecordOf,
	authorityOf,
	type KeyRecord,
	type TreePosition,
	type Retirement,
	type KeyNode
} from './key-node';

/** The entries that may say more or less than before: all of these keys, and these. */
export interface AuthorityChanges {
	keys: Set<KeyId>;
	entries: Set<Entry>;
}

/**
 * The keys of one organization, as they hang from the founding one. It is decided level by level from the top: how far one
 * level speaks is final before the next is looked at. Only what may have changed is looked at: the keys that an entry
 * names or ends, and then those below of which something is said that counts now, or no longer.
 */
export class KeyTree implements ChainReader {
	readonly entryOf: (id: EntryId) => Entry | undefined;
	readonly #statements: KeyStatements;
	readonly #keys: Map<KeyId, KeyNode>;
	/** Entries that are not here, and the keys whose ways wait for them. */
	readonly #awaiting: Map<EntryId, KeyId[]>;
	readonly #ancestors: KeyAncestors;
	readonly #queue = new UpdateQueue();
	/** What was said of keys, and of which nothing was worked in yet. */
	readonly #fresh: KeyStatement[] = [];
	/** Keys that hang no more where they hung before, in what is being worked in. */
	readonly #removed = new Map<KeyId, KeyNode>();
	#foundingEntry: Entry | null;
	#changes: AuthorityChanges;

	/**
	 * @param entryOf finds an entry of this organization that is here
	 * @param below a tree that this one goes on from, which must not change any more
	 */
	constructor(entryOf: (id: EntryId) => Entry | undefined, below: KeyTree | null = null) {
		if (below) below.#settle();
		this.entryOf = entryOf;
		this.#statements = new KeyStatements(below && below.#statements);
		this.#keys = below ? new OverlayMap(below.#keys) : new Map<KeyId, KeyNode>();
		this.#awaiting = below ? new OverlayMap(below.#awaiting) : new Map<EntryId, KeyId[]>();
		this.#ancestors = new KeyAncestors(this.#keys, below && below.#ancestors);
		this.#foundingEntry = below && below.#foundingEntry;
		const { keys, entries }: Partial<AuthorityChanges> = below ? below.#changes : {};
		this.#changes = { keys: new Set(keys), entries: new Set(entries) };
		if (below) beginCopyOnWrite(this);
	}

	/** Takes in an entry that says something of keys, once. Cost: its facts; then, where the tree is asked, what it changes. */
	add(entry: Entry): void {
		const saying = this.#statements.add(entry);
		if (entry.organization !== '') this.#fresh.push(saying);
		else {
			this.#foundingEntry = entry;
			this.#queue.updateFor(entry.key, 0).checkPosition = true;
		}
	}

	/** Hears of an entry that is here now. True where a retired key's end waited for it. Cost: none but for that. */
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

	/** Whether a retired key's end waits for the entry. */
	isAwaited(id: EntryId): boolean {
		this.#settle();
		return this.#awaiting.has(id);
	}

	/** What is said of keys in entries that are signed by this one. */
	statementsBy(key: KeyId): readonly KeyStatement[] {
		return this.#statements.signedBy(key);
	}

	key(key: KeyId): KeyNode | undefined {
		this.#settle();
		return this.#keys.get(key);
	}

	/** The key as it is shown: another object whenever it has changed. */
	record(key: KeyId): KeyRecord | undefined {
		const found = this.key(key);
		return found && (found.record ??= keyRecordOf(found, this.#statements.declarationsOf(key), this.#keys));
	}

	/** In no order. */
	all(): Iterable<KeyNode> {
		this.#settle();
		return this.#keys.values();
	}

	/** Every key above one that is in the tree. */
	ancestorsOf(key: KeyId): Set<KeyId> {
		return this.key(key) ? this.#ancestors.ancestorsOf(key) : new Set();
	}

	/** What may say more or less than when this was last asked. */
	takeChanges(): AuthorityChanges {
		this.#settle();
		const turned = this.#changes;
		this.#changes = { keys: new Set(), entries: new Set() };
		return turned;
	}

	awaitEntry(id: EntryId, key: KeyId): void {
		const waiting = getOrInsertComputed(this.#awaiting, id, (): KeyId[] => []);
		writable(this, waiting, (copy) => this.#awaiting.set(id, copy)).push(key);
	}

	#settle(): void {
		for (const saying of this.#fresh.splice(0)) {
			const key = this.#keys.get(saying.entry.key);
			if (!key) continue;
			this.#queueAffected(saying, key.level);
			for (const end of saying.retirements) if (end.fact.key === key.key) this.#queue.addRetirement(key.key, key.level, end);
		}
		for (let level = this.#queue.lowest; level !== undefined; level = this.#queue.lowest) {
			const tasks = this.#queue.takeLevel(level);
			for (const [key, task] of tasks) if (task.checkPosition) task.checkAll = this.#updatePosition(key, level) || task.checkAll;
			for (const [key, task] of tasks) if (this.#keys.get(key)?.level === level) this.#updateRetirement(key, task);
		}
		for (const key of this.#removed.keys()) if (!this.#keys.has(key)) this.#changes.keys.add(key);
		this.#removed.clear();
	}

	/** What is said counts now, or no longer, or is new: whom it speaks of is looked at. */
	#queueAffected({ declarations, retirements }: KeyStatement, level: number): void {
		for (const key of declarations.keys()) {
			const named = this.#keys.get(key);
			if (named) this.#write(named).record = null;
			if (!named || named.level > level) this.#queue.updateFor(key, level + 1).checkPosition = true;
		}
		for (const end of retirements) {
			const ended = this.#keys.get(end.fact.key);
			if (ended && ended.level > level) this.#queue.addRetirement(ended.key, ended.level, end);
		}
	}

	/** Finds where the key hangs, if at that level. True where it was hung anew, or is for something else now. */
	#updatePosition(key: KeyId, level: number): boolean {
		const found = this.#keys.get(key);
		const place = this.#findPosition(key);
		if (found?.level === level && place?.level === level) return this.#changePosition(found, place);
		const at = Math.min(found?.level ?? Number.POSITIVE_INFINITY, place?.level ?? Number.POSITIVE_INFINITY);
		if (at !== level) {
			// What is further down is not final yet.
			if (at > level && at < Number.POSITIVE_INFINITY) this.#queue.updateFor(key, at).checkPosition = true;
			return false;
		}
		if (found) {
			this.#ancestors.remove(key);
			this.#keys.delete(key);
			this.#removed.set(key, found);
		}
		if (place?.level === level) {
			const left = this.#removed.get(key);
			this.#keys.set(key, newKeyNode(key, place, left));
			if (left?.use !== place.use) this.#changes.keys.add(key);
			return true;
		}
		for (const saying of found ? this.statementsBy(key) : []) this.#queueAffected(saying, level);
		if (place) this.#queue.updateFor(key, place.level).checkPosition = true;
		return false;
	}

	#findPosition(key: KeyId): TreePosition | null {
		if (key !== this.#foundingEntry?.key) return findPosition(this.#statements.declarationsOf(key), this.#keys);
		return { level: 0, use: 'act', by: this.#foundingEntry, parents: new Set() };
	}

	/** Of a key that stays at its level. True where it is for something else now. */
	#changePosition(found: KeyNode, { use, by, parents }: TreePosition): boolean {
		const key = this.#write(found);
		const [usedFor, from] = [key.use, key.parents];
		Object.assign(key, { use, by, parents, record: null });
		if (!isSame(from, parents)) {
			this.#ancestors.invalidate(key.key);
			this.#queueDescendants(key.key, this.#changedAncestors(from, parents, key.level - 1));
		}
		if (use === usedFor) return false;
		this.#changes.keys.add(key.key);
		return true;
	}

	/** The keys that are above what hangs from the ones, or from the others, but not from both, and end any key. */
	#changedAncestors(ones: ReadonlySet<KeyId>, others: ReadonlySet<KeyId>, from: number): Set<KeyId> {
		const found = new Set<KeyId>();
		let [one, other, level] = [ones, others, from];
		// Some that it hung from may hang elsewhere by now.
		const before = (key: KeyId) =>
			[this.#keys.get(key), this.#removed.get(key)].find((at) => at?.level === level);
		for (; !isSame(one, other); level--) {
			for (const key of one) if (!other.has(key)) found.add(key);
			for (const key of other) if (!one.has(key)) found.add(key);
			[one, other] = [parentsOf(one, before), parentsOf(other, (key) => this.#keys.get(key))];
		}
		return new Set([...found].filter((key) => this.statementsBy(key).some(({ retirements }) => retirements.length > 0)));
	}

	/** These keys are above that one now, or no longer: whom they end of those below is looked at. */
	#queueDescendants(top: KeyId, above: ReadonlySet<KeyId>): void {
		if (above.size === 0) return;
		const found = new Set([top]);
		for (const at of found) {
			const { level } = this.#keys.get(at)!;
			for (const end of this.#statements.retirementsOf(at)) if (above.has(end.by.key)) this.#queue.addRetirement(at, level, end);
			for (const { declarations } of this.statementsBy(at))
				for (const key of declarations.keys()) if (this.#keys.get(key)?.parents.has(at)) found.add(key);
		}
	}

	/**
	 * Of a retired key those entries count that lie on the way back from where it ends. Those above it say where; of
	 * several, the one that ends it soonest. Within that, a key that retires itself ends with the entry that says so;
	 * should it say so on two ways, what is on either counts.
	 */
	#updateRetirement(of: KeyId, { retirements, arrived, checkAll }: KeyUpdate): void {
		const [others, own] = [this.#statements.retirementsOf(of), this.#statements.ownRetirementsOf(of)];
		if (others.length + own.length === 0) {
			if (checkAll) for (const saying of this.statementsBy(of)) this.#queueAffected(saying, this.#keys.get(of)!.level);
			return;
		}
		const key = this.#write(this.#keys.get(of)!);
		const before = countedEntries(key);
		const stood = key.strictest;
		key.record = null;
		if (checkAll) [key.retirements, key.strictest] = [null, null];
		applyRetirements(this, key, checkAll ? others : retirements, (end) => this.#isByAncestor(key, end));
		const more = new Set<Entry>();
		const hear = (entries: readonly Entry[]) => {
			for (const entry of entries) more.add(entry);
		};
		const hasMoved =
			stood?.fact.last !== key.strictest?.fact.last || stood?.fact.head !== key.strictest?.fact.head;
		if (hasMoved) {
			key.ancestorWalk = key.strictest && newChainWalk(of, key.strictest.fact.last);
			if (key.ancestorWalk) walkBack(this, key.ancestorWalk, key.strictest!.fact.head);
		} else {
			// Where it hung before it may have been told of what arrived.
			const here = checkAll ? [...(key.ancestorWalk?.missing ?? [])].filter((id) => this.entryOf(id)) : arrived;
			for (const id of here) hear(resumeWalk(this, key.ancestorWalk, (copy) => (key.ancestorWalk = copy), id));
		}
		const hadOwn = key.ownWalk !== null;
		if (hasMoved || checkAll) {
			[key.ownWalk, key.selfRetiredBy] = [null, null];
			applyOwnRetirements(this, key, own);
		} else {
			for (const id of arrived) hear(resumeWalk(this, key.ownWalk, (copy) => (key.ownWalk = copy), id));
			const heard = [...more].flatMap(({ id }) => this.#statements.retiringStatement(id)?.retirements ?? []);
			hear(applyOwnRetirements(this, key, [...retirements, ...heard]));
		}
		const isOther = hasMoved || hadOwn !== (key.ownWalk !== null) || (checkAll && hadOwn);
		if (isOther) this.#changes.keys.add(of);
		const counted = countedEntries(key);
		const turns = ({ id }: Entry) => (before?.has(id) ?? true) !== (counted?.has(id) ?? true);
		for (const entry of more) this.#changes.entries.add(entry);
		for (const saying of checkAll || isOther || more.size > 0 ? this.statementsBy(of) : [])
			if (checkAll || (isOther && turns(saying.entry)) || more.has(saying.entry)) this.#queueAffected(saying, key.level);
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
