import { Ancestry } from './algorithms/ancestry';
import type { KeyId } from './facts';
import type { TreeKey } from './tree-key';

/**
 * Tells which keys of a tree are above which. It walks up, until it has walked as much as it costs to note of each key
 * what is above it: then it does that, and looks it up. So one question costs no more than what is between the two keys,
 * and many cost each the logarithm of the levels.
 */
export class KeysAbove {
	readonly #keys: ReadonlyMap<KeyId, TreeKey>;
	/** The same of the tree that this one goes on from, until something of that hangs otherwise here. */
	#below: KeysAbove | null;
	#noted: Ancestry<KeyId> | null = null;
	#walked = 0;

	/** @param below of the tree that this one goes on from, if any */
	constructor(keys: ReadonlyMap<KeyId, TreeKey>, below: KeysAbove | null) {
		this.#keys = keys;
		this.#below = below;
	}

	/** To be called where a key hangs from others than before, and what hangs from it may stay. Cost: none. */
	moved(key: KeyId): void {
		this.#below = null;
		if (!this.#noted?.has(key)) return;
		this.#noted = null;
		this.#walked = 0;
	}

	/** To be called where a key hangs no more where it did: what hangs from it is told of, too, if that stays. */
	leaves(key: KeyId): void {
		this.#below = null;
		this.#noted?.forget(key);
	}

	/** Whether `one` added `other`, or added a key that did, and so on; both are in the tree. */
	isAbove(one: KeyId, other: KeyId): boolean {
		const below = this.#below;
		if (below && [one, other].every((key) => below.#keys.has(key))) return below.isAbove(one, other);
		if (this.#walked > this.#keys.size) this.#noted ??= new Ancestry();
		if (!this.#noted) return this.#isFoundAbove(one, other);
		for (const key of [one, other]) this.#note(this.#noted, key);
		const isAbove = this.#noted.isAbove(one, other);
		// What was forgotten takes up room.
		if (this.#noted.given > 2 * this.#keys.size + 1_000) [this.#noted, this.#walked] = [null, 0];
		return isAbove;
	}

	/** Every key above this one. Cost: these. */
	allAbove(key: KeyId): Set<KeyId> {
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

	#isFoundAbove(one: KeyId, other: KeyId): boolean {
		const to = this.#keys.get(one)!.level;
		let at = this.#keys.get(other)!;
		// Mostly a key has one above it.
		for (; at.level > to && at.parents.size === 1; this.#walked++)
			for (const parent of at.parents) at = this.#keys.get(parent)!;
		let level: ReadonlySet<KeyId> = new Set([at.key]);
		for (let up = at.level - to; up > 0; up--) {
			level = parentsOf(level, (key) => this.#keys.get(key));
			this.#walked += level.size;
		}
		return one !== other && level.has(one);
	}

	/** Notes those above first. */
	#note(noted: Ancestry<KeyId>, key: KeyId): void {
		const ways = [key];
		for (let at = ways.at(-1); at !== undefined; at = ways.at(-1)) {
			const missing = [...this.#parentsOf(at)].filter((parent) => !noted.has(parent));
			if (missing.length > 0) {
				for (const parent of missing) ways.push(parent);
				continue;
			}
			ways.pop();
			if (!noted.has(at)) noted.hang(at, this.#parentsOf(at));
		}
	}

	#parentsOf(key: KeyId): ReadonlySet<KeyId> {
		return this.#keys.get(key)!.parents;
	}
}

/** What these hang from. */
export function parentsOf(
	keys: ReadonlySet<KeyId>,
	find: (key: KeyId) => TreeKey | undefined
): ReadonlySet<KeyId> {
	if (keys.size === 1) for (const key of keys) return find(key)?.parents ?? new Set();
	const found = new Set<KeyId>();
	for (const key of keys) for (const parent of find(key)?.parents ?? []) found.add(parent);
	return found;
}
