import type { Entry } from '../entry';
import type { EntryId, KeyId } from '../facts';
import { ancestorsOf } from './key-ancestors';
import type { KeyNode, KeyRecord } from './key-node';
import { type AuthorityChanges, KeyTreeNodes, noChanges } from './key-tree-nodes';

/** How many steps of an update nobody has to ask for: those who read the tree next wait for them. */
const stepsAtOnce = 1_000;

/**
 * The keys of one organization as a tree, whose root is the founding key. One entry can change the authority of every
 * key, so what it changes is worked out in slices. In the meantime each key is as it was before the update or as it will
 * be after it, and what is added waits for the next update, together.
 */
export class KeyTree {
	readonly #keys: KeyTreeNodes;
	/** What was added since the last update began: entries, and which of those that chains were waiting for arrived. */
	#added: Entry[] = [];
	#arrived: EntryId[] = [];
	/** All that arrived since then: the update goes on as though they were not here. */
	#late: Set<EntryId> | null = null;
	/** The update that is under way, and how many more steps of it, or of the next one, may be made. */
	#update: Generator<void> | null = null;
	#stepsLeft = 0;

	/**
	 * @param entryOf finds any entry of this organization that is here
	 * @param base a tree to continue from, which must not change any more
	 */
	constructor(entryOf: (id: EntryId) => Entry | undefined, base: KeyTree | null = null) {
		base?.settle();
		this.#keys = new KeyTreeNodes(
			(id) => (this.#late?.has(id) ? undefined : entryOf(id)),
			base && base.#keys
		);
	}

	/** Adds an entry that states something about keys, once. Cost: what it changes, when the tree is read. */
	add(entry: Entry): void {
		this.#added.push(entry);
		this.#allowSteps();
	}

	/** Notes that an entry has arrived. True where the chain of a retired key was waiting for it. Cost: next to nothing. */
	noteArrival(id: EntryId): boolean {
		if (this.#update) (this.#late ??= new Set()).add(id);
		if (!this.#keys.isAwaited(id)) return false;
		if (!this.#update) this.#arrived.push(id);
		this.#allowSteps();
		return true;
	}

	/** Whether all that was added has been worked in. */
	get isSettled(): boolean {
		return !this.#update && this.#added.length === 0 && this.#arrived.length === 0;
	}

	/** Works in what was added, in at most so many steps. Returns how many of them are left. */
	settle(most = Number.POSITIVE_INFINITY): number {
		this.#stepsLeft = most;
		this.#proceed();
		const left = this.#stepsLeft;
		this.#stepsLeft = 0;
		return left;
	}

	/** The key, if it is in the tree. */
	key(key: KeyId): KeyNode | undefined {
		this.#proceed();
		return this.#keys.find(key);
	}

	/** The key as shown to people: a new object whenever it has changed. */
	record(key: KeyId): KeyRecord | undefined {
		this.#proceed();
		return this.#keys.record(key);
	}

	/** All keys in the tree, in no order. */
	all(): Iterable<KeyNode> {
		this.#proceed();
		return this.#keys.all();
	}

	/** All keys in the tree, ordered by level and id. */
	inOrder(): KeyNode[] {
		this.#proceed();
		return this.#keys.inOrder();
	}

	/** All ancestors of a key; none for one that is not in the tree. */
	ancestorsOf(key: KeyId): Set<KeyId> {
		this.#proceed();
		return ancestorsOf(key, (each) => this.#keys.find(each)?.parents);
	}

	/** Which entries may count differently than at the last call; none as long as an update is under way. */
	takeChanges(): AuthorityChanges {
		return this.#update ? noChanges : this.#keys.takeChanges();
	}

	/** An update that takes more is continued by `settle` alone, however much is added meanwhile. */
	#allowSteps(): void {
		if (!this.#update) this.#stepsLeft = stepsAtOnce;
	}

	/** Makes as many steps as may be made. */
	#proceed(): void {
		for (; this.#stepsLeft > 0; this.#stepsLeft--) {
			if (this.isSettled) return;
			if (this.#update) {
				if (this.#update.next().done) this.#end();
				continue;
			}
			this.#update = this.#keys.update(this.#added, this.#arrived);
			[this.#added, this.#arrived] = [[], []];
		}
	}

	#end(): void {
		this.#update = null;
		for (const id of this.#late ?? []) if (this.#keys.isAwaited(id)) this.#arrived.push(id);
		this.#late = null;
	}
}
