import { type KeyTask, KeyTasks } from './key-tasks';
import type { Entry } from './entry';
import type { EntryId, KeyId } from './facts';
import { OverlayMap } from './fold/overlay-map';
import { writable, beginCopyOnWrite } from './fold/copy-on-write';
import { endItself, sortEnds } from './key-end';
import { goBack, goOn, newWay, type Walker } from './key-way';
import { KeysAbove, parentsOf } from './keys-above';
import { getOrInsertComputed } from './algorithms/get-or-insert';
import { type Saying, SaidOfKeys } from './said-of-keys';
import {
	countedOf,
	hungKey,
	placeInTree,
	recordOf,
	voiceOf,
	type KeyRecord,
	type TreePlace,
	type Retirement,
	type TreeKey
} from './tree-key';

/** The entries that may say more or less than before: all of these keys, and these. */
export interface Turned {
	keys: Set<KeyId>;
	entries: Set<Entry>;
}

/**
 * The keys of one organization, as they hang from the founding one. It is decided level by level from the top: how far one
 * level speaks is final before the next is looked at. Only what may have changed is looked at: the keys that an entry
 * names or ends, and then those below of which something is said that counts now, or no longer.
 */
export class KeyTree implements Walker {
	readonly entryOf: (id: EntryId) => Entry | undefined;
	readonly #said: SaidOfKeys;
	readonly #keys: Map<KeyId, TreeKey>;
	/** Entries that are not here, and the keys whose ways wait for them. */
	readonly #awaited: Map<EntryId, KeyId[]>;
	readonly #above: KeysAbove;
	readonly #tasks = new KeyTasks();
	/** What was said of keys, and of which nothing was worked in yet. */
	readonly #fresh: Saying[] = [];
	/** Keys that hang no more where they hung before, in what is being worked in. */
	readonly #left = new Map<KeyId, TreeKey>();
	#founding: Entry | null;
	#turned: Turned;

	/**
	 * @param entryOf finds an entry of this organization that is here
	 * @param below a tree that this one goes on from, which must not change any more
	 */
	constructor(entryOf: (id: EntryId) => Entry | undefined, below: KeyTree | null = null) {
		if (below) below.#settle();
		this.entryOf = entryOf;
		this.#said = new SaidOfKeys(below && below.#said);
		this.#keys = below ? new OverlayMap(below.#keys) : new Map<KeyId, TreeKey>();
		this.#awaited = below ? new OverlayMap(below.#awaited) : new Map<EntryId, KeyId[]>();
		this.#above = new KeysAbove(this.#keys, below && below.#above);
		this.#founding = below && below.#founding;
		const { keys, entries }: Partial<Turned> = below ? below.#turned : {};
		this.#turned = { keys: new Set(keys), entries: new Set(entries) };
		if (below) beginCopyOnWrite(this);
	}

	/** Takes in an entry that says something of keys, once. Cost: its facts; then, where the tree is asked, what it changes. */
	add(entry: Entry): void {
		const saying = this.#said.add(entry);
		if (entry.organization !== '') this.#fresh.push(saying);
		else {
			this.#founding = entry;
			this.#tasks.of(entry.key, 0).place = true;
		}
	}

	/** Hears of an entry that is here now. True where a retired key's end waited for it. Cost: none but for that. */
	arrives(id: EntryId): boolean {
		const waiting = this.#awaited.get(id);
		if (!waiting) return false;
		this.#awaited.delete(id);
		for (const each of waiting) {
			const key = this.#keys.get(each);
			if (key) this.#tasks.arrive(each, key.level, id);
		}
		return true;
	}

	/** Whether a retired key's end waits for the entry. */
	isAwaited(id: EntryId): boolean {
		this.#settle();
		return this.#awaited.has(id);
	}

	/** What is said of keys in entries that are signed by this one. */
	saidBy(key: KeyId): readonly Saying[] {
		return this.#said.by(key);
	}

	key(key: KeyId): TreeKey | undefined {
		this.#settle();
		return this.#keys.get(key);
	}

	/** The key as it is shown: another object whenever it has changed. */
	record(key: KeyId): KeyRecord | undefined {
		const found = this.key(key);
		return found && (found.record ??= recordOf(found, this.#said.namingsOf(key), this.#keys));
	}

	/** In no order. */
	all(): Iterable<TreeKey> {
		this.#settle();
		return this.#keys.values();
	}

	/** Every key above one that is in the tree. */
	allAbove(key: KeyId): Set<KeyId> {
		return this.key(key) ? this.#above.allAbove(key) : new Set();
	}

	/** What may say more or less than when this was last asked. */
	takeTurned(): Turned {
		this.#settle();
		const turned = this.#turned;
		this.#turned = { keys: new Set(), entries: new Set() };
		return turned;
	}

	awaits(id: EntryId, key: KeyId): void {
		const waiting = getOrInsertComputed(this.#awaited, id, (): KeyId[] => []);
		writable(this, waiting, (copy) => this.#awaited.set(id, copy)).push(key);
	}

	#settle(): void {
		for (const saying of this.#fresh.splice(0)) {
			const key = this.#keys.get(saying.entry.key);
			if (!key) continue;
			this.#turn(saying, key.level);
			for (const end of saying.ends) if (end.fact.key === key.key) this.#tasks.end(key.key, key.level, end);
		}
		for (let level = this.#tasks.lowest; level !== undefined; level = this.#tasks.lowest) {
			const tasks = this.#tasks.take(level);
			for (const [key, task] of tasks) if (task.place) task.all = this.#place(key, level) || task.all;
			for (const [key, task] of tasks) if (this.#keys.get(key)?.level === level) this.#end(key, task);
		}
		for (const key of this.#left.keys()) if (!this.#keys.has(key)) this.#turned.keys.add(key);
		this.#left.clear();
	}

	/** What is said counts now, or no longer, or is new: whom it speaks of is looked at. */
	#turn({ namings, ends }: Saying, level: number): void {
		for (const key of namings.keys()) {
			const named = this.#keys.get(key);
			if (named) this.#write(named).record = null;
			if (!named || named.level > level) this.#tasks.of(key, level + 1).place = true;
		}
		for (const end of ends) {
			const ended = this.#keys.get(end.fact.key);
			if (ended && ended.level > level) this.#tasks.end(ended.key, ended.level, end);
		}
	}

	/** Finds where the key hangs, if at that level. True where it was hung anew, or is for something else now. */
	#place(key: KeyId, level: number): boolean {
		const found = this.#keys.get(key);
		const place = this.#placeOf(key);
		if (found?.level === level && place?.level === level) return this.#changePlace(found, place);
		const at = Math.min(found?.level ?? Number.POSITIVE_INFINITY, place?.level ?? Number.POSITIVE_INFINITY);
		if (at !== level) {
			// What is further down is not final yet.
			if (at > level && at < Number.POSITIVE_INFINITY) this.#tasks.of(key, at).place = true;
			return false;
		}
		if (found) {
			this.#above.leaves(key);
			this.#keys.delete(key);
			this.#left.set(key, found);
		}
		if (place?.level === level) {
			const left = this.#left.get(key);
			this.#keys.set(key, hungKey(key, place, left));
			if (left?.use !== place.use) this.#turned.keys.add(key);
			return true;
		}
		for (const saying of found ? this.saidBy(key) : []) this.#turn(saying, level);
		if (place) this.#tasks.of(key, place.level).place = true;
		return false;
	}

	#placeOf(key: KeyId): TreePlace | null {
		if (key !== this.#founding?.key) return placeInTree(this.#said.namingsOf(key), this.#keys);
		return { level: 0, use: 'act', by: this.#founding, parents: new Set() };
	}

	/** Of a key that stays at its level. True where it is for something else now. */
	#changePlace(found: TreeKey, { use, by, parents }: TreePlace): boolean {
		const key = this.#write(found);
		const [usedFor, from] = [key.use, key.parents];
		Object.assign(key, { use, by, parents, record: null });
		if (!isSame(from, parents)) {
			this.#above.moved(key.key);
			this.#lookBelow(key.key, this.#aboveOneOf(from, parents, key.level - 1));
		}
		if (use === usedFor) return false;
		this.#turned.keys.add(key.key);
		return true;
	}

	/** The keys that are above what hangs from the ones, or from the others, but not from both, and end any key. */
	#aboveOneOf(ones: ReadonlySet<KeyId>, others: ReadonlySet<KeyId>, from: number): Set<KeyId> {
		const found = new Set<KeyId>();
		let [one, other, level] = [ones, others, from];
		// Some that it hung from may hang elsewhere by now.
		const before = (key: KeyId) =>
			[this.#keys.get(key), this.#left.get(key)].find((at) => at?.level === level);
		for (; !isSame(one, other); level--) {
			for (const key of one) if (!other.has(key)) found.add(key);
			for (const key of other) if (!one.has(key)) found.add(key);
			[one, other] = [parentsOf(one, before), parentsOf(other, (key) => this.#keys.get(key))];
		}
		return new Set([...found].filter((key) => this.saidBy(key).some(({ ends }) => ends.length > 0)));
	}

	/** These keys are above that one now, or no longer: whom they end of those below is looked at. */
	#lookBelow(top: KeyId, above: ReadonlySet<KeyId>): void {
		if (above.size === 0) return;
		const found = new Set([top]);
		for (const at of found) {
			const { level } = this.#keys.get(at)!;
			for (const end of this.#said.endsOf(at)) if (above.has(end.by.key)) this.#tasks.end(at, level, end);
			for (const { namings } of this.saidBy(at))
				for (const key of namings.keys()) if (this.#keys.get(key)?.parents.has(at)) found.add(key);
		}
	}

	/**
	 * Of a retired key those entries count that lie on the way back from where it ends. Those above it say where; of
	 * several, the one that ends it soonest. Within that, a key that retires itself ends with the entry that says so;
	 * should it say so on two ways, what is on either counts.
	 */
	#end(of: KeyId, { ends, arrived, all }: KeyTask): void {
		const [others, own] = [this.#said.endsOf(of), this.#said.ownEndsOf(of)];
		if (others.length + own.length === 0) {
			if (all) for (const saying of this.saidBy(of)) this.#turn(saying, this.#keys.get(of)!.level);
			return;
		}
		const key = this.#write(this.#keys.get(of)!);
		const before = countedOf(key);
		const stood = key.soonest;
		key.record = null;
		if (all) [key.ends, key.soonest] = [null, null];
		sortEnds(this, key, all ? others : ends, (end) => this.#isByOneAbove(key, end));
		const more = new Set<Entry>();
		const hear = (entries: readonly Entry[]) => {
			for (const entry of entries) more.add(entry);
		};
		const hasMoved =
			stood?.fact.last !== key.soonest?.fact.last || stood?.fact.head !== key.soonest?.fact.head;
		if (hasMoved) {
			key.byAbove = key.soonest && newWay(of, key.soonest.fact.last);
			if (key.byAbove) goBack(this, key.byAbove, key.soonest!.fact.head);
		} else {
			// Where it hung before it may have been told of what arrived.
			const here = all ? [...(key.byAbove?.awaited ?? [])].filter((id) => this.entryOf(id)) : arrived;
			for (const id of here) hear(goOn(this, key.byAbove, (copy) => (key.byAbove = copy), id));
		}
		const hadOwn = key.byItself !== null;
		if (hasMoved || all) {
			[key.byItself, key.endsBy] = [null, null];
			endItself(this, key, own);
		} else {
			for (const id of arrived) hear(goOn(this, key.byItself, (copy) => (key.byItself = copy), id));
			const heard = [...more].flatMap(({ id }) => this.#said.endingIn(id)?.ends ?? []);
			hear(endItself(this, key, [...ends, ...heard]));
		}
		const isOther = hasMoved || hadOwn !== (key.byItself !== null) || (all && hadOwn);
		if (isOther) this.#turned.keys.add(of);
		const counted = countedOf(key);
		const turns = ({ id }: Entry) => (before?.has(id) ?? true) !== (counted?.has(id) ?? true);
		for (const entry of more) this.#turned.entries.add(entry);
		for (const saying of all || isOther || more.size > 0 ? this.saidBy(of) : [])
			if (all || (isOther && turns(saying.entry)) || more.has(saying.entry)) this.#turn(saying, key.level);
	}

	#isByOneAbove(key: TreeKey, { by }: Retirement): boolean {
		const above = this.#keys.get(by.key);
		if (!above || above.level >= key.level || voiceOf(above, by) !== 'all') return false;
		return this.#above.isAbove(above.key, key.key);
	}

	#write(key: TreeKey): TreeKey {
		return writable(this, key, (copy) => this.#keys.set(key.key, copy));
	}
}

const isSame = (one: ReadonlySet<KeyId>, other: ReadonlySet<KeyId>): boolean =>
	one === other || (one.size === other.size && [...one].every((key) => other.has(key)));
