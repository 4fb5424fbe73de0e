import { memberOf } from './member-of';
import { SortedNumbers } from './sorted-numbers';

/** What is to be looked at, by levels: handed out from the lowest on, while more is added to those that are left. */
export class ByLevel<K, V> {
	readonly #at = new Map<number, Map<K, V>>();
	readonly #levels = new SortedNumbers();

	/** The lowest level at which there is anything. */
	get lowest(): number | undefined {
		for (const level of this.#levels) return level;
		return undefined;
	}

	/** What is noted under the key at that level. */
	member(level: number, key: K, make: () => V): V {
		this.#levels.add(level);
		return memberOf(
			memberOf(this.#at, level, () => new Map<K, V>()),
			key,
			make
		);
	}

	/** Takes out what is at that level. */
	take(level: number): Map<K, V> {
		const taken = this.#at.get(level) ?? new Map<K, V>();
		this.#at.delete(level);
		this.#levels.delete(level);
		return taken;
	}
}
