import { authorOf, type Entry } from '../entry';
import { dependenciesOf } from './dependencies';
import { OverlayMap } from './overlay-map';

/** The facts about one record as a linked list, the last to arrive first. Never changed, so that forks share it. */
export interface Dependent {
	entry: Entry;
	index: number;
	next: Dependent | undefined;
}

/**
 * Every fact about a record, by the record's id, including those that do not count. Only what retracts asks for it, and
 * most workspaces never do: entries are noted, and read when somebody asks.
 */
export class Dependents {
	/** What a fork goes on from, until that is read. */
	#below: Dependents | null;
	#facts = new Map<string, Dependent>();
	/** Those that are yet to be read, from this place on. */
	#noted: Entry[];
	#place = 0;

	constructor(below: Dependents | null = null, noted: Entry[] = []) {
		this.#below = below;
		this.#noted = noted;
	}

	/** Notes a new entry, once. Cost: none of its facts. */
	note(entry: Entry): void {
		this.#noted.push(entry);
	}

	/** A copy that entries can be noted in; this one must not change meanwhile. */
	fork(): Dependents {
		return this.#below ? new Dependents(this.#below, this.#noted.slice()) : new Dependents(this);
	}

	/**
	 * Reads what was noted.
	 * @param most how many facts in one call
	 * @returns whether all of it is read
	 */
	read(most = Number.POSITIVE_INFINITY): boolean {
		if (this.#below) {
			if (!this.#below.read(most)) return false;
			this.#facts = new OverlayMap(this.#below.#facts);
			this.#below = null;
		}
		for (let facts = 0; this.#place < this.#noted.length; this.#place++) {
			if (facts >= most) return false;
			facts += this.#add(this.#noted[this.#place]!);
		}
		this.#noted = [];
		this.#place = 0;
		return true;
	}

	/** The facts about a record. Reads what was noted before. */
	of(id: string): Dependent | undefined {
		this.read();
		return this.#facts.get(id);
	}

	/** The records that facts are about, with these. Reads what was noted before. */
	all(): Iterable<[id: string, facts: Dependent]> {
		this.read();
		return this.#facts;
	}

	/** Answers how many facts the entry has. */
	#add(entry: Entry): number {
		const { facts } = entry;
		const source = { entry: entry.id, author: authorOf(entry) };
		for (const [index, fact] of facts.entries())
			for (const id of dependenciesOf(fact, source))
				this.#facts.set(id, { entry, index, next: this.#facts.get(id) });
		return facts.length;
	}
}
