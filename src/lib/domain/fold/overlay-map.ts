/** The most overlays on top of one another; the next one copies the whole map. */
const deepest = 8;

/** Stands for a key of the map below that is deleted here. */
const gone: unknown = Symbol('gone');

/**
 * A map on top of another, without copying it: it keeps what is set and deleted in it, and reads the rest from the
 * one below, which must not change any more. At most eight lie on one another; then the whole is copied. Cost of
 * reading a key: a look at each layer; of iterating: the whole map.
 * @template K, V as of any map; undefined is no value
 */
export class OverlayMap<K, V> extends Map<K, V> {
	readonly depth: number;
	#below: ReadonlyMap<K, V>;
	/** How many keys it has beyond those below. */
	#added = 0;

	constructor(below: ReadonlyMap<K, V>) {
		super();
		const depth = below instanceof OverlayMap ? below.depth + 1 : 1;
		this.depth = depth > deepest ? 1 : depth;
		this.#below = depth > deepest && below instanceof OverlayMap ? below.#whole() : below;
	}

	/** The keys that may have another value than in that map; undefined where this does not lie right on it. */
	changedFrom(map: ReadonlyMap<K, V>): Iterable<K> | undefined {
		return this.#below === map ? super.keys() : undefined;
	}

	override get size(): number {
		return this.#below.size + this.#added;
	}

	override get(key: K): V | undefined {
		const own = super.get(key);
		if (own === undefined) return this.#below.get(key);
		return own === gone ? undefined : own;
	}

	override has(key: K): boolean {
		return this.get(key) !== undefined;
	}

	override set(key: K, value: V): this {
		if (!this.has(key)) this.#added += 1;
		return super.set(key, value);
	}

	override delete(key: K): boolean {
		if (!this.has(key)) return false;
		this.#added -= 1;
		if (this.#below.has(key)) super.set(key, gone as V);
		else super.delete(key);
		return true;
	}

	override clear(): void {
		this.#below = new Map();
		super.clear();
		this.#added = 0;
	}

	/** The same as one map, the bottom first. */
	#whole(): Map<K, V> {
		const below = this.#below;
		const whole = below instanceof OverlayMap ? (below as OverlayMap<K, V>).#whole() : new Map(below);
		for (const [key, value] of super.entries())
			if (value === gone) whole.delete(key);
			else whole.set(key, value);
		return whole;
	}

	override keys(): MapIterator<K> {
		return this.#whole().keys();
	}

	override values(): MapIterator<V> {
		return this.#whole().values();
	}

	override entries(): MapIterator<[K, V]> {
		return this.#whole().entries();
	}

	override [Symbol.iterator](): MapIterator<[K, V]> {
		return this.entries();
	}

	override forEach(each: (value: V, key: K, map: Map<K, V>) => void): void {
		for (const [key, value] of this) each(value, key, this);
	}
}

/**
 * The keys of either map whose values are not the same object in both. Cost: both maps; what was written, where `after`
 * lies on `before`.
 */
export function differingKeys<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): K[] {
	const changed = after instanceof OverlayMap ? (after as OverlayMap<K, V>).changedFrom(before) : undefined;
	const isOther = (key: K) => before.get(key) !== after.get(key);
	if (changed) return [...changed].filter(isOther);
	const gone = [...before.keys()].filter((key) => !after.has(key));
	return [...gone, ...[...after.keys()].filter(isOther)];
}
