import { Ancestry } from '../algorithms/ancestry';
import type { KeyId } from '../facts';
import type { KeyNode } from './key-node';

/**
 * Answers which keys of a tree are ancestors of which. It walks up the tree until it has taken as many steps as building
 * an index costs; then it builds the index and looks ancestors up. So a single question costs no more than the keys
 * between the two, and many questions cost the logarithm of the levels each.
 */
export class KeyAncestors {
	readonly #keys: ReadonlyMap<KeyId, KeyNode>;
	/** The ancestors of the tree that this one was forked from, until a key of it moves here. */
	#base: KeyAncestors | null;
	#index: Ancestry<KeyId> | null = null;
	#steps = 0;

	/** @param base the ancestors of the tree that this one was forked from, if any */
	constructor(keys: ReadonlyMap<KeyId, KeyNode>, base: KeyAncestors | null) {
		this.#keys = keys;
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

	/** All ancestors of a key. Cost: their number. */
	ancestorsOf(key: KeyId): Set<KeyId> {
		const found = new Set<KeyId>();
		const stack = [key];
		for (let at = stack.pop(); at !== undefined; at = stack.pop())
			for (const parent of this.#parentsOf(at))
				if (!found.has(parent)) {
					found.add(parent);
					stack.push(parent);
				}
		return found;
	}

	#walkToAncestor(one: KeyId, other: KeyId): boolean {
		const to = this.#keys.get(one)!.level;
		let at = this.#keys.get(other)!;
		// Most keys have a single parent.
		for (; at.level > to && at.parents.size === 1; this.#steps++)
			for (const parent of at.parents) at = this.#keys.get(parent)!;
		let level: ReadonlySet<KeyId> = new Set([at.key]);
		for (let up = at.level - to; up > 0; up--) {
			level = parentsOf(level, (key) => this.#keys.get(key));
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
export function parentsOf(
	keys: ReadonlySet<KeyId>,
	find: (key: KeyId) => KeyNode | undefined
): ReadonlySet<KeyId> {
	if (keys.size === 1) for (const key of keys) return find(key)?.parents ?? new Set();
	const found = new Set<KeyId>();
	for (const key of keys) for (const parent of find(key)?.parents ?? []) found.add(parent);
	return found;
}
