import { ByLevel } from './by-level';
import type { Entry } from './entry';
import type { EntryId, KeyId } from './facts';
import { Layer } from './fold/layer';
import { owned, ownPart, share } from './fold/own';
import { goBack, goOn, newWay, type Walker } from './key-way';
import { KeysAbove, parentsOf } from './keys-above';
import { memberOf } from './member-of';
import { type Saying, SaidOfKeys } from './said-of-keys';
import {
	countedOf,
	hungKey,
	isSooner,
	placeOf,
	recordOf,
	voiceOf,
	type KeyRecord,
	type Place,
	type Retirement,
	type TreeKey
} from './tree-key';

/** What is to be looked at of a key. */
interface Task {
	/** Whether it may hang otherwise. */
	place: boolean;
	/** Ends that may count now, or no longer; and, of its own, those that are new. */
	ends: Retirement[];
	/** What its ways waited for. */
	arrived: EntryId[];
	/** Whether it was hung anew, or speaks otherwise as a whole. */
	all: boolean;
}

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
	readonly #tasks = new ByLevel<KeyId, Task>();
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
		this.#keys = below ? new Layer(below.#keys) : new Map();
		this.#awaited = below ? new Layer(below.#awaited) : new Map();
		this.#above = new KeysAbove(this.#keys, below && below.#above);
		this.#founding = below && below.#founding;
		const { keys, entries }: Partial<Turned> = below ? below.#turned : {};
		this.#turned = { keys: new Set(keys), entries: new Set(entries) };
		if (below) share(this);
	}

	/** Takes in an entry that says something of keys, once. Cost: its facts; then, where the tree is asked, what it changes. */
	add(entry: Entry): void {
		const saying = this.#said.add(entry);
		if (entry.organization !== '') this.#fresh.push(saying);
		else {
			this.#founding = entry;
			this.#taskFor(entry.key, 0).place = true;
		}
	}

	/** Hears of an entry that is here now. True where a retired key's end waited for it. Cost: none but for that. */
	arrives(id: EntryId): boolean {
		const waiting = this.#awaited.get(id);
		if (!waiting) return false;
		this.#awaited.delete(id);
		for (const each of waiting) {
			const key = this.#keys.get(each);
			if (key) arrivedFor(this.#taskFor(each, key.level)).push(id);
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
		const waiting = memberOf(this.#awaited, id, (): KeyId[] => []);
		owned(this, waiting, (copy) => this.#awaited.set(id, copy)).push(key);
	}

	#settle(): void {
		for (const saying of this.#fresh.splice(0)) {
			const key = this.#keys.get(saying.entry.key);
			if (!key) continue;
			this.#turn(saying, key.level);
			for (const end of saying.ends)
				if (end.fact.key === key.key) endsFor(this.#taskFor(key.key, key.level)).push(end);
		}
		for (let level = this.#tasks.lowest; level !== undefined; level = this.#tasks.lowest) {
			const tasks = this.#tasks.take(level);
			for (const [key, task] of tasks) if (task.place) task.all = this.#place(key, level) || task.all;
			for (const [key, task] of tasks) if (this.#keys.get(key)?.level === level) this.#end(key, task);
		}
		this.#left.clear();
	}

	/** What is said counts now, or no longer, or is new: whom it speaks of is looked at. */
	#turn({ namings, ends }: Saying, level: number): void {
		for (const key of namings.keys()) {
			const named = this.#keys.get(key);
			if (named) this.#write(named).record = null;
			if (!named || named.level > level) this.#taskFor(key, level + 1).place = true;
		}
		for (const end of ends) {
			const ended = this.#keys.get(end.fact.key);
			if (ended && ended.level > level) endsFor(this.#taskFor(ended.key, ended.level)).push(end);
		}
	}

	/** Finds where the key hangs, if at that level. True where it was hung anew, or is for something else now. */
	#place(key: KeyId, level: number): boolean {
		const found = this.#keys.get(key);
		const place = this.#placeOf(key);
		if (found && found.level === place?.level) return found.level === level && this.#changePlace(found, place);
		const at = Math.min(found?.level ?? Number.POSITIVE_INFINITY, place?.level ?? Number.POSITIVE_INFINITY);
		// What is further down is not final yet.
		if (at > level) {
			if (at < Number.POSITIVE_INFINITY) this.#taskFor(key, at).place = true;
			return false;
		}
		if (found) this.#takeOut(found);
		if (place?.level === level) {
			this.#keys.set(key, hungKey(key, place));
			this.#turned.keys.add(key);
			return true;
		}
		if (place) this.#taskFor(key, place.level).place = true;
		return false;
	}

	#placeOf(key: KeyId): Place | null {
		if (key !== this.#founding?.key) return placeOf(this.#said.namingsOf(key), this.#keys);
		return { level: 0, use: 'act', by: this.#founding, parents: new Set() };
	}

	#takeOut(found: TreeKey): void {
		const { key, level } = found;
		this.#above.leaves(key);
		this.#keys.delete(key);
		this.#left.set(key, found);
		this.#turned.keys.add(key);
		for (const saying of this.saidBy(key)) this.#turn(saying, level);
	}

	/** Of a key that stays at its level. True where it is for something else now. */
	#changePlace(found: TreeKey, { use, by, parents }: Place): boolean {
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
		const before = (key: KeyId) => [this.#keys.get(key), this.#left.get(key)].find((at) => at?.level === level);
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
			for (const end of this.#said.endsOf(at))
				if (above.has(end.by.key)) endsFor(this.#taskFor(at, level)).push(end);
			for (const { namings } of this.saidBy(at))
				for (const key of namings.keys()) if (this.#keys.get(key)?.parents.has(at)) found.add(key);
		}
	}

	/**
	 * Of a retired key those entries count that lie on the way back from where it ends. Those above it say where; of
	 * several, the one that ends it soonest. Within that, a key that retires itself ends with the entry that says so;
	 * should it say so on two ways, what is on either counts.
	 */
	#end(of: KeyId, { ends, arrived, all }: Task): void {
		const [others, own] = [this.#said.endsOf(of), this.#said.ownEndsOf(of)];
		if (others.length + own.length === 0) {
			if (all) for (const saying of this.saidBy(of)) this.#turn(saying, this.#keys.get(of)!.level);
			return;
		}
		const key = this.#write(this.#keys.get(of)!);
		const before = countedOf(key);
		const stood = key.soonest;
		key.record = null;
		this.#sort(key, all ? others : ends.filter(({ by }) => by.key !== of));
		const more: Entry[] = [];
		const hasMoved = stood?.fact.last !== key.soonest?.fact.last || stood?.fact.head !== key.soonest?.fact.head;
		if (hasMoved) {
			key.byAbove = key.soonest && newWay(of, key.soonest.fact.last);
			if (key.byAbove) goBack(this, key.byAbove, key.soonest!.fact.head);
		} else
			for (const id of arrived) more.push(...goOn(this, key.byAbove, (copy) => (key.byAbove = copy), id));
		const isFirstOwn = !key.byItself;
		if (hasMoved || all) {
			[key.byItself, key.endsBy] = [null, null];
			this.#endItself(key, own);
		} else {
			for (const id of arrived)
				more.push(...goOn(this, key.byItself, (copy) => (key.byItself = copy), id));
			const heard = more.flatMap(({ id }) => this.#said.endingIn(id)?.ends ?? []);
			more.push(...this.#endItself(key, [...ends, ...heard]));
		}
		const isOther = hasMoved || (isFirstOwn && key.byItself !== null);
		if (isOther) this.#turned.keys.add(of);
		const counted = countedOf(key);
		const turns = ({ id }: Entry) => (before?.has(id) ?? true) !== (counted?.has(id) ?? true);
		const isMore = new Set(more);
		for (const entry of more) this.#turned.entries.add(entry);
		for (const saying of all || isOther || more.length > 0 ? this.saidBy(of) : [])
			if (all || (isOther && turns(saying.entry)) || isMore.has(saying.entry)) this.#turn(saying, key.level);
	}

	/** Looks which of these ends, said by others, count, and which of all that do comes soonest. */
	#sort(key: TreeKey, ends: readonly Retirement[]): void {
		if (ends.length === 0) return;
		const counting = ownPart(this, key, 'ends');
		const among: Retirement[] = [];
		for (const end of ends)
			if (!this.#isByOneAbove(key, end)) counting.delete(end);
			else among.push(counting.add(end) && end);
		const stays = key.soonest && counting.has(key.soonest);
		key.soonest = stays ? key.soonest : null;
		for (const end of stays ? among : counting)
			if (!key.soonest || isSooner(end, key.soonest)) key.soonest = end;
	}

	#isByOneAbove(key: TreeKey, { by }: Retirement): boolean {
		const above = this.#keys.get(by.key);
		if (!above || above.level >= key.level || voiceOf(above, by) !== 'all') return false;
		return this.#above.isAbove(above.key, key.key);
	}

	/** Has the key end as it says itself, as far as that counts. Answers with what counts by that. */
	#endItself(key: TreeKey, ends: readonly Retirement[]): Entry[] {
		const more: Entry[] = [];
		const mayCount = ({ id, organization }: Entry) =>
			organization === '' || (key.use === 'act' && key.byAbove?.counted.has(id) !== false);
		for (const { by, fact } of ends) {
			if (by.key !== key.key || fact.key !== key.key || !mayCount(by)) continue;
			key.byItself = key.byItself
				? owned(this, key.byItself, (copy) => (key.byItself = copy))
				: newWay(key.key, key.soonest?.fact.last ?? Number.POSITIVE_INFINITY);
			more.push(...goBack(this, key.byItself, by.id));
			if (!key.endsBy || by.id < key.endsBy.id) key.endsBy = by;
		}
		return more;
	}

	#taskFor(key: KeyId, level: number): Task {
		return this.#tasks.member(level, key, () => {
			return { place: false, ends: none, arrived: none, all: false };
		});
	}

	#write(key: TreeKey): TreeKey {
		return owned(this, key, (copy) => this.#keys.set(key.key, copy));
	}
}

/** Of a task that has none. */
const none: never[] = [];

const endsFor = (task: Task): Retirement[] => (task.ends === none ? (task.ends = []) : task.ends);

const arrivedFor = (task: Task): EntryId[] => (task.arrived === none ? (task.arrived = []) : task.arrived);

const isSame = (one: ReadonlySet<KeyId>, other: ReadonlySet<KeyId>): boolean =>
	one === other || (one.size === other.size && [...one].every((key) => other.has(key)));

