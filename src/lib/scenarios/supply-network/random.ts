/** The same numbers for the same seed: a generated scenario is the same every time. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A number from 0 to, but never, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 to below `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(list: readonly T[]): T {
		return list[this.below(list.length)]!;
	}

	/** Some of a list, each once, in their order. */
	some<T>(list: readonly T[], count: number): T[] {
		const left = [...list.keys()];
		const chosen = new Set<number>();
		while (chosen.size < Math.min(count, list.length)) {
			const [index = 0] = left.splice(this.below(left.length), 1);
			chosen.add(index);
		}
		return list.filter((_, index) => chosen.has(index));
	}

	/** Lower-case letters and digits, as PIDs have. */
	code(length: number): string {
		const signs = 'abcdefghijkmnpqrstuvwxyz0123456789';
		return Array.from({ length }, () => signs[this.below(signs.length)]).join('');
	}
}
