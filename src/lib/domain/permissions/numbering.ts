/**
 * Numbers for ids, from 0 on in the order in which they are first met, so that what is asked again and again is found
 * by a place in an array. A number is never given up or given to another id, so forks of a snapshot share its numbering.
 */
export class Numbering<Id extends string = string> {
	readonly ids: Id[] = [];
	readonly #numbers = new Map<Id, number>();

	/** The id's number; undefined where it has none. */
	find(id: Id): number | undefined {
		return this.#numbers.get(id);
	}

	/** The id as the one text that is kept of it: each that was read is another. */
	kept(id: Id): Id {
		return this.ids[this.of(id)]!;
	}

	/** The id's number, given to it now where it has none. */
	of(id: Id): number {
		let number = this.#numbers.get(id);
		if (number === undefined) {
			number = this.ids.push(id) - 1;
			this.#numbers.set(id, number);
		}
		return number;
	}
}
