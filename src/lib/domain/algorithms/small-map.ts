/**
 * A map that mostly has one key, or none, and of which there are a great many: it takes a third of the memory of a `Map`
 * until it has a second one, and is one from then on.
 * @template K, V as of any map; undefined is no key and no value
 */
export class SmallMap<K, V> implements ReadonlyMap<K, V> {
	#key: K | undefined = undefined;
	#value: V | undefined = undefined;
	/** All of it, once it had more than one key. */
	#more: Map<K, V> | undefined = undefined;

	/** @param copyMap copies a map of several keys */
	copy(copyMap: (map: Map<K, V>) => Map<K, V>): SmallMap<K, V> {
		const copied = new SmallMap<K, V>();
		copied.#key = this.#key;
		copied.#value = this.#value;
		copied.#more = this.#more && copyMap(this.#more);
		return copied;
	}

	get size(): number {
		return this.#more ? this.#more.size : Number(this.#value !== undefined);
	}

	get(key: K): V | undefined {
		if (this.#more) return this.#more.get(key);
		return this.#key === key ? this.#value : undefined;
	}

	has(key: K): boolean {
		return this.get(key) !== undefined;
	}

	set(key: K, value: V): this {
		if (this.#more) this.#more.set(key, value);
		else if (this.#value === undefined || this.#key === key) {
			this.#key = key;
			this.#value = value;
		} else {
			this.#more = new Map([...this, [key, value]]);
			this.#key = this.#value = undefined;
		}
		return this;
	}

	delete(key: K): boolean {
		if (this.#more) return this.#more.delete(key);
		if (!this.has(key)) return false;
		this.#key = this.#value = undefined;
		return true;
	}

	keys(): MapIterator<K> {
		return this.#more ? this.#more.keys() : own(this.#key);
	}

	values(): MapIterator<V> {
		return this.#more ? this.#more.values() : own(this.#value);
	}

	entries(): MapIterator<[K, V]> {
		if (this.#more) return this.#more.entries();
		return own<[K, V]>(this.#value === undefined ? undefined : [this.#key!, this.#value]);
	}

	[Symbol.iterator](): MapIterator<[K, V]> {
		return this.entries();
	}

	forEach(each: (value: V, key: K, map: this) => void): void {
		for (const [key, value] of this) each(value, key, this);
	}
}

/** What there is of the one key. It is no method: a private one would make each map longer. */
const own = <T>(of: T | undefined): MapIterator<T> => (of === undefined ? [] : [of]).values();
