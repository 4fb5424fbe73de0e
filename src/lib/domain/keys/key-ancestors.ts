import { Ancestry } from '../algorithms/ancestry';
import type { KeyId } from '../facts';
import type { KeyNode } from './key-node';

/**
 * Tells which keys of a tree are above which. It walks up, until it has walked as much as it costs to note of each key
 * what is above it: then it does that, and looks it up. So one question costs no more than what is between the two keys,
 * and many cost each the logarithm of the levels.
 */
export class KeyAncestors {
	readonly #keys: ReadonlyMap<KeyId, KeyNode>;
	/** The same of the tree that this one goes on from, until something of that hangs otherwise here. */
	#base: KeyAncestors | null;
	#index: Ancestry<KeyId> | null = null;
	#steps = 0;

	/** @param below of the tree that this one goes on from, if any */
	constructor(keys: ReadonlyMap<KeyId, KeyNode>, below: KeyAncestors | null) {
		this.#keys = keys;
		this.#base = below;
	}

	/** To be called where a key hangs from others than before, and what hangs from it may stay. Cost: none. */
	invalidate(key: KeyId): void {
		this.#base = null;
		if (!this.#index?.has(key)) return;
		this.#index = null;
		this.#steps = 0;
	}

	/** To be called where a key hangs no more where it did: what hangs from it is told of, too, if that stays. */
	remove(key: KeyId): void {
		this.#base = null;
		this.#index?.remove(key);
	}

	/** Whether `one` added `other`, or added a key that did, and so on; both are in the tree. */
	isAncestor(one: KeyId, other: KeyId): boolean {
		const below = this.#base;
		if (below && [one, other].every((key) => below.#keys.has(key))) return below.isAncestor(one, other);
		if (this.#steps > this.#keys.size) this.#index ??= new Ancestry();
		if (!this.#index) return this.#walkToAncestor(one, other);
		for (const key of [one, other]) this.#addToIndex(this.#index, key);
		const isAbove = this.#index.isAncestor(one, other);
		// What was forgotten takes up room.
		if (this.#index.totalAdded > 2 * this.#keys.size + 1_000) [this.#index, this.#steps] = [null, 0];
		return isAbove;
	}

	/** Every key above this one. Cost: these. */
	ancestorsOf(key: KeyId): Set<KeyId> {
		const found = new Set<KeyId>();
		const ways = [key];
		for (let at = ways.pop(); at !== undefined; at = ways.pop())
			for (const parent of this.#parentsOf(at))
				if (!found.has(parent)) {
					found.add(parent);
					ways.push(parent);
				}
		return found;
	}

	#walkToAncestor(one: KeyId, other: KeyId): boolean {
		const to = this.#keys.get(one)!.level;
		let at = this.#keys.get(other)!;
		// Mostly a key has one above it.
		for (; at.level > to && at.parents.size === 1; this.#steps++)
			for (const parent of at.parents) at = this.#keys.get(parent)!;
		let level: ReadonlySet<KeyId> = new Set([at.key]);
		for (let up = at.level - to; up > 0; up--) {
			level = parentsOf(level, (key) => this.#keys.get(key));
			this.#steps += level.size;
		}
		return one !== other && level.has(one);
	}

	/** Notes those above first. */
	#addToIndex(noted: Ancestry<KeyId>, key: KeyId): void {
		const ways = [key];
		for (let at = ways.at(-1); at !== undefined; at = ways.at(-1)) {
			const missing = [...this.#parentsOf(at)].filter((parent) => !noted.has(parent));
			if (missing.length > 0) {
				for (const parent of missing) ways.push(parent);
				continue;
			}
			ways.pop();
			if (!noted.has(at)) noted.add(at, this.#parentsOf(at));
		}
	}

	#parentsOf(key: KeyId): ReadonlySet<KeyId> {
		return this.#keys.get(key)!.parents;
	}
}

/** What these hang from. */
export function parentsOf(
	keys: ReadonlySet<KeyId>,
	find: (key: KeyId) => KeyNode | undefined
): ReadonlySet<KeyId> {
	if (keys.size === 1) for (const key of keys) return find(key)?.parents ?? new Set();
	const found = new Set<KeyId>();
	for (const key of keys) for (const parent of find(key)?.parents ?? []) found.add(parent);
	return found;
}
