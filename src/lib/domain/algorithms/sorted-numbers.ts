const mostInBlock = 1_024;

/** A set of numbers in ascending order. Adding, deleting and looking up cost about the same however many there are. */
export class SortedNumbers {
	/** The numbers, in blocks that are never empty. */
	readonly #blocks: number[][] = [];

	/** @param numbers in any order */
	constructor(numbers: Iterable<number> = []) {
		for (const number of numbers) this.add(number);
	}

	get isEmpty(): boolean {
		return this.#blocks.length === 0;
	}

	has(number: number): boolean {
		const { block, at } = this.#find(number);
		return block[at] === number;
	}

	add(number: number): void {
		const { place, block, at } = this.#find(number);
		if (block[at] === number) return;
		block.splice(at, 0, number);
		if (this.isEmpty) this.#blocks.push(block);
		if (block.length > mostInBlock) this.#blocks.splice(place + 1, 0, block.splice(mostInBlock / 2));
	}

	/** Whether it was there. */
	delete(number: number): boolean {
		const { place, block, at } = this.#find(number);
		if (block[at] !== number) return false;
		block.splice(at, 1);
		if (block.length === 0) this.#blocks.splice(place, 1);
		return true;
	}

	get greatest(): number | undefined {
		return this.#blocks.at(-1)?.at(-1);
	}

	/** The greatest that is less than this one. */
	before(number: number): number | undefined {
		const { block, place, at } = this.#find(number);
		return at > 0 ? block[at - 1] : this.#blocks[place - 1]?.at(-1);
	}

	*[Symbol.iterator](): Generator<number> {
		for (const block of this.#blocks) yield* block;
	}

	/** The block that a number belongs into, and its place there: that of the first that is not less. */
	#find(number: number): { place: number; block: number[]; at: number } {
		const blocks = this.#blocks;
		const place = Math.max(0, countWhere(blocks.length, (at) => blocks[at]![0]! <= number) - 1);
		const block = blocks[place] ?? [];
		return { place, block, at: countWhere(block.length, (at) => block[at]! < number) };
	}
}

/** Binary search: the number of leading places for which the condition holds. */
function countWhere(length: number, holds: (at: number) => boolean): number {
	let [from, to] = [0, length];
	while (from < to) {
		const half = (from + to) >> 1;
		if (holds(half)) from = half + 1;
		else to = half;
	}
	return from;
}
