/** Turns a list of numbers into choices, so that a history shrinks as its numbers do. */
export class Chooser {
	#used = 0;
	constructor(private readonly picks: readonly number[]) {}

	number(below: number): number {
		const pick = this.picks[this.#used % this.picks.length]! + 7 * Math.floor(this.#used / this.picks.length);
		this.#used++;
		return pick % below;
	}

	/** True once in so many times. */
	rarely(times: number): boolean {
		return this.number(times) === times - 1;
	}

	of<T>(list: readonly T[]): T | undefined {
		return list.length > 0 ? list[this.number(list.length)] : undefined;
	}

	/** One of those that make sense; now and then, or where none does, any. */
	mostly<T>(sensible: readonly T[], all: readonly T[]): T | undefined {
		return this.rarely(9) ? this.of(all) : (this.of(sensible) ?? this.of(all));
	}

	/** At least one of the list, unless it is empty. */
	some<T>(list: readonly T[]): T[] {
		const mask = 1 + this.number(2 ** list.length - 1);
		return list.filter((_, i) => mask & (1 << i));
	}
}
