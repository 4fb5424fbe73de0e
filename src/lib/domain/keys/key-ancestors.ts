import { Ancestry } from '../algorithms/ancestry';
import type { KeyId } from '../facts';
import type { KeyLevels } from './key-levels';
import type { KeyNode } from './key-node';

/**
 * Answers which keys of a tree are ancestors of which. It walks up the tree until it has taken as many steps as building
 * an index costs; then it builds the index and looks ancestors up. So a single question costs no more than the keys
 * between the two, and many questions cost the logarithm of the levels each.
 */
export class KeyAncestors {
	readonly #keys: ReadonlyMap<KeyId, KeyNode>;
	readonly #levels: KeyLevels;
	/** The ancestors of the tree that this one was forked from, until a key of it moves here. */
	#base: KeyAncestors | null;
	#index: Ancestry<KeyId> | null = null;
	#steps = 0;

	/** @param base the ancestors of the tree that this one was forked from, if any */
	constructor(keys: ReadonlyMap<KeyId, KeyNode>, levels: KeyLevels, base: KeyAncestors | null) {
		this.#keys = keys;
		this.#levels = levels;
		this.#base = base;
	}

	/** To be called when a key gets other parents and its descendants may stay. Cost: constant. */
	invalidate(key: KeyId): void {
		this.#base = null;
		if (!this.#index?.has(key)) return;
		this.#index = null;
		this.#steps = 0;
	}

	/** To be called when a key leaves its position. Each descendant that moves is reported separately. */
	remove(key: KeyId): void {
		this.#base = null;
		this.#index?.remove(key);
	}

	/** Whether `one` added `other`, or added a key that did, and so on. Both must be in the tree. */
	isAncestor(one: KeyId, other: KeyId): boolean {
		const base = this.#base;
		if (base && [one, other].every((key) => base.#keys.has(key))) return base.isAncestor(one, other);
		if (this.#steps > this.#keys.size) this.#index ??= new Ancestry();
		if (!this.#index) return this.#walkToAncestor(one, other);
		for (const key of [one, other]) this.#addToIndex(this.#index, key);
		const isAncestor = this.#index.isAncestor(one, other);
		// Removed keys still take up room.
		if (this.#index.totalAdded > 2 * this.#keys.size + 1_000) [this.#index, this.#steps] = [null, 0];
		return isAncestor;
	}

	/**
	 * The ancestors by way of either set of parents but not of both, from the lowest up, and maybe some of both. After each
	 * step null.
	 * @param removed keys that left their position, as they were there: what was above them then is their ancestor, too
	 */
	*differing(
		ones: ReadonlySet<KeyId>,
		others: ReadonlySet<KeyId>,
		removed: ReadonlyMap<KeyId, KeyNode>
	): Generator<KeyId | null> {
		const nodesOf = (key: KeyId) => [this.#keys.get(key), removed.get(key)].filter((node) => !!node);
		const sides = [ones, others].map((keys) => ({ keys, seen: new Set(keys), level: 0 }));
		const [one, other] = [sides[0]!, sides[1]!];
		while (!isSame(one.keys, other.keys)) {
			for (const side of sides) {
				const [first] = side.keys;
				side.level =
					first === undefined ? -1 : Math.max(...nodesOf(first).map((node) => this.#levels.of(node)));
			}
			const lowest = sides.filter(({ level }) => level === Math.max(one.level, other.level));
			for (const { keys } of lowest)
				for (const key of keys) yield one.keys.has(key) && other.keys.has(key) ? null : key;
			for (const side of lowest) {
				const above = new Set([...side.keys].flatMap(nodesOf).flatMap(({ parents }) => [...parents]));
				for (const key of above)
					if (side.seen.has(key)) above.delete(key);
					else side.seen.add(key);
				side.keys = above;
			}
		}
	}

	#walkToAncestor(one: KeyId, other: KeyId): boolean {
		let at = this.#keys.get(other)!;
		let up = this.#levels.of(at) - this.#levels.of(this.#keys.get(one)!);
		// Most keys have a single parent.
		for (; up > 0 && at.parents.size === 1; up--, this.#steps++)
			for (const parent of at.parents) at = this.#keys.get(parent)!;
		let level: ReadonlySet<KeyId> = new Set([at.key]);
		for (; up > 0; up--) {
			level = parentsOf(level, (key) => this.#parentsOf(key));
			this.#steps += level.size;
		}
		return one !== other && level.has(one);
	}

	/** Adds a key to the index, its ancestors first. */
	#addToIndex(index: Ancestry<KeyId>, key: KeyId): void {
		const stack = [key];
		for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
			const missing = [...this.#parentsOf(at)].filter((parent) => !index.has(parent));
			if (missing.length > 0) {
				for (const parent of missing) stack.push(parent);
				continue;
			}
			stack.pop();
			if (!index.has(at)) index.add(at, this.#parentsOf(at));
		}
	}

	#parentsOf(key: KeyId): ReadonlySet<KeyId> {
		return this.#keys.get(key)!.parents;
	}
}

/** The parents of all of these keys together. */
function parentsOf(keys: ReadonlySet<KeyId>, find: (key: KeyId) => ReadonlySet<KeyId>): ReadonlySet<KeyId> {
	if (keys.size === 1) for (const key of keys) return find(key);
	const found = new Set<KeyId>();
	for (const key of keys) for (const parent of find(key)) found.add(parent);
	return found;
}

/** Whether two sets of keys are the same. */
export const isSame = (one: ReadonlySet<KeyId>, other: ReadonlySet<KeyId>): boolean =>
	one === other || (one.size === other.size && [...one].every((key) => other.has(key)));

/** All ancestors of a key, without a tree's index. Cost: their number. */
export function ancestorsOf(
	key: KeyId,
	parentsOf: (key: KeyId) => ReadonlySet<KeyId> | undefined
): Set<KeyId> {
	const found = new Set<KeyId>();
	const stack = [key];
	for (let at = stack.pop(); at !== undefined; at = stack.pop())
		for (const parent of parentsOf(at) ?? [])
			if (!found.has(parent)) {
				found.add(parent);
				stack.push(parent);
			}
	return found;
}
