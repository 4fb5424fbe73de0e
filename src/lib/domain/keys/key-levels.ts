import type { KeyId } from '../facts';
import { SmallMap } from '../algorithms/small-map';
import { beginCopyOnWrite, blanks, copyOfMap, writable, writablePart } from '../fold/copy-on-write';
import { race } from '../algorithms/race';
import type { KeyNode, KeyPlace, TreePosition } from './key-node';
import type { KeyStatements } from './key-statements';

/** Keys that always move together. */
interface Block {
	/** The level that is added to the offset of each key in it. */
	level: number;
	/** Its only key that may move by itself: the one nearest to the founding key. */
	top: KeyId;
	/** Those of its keys that add a key that others add, too. */
	sharing: SmallMap<KeyId, true>;
}

/** The tree whose levels these are. */
interface Tree {
	find: (key: KeyId) => KeyNode | undefined;
	write: (node: KeyNode) => KeyNode;
	statements: KeyStatements;
}

/**
 * How far each key of a tree is from the founding key. A key that only one other ever added stays one level below that
 * one, wherever it goes. So such keys are one block with the key above them: the top of a block is the founding key, or
 * a key that several others added. When the top gets another level, one number changes, however many keys are below.
 *
 * A key that is added by a second one becomes the top of a block of its own, for good. The keys of the smaller part are
 * written anew, so that each is written no more often than the logarithm of all keys.
 */
export class KeyLevels {
	readonly #tree: Tree;
	readonly #blocks: SmallMap<number, Block>;
	#lastBlock: number;

	/** @param base the levels of the tree that this one was forked from, if any */
	constructor(tree: Tree, base: KeyLevels | null) {
		this.#tree = tree;
		this.#blocks = base ? base.#blocks.copy(copyOfMap) : new SmallMap();
		this.#lastBlock = base ? base.#lastBlock : 0;
		if (base) beginCopyOnWrite(this);
	}

	/** 0 for the founding key. */
	of({ block, offset }: KeyPlace): number {
		return this.#blocks.get(block)!.level + offset;
	}

	/** The level of a key that is in the tree. */
	ofKey(key: KeyId): number | undefined {
		const found = this.#tree.find(key);
		return found && this.of(found);
	}

	/** Finds the place for a key at this position: in the block of the only key that ever added it, or at the top of one. */
	place(key: KeyId, { level, parents }: TreePosition): KeyPlace {
		const { find, statements } = this.#tree;
		const only = statements.onlyAdderOf(key);
		const parent = only && parents.has(only) ? find(only)! : null;
		const place = parent
			? { block: parent.block, offset: parent.offset + 1 }
			: { block: this.#add({ level, top: key, sharing: blanks.smallMap }), offset: 0 };
		if (statements.sharedBy(key)) this.#sharingIn(place.block).set(key, true);
		return place;
	}

	/** To be called when a key leaves its place. */
	leave({ key, block }: KeyNode): void {
		if (this.#blocks.get(block)!.sharing.has(key)) this.#sharingIn(block).delete(key);
	}

	/** To be called for a key that left its place once those below it there have left theirs, too. */
	forget({ key, block }: KeyNode): void {
		if (this.#blocks.get(block)?.top === key) this.#blocks.delete(block);
	}

	/**
	 * To be called when several add a key that few did: it is the top of a block from now on. It yields after each step, and
	 * nothing else may change meanwhile.
	 */
	*share(key: KeyId, adders: Iterable<KeyId>): Generator<void> {
		for (const adder of adders) {
			const node = this.#tree.find(adder);
			if (node) this.#sharingIn(node.block).set(adder, true);
		}
		const top = this.#tree.find(key);
		if (top) yield* this.#split(top);
	}

	/**
	 * Moves the top of a block to another level, and all of the block with it.
	 * @returns the keys that the block adds and others too: only these may now be at another level than they should
	 */
	move({ key, block, offset }: KeyNode, level: number): Set<KeyId> {
		const moved = this.#write(block);
		[moved.level, moved.top] = [level - offset, key];
		const shared = new Set<KeyId>();
		for (const adder of moved.sharing.keys())
			for (const each of this.#tree.statements.sharedBy(adder)!.keys()) shared.add(each);
		return shared;
	}

	*#split(node: KeyNode): Generator<void> {
		const { block, key } = node;
		const { level, top } = this.#blocks.get(block)!;
		if (top === key) return;
		const searches = [this.#membersOf(node), this.#membersOf(this.#tree.find(top)!, key)];
		const { ended, found } = yield* race(...searches);
		const [moving, staying] = ended === 0 ? [key, top] : [top, key];
		const next = this.#add({ level, top: moving, sharing: blanks.smallMap });
		this.#write(block).top = staying;
		for (const each of found) {
			if (this.#tree.statements.sharedBy(each.key)) {
				this.#sharingIn(block).delete(each.key);
				this.#sharingIn(next).set(each.key, true);
			}
			this.#tree.write(each).block = next;
			yield;
		}
	}

	/** A key and those below it in its block, without one and those below that. After each step null. */
	*#membersOf(top: KeyNode, without?: KeyId): Generator<KeyNode | null> {
		const { find, statements } = this.#tree;
		const members = new Set([top]);
		for (const member of members) {
			yield member;
			for (const key of statements.addedBy(member.key)) {
				const below = find(key);
				const isBelow = below?.block === top.block && below.parents.has(member.key);
				if (isBelow && key !== without) members.add(below);
				yield null;
			}
		}
	}

	#add(block: Block): number {
		this.#blocks.set(++this.#lastBlock, block);
		return this.#lastBlock;
	}

	#sharingIn(block: number): SmallMap<KeyId, true> {
		return writablePart(this, this.#write(block), 'sharing');
	}

	#write(block: number): Block {
		return writable(this, this.#blocks.get(block)!, (copy) => this.#blocks.set(block, copy));
	}
}
