/** How many layers may lie on one another; the next one is a whole map again. */
const deepest = 8;

/**
 * A map that begins as another one, without copying it: it keeps what is set in it, and asks the one below for the
 * rest, which must not change any more. Cost of making one: nothing; of reading, a look at each layer.
 * @template K, V as of any map
 */
export class Layer<K, V> extends Map<K, V> {
	readonly depth: number;
	#below: ReadonlyMap<K, V>;
	readonly #refresh: ((value: V) => V) | undefined;
	/** How many keys it has that are not below. */
	#added = 0;

	/** @param refresh makes of a value from below what it is here: itself, or another one in its place */
	constructor(below: ReadonlyMap<K, V>, refresh?: (value: V) => V) {
		super();
		this.#refresh = refresh;
		const depth = below instanceof Layer ? below.depth + 1 : 1;
		this.depth = depth > deepest ? 1 : depth;
		this.#below = depth > deepest ? new Map(below) : below;
	}

	override get size(): number {
		return this.#below.size + this.#added;
	}

	override has(key: K): boolean {
		return super.has(key) || this.#below.has(key);
	}

	override get(key: K): V | undefined {
		const own = super.get(key);
		if (own !== undefined) return own;
		const below = this.#below.get(key);
		if (below === undefined || !this.#refresh) return below;
		const fresh = this.#refresh(below);
		if (fresh !== below) super.set(key, fresh);
		return fresh;
	}

	override set(key: K, value: V): this {
		if (!this.has(key)) this.#added += 1;
		return super.set(key, value);
	}

	override delete(key: K): boolean {
		const rest = [...this].filter(([each]) => each !== key);
		const isHere = rest.length < this.size;
		if (isHere) {
			this.clear();
			for (const [each, value] of rest) this.set(each, value);
		}
		return isHere;
	}

	override clear(): void {
		this.#below = new Map();
		this.#added = 0;
		super.clear();
	}

	override *keys(): MapIterator<K> {
		yield* this.#below.keys();
		for (const key of super.keys()) if (!this.#below.has(key)) yield key;
		return undefined;
	}

	override *values(): MapIterator<V> {
		for (const [, value] of this.entries()) yield value;
		return undefined;
	}

	override *entries(): MapIterator<[K, V]> {
		for (const [key, value] of this.#below) {
			const own = super.get(key);
			yield [key, own ?? this.#refresh?.(value) ?? value];
		}
		for (const [key, value] of super.entries()) if (!this.#below.has(key)) yield [key, value];
		return undefined;
	}

	override [Symbol.iterator](): MapIterator<[K, V]> {
		return this.entries();
	}

	override forEach(each: (value: V, key: K, map: Map<K, V>) => void): void {
		for (const [key, value] of this) each(value, key, this);
	}
}
