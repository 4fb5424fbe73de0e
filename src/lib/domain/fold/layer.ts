/** How many layers may lie on one another; the next one is a whole map again. */
const deepest = 8;

/**
 * A map that begins as another one, without copying it: it keeps what is set in it, and asks the one below for the
 * rest, which must not change any more. Cost of making one: nothing, and every eighth time the whole map, as of walking
 * through it; of reading, a look at each layer.
 * @template K, V as of any map
 */
export class Layer<K, V> extends Map<K, V> {
	readonly depth: number;
	#below: ReadonlyMap<K, V>;
	/** How many keys it has that are not below. */
	#added = 0;

	constructor(below: ReadonlyMap<K, V>) {
		super();
		const depth = below instanceof Layer ? below.depth + 1 : 1;
		this.depth = depth > deepest ? 1 : depth;
		this.#below = depth > deepest && below instanceof Layer ? below.#whole() : below;
	}

	override get size(): number {
		return this.#below.size + this.#added;
	}

	override has(key: K): boolean {
		return super.has(key) || this.#below.has(key);
	}

	override get(key: K): V | undefined {
		return super.get(key) ?? this.#below.get(key);
	}

	override set(key: K, value: V): this {
		if (!this.has(key)) this.#added += 1;
		return super.set(key, value);
	}

	override delete(key: K): boolean {
		const rest = this.#whole();
		const isHere = rest.delete(key);
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

	/** The same as one map, the bottom first. */
	#whole(): Map<K, V> {
		const whole = this.#below instanceof Layer ? this.#below.#whole() : new Map(this.#below);
		for (const [key, value] of super.entries()) whole.set(key, value);
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
