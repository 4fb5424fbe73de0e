import { authorOf, type Entry } from '../entry';
import { dependenciesOf } from './dependencies';
import { NotedEntries } from './noted-entries';
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
	readonly #noted: NotedEntries;

	/** @param noted the entries that are noted, as far as they are yet to be read */
	constructor(noted: NotedEntries, below: Dependents | null = null) {
		this.#noted = noted;
		this.#below = below;
	}

	/** Notes a new entry, once. Cost: none of its facts. */
	note(entry: Entry): void {
		this.#noted.note(entry);
	}

	/** A copy that entries can be noted in; this one must not change meanwhile. */
	fork(): Dependents {
		return this.#below
			? new Dependents(this.#noted.copy(), this.#below)
			: new Dependents(new NotedEntries(), this);
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
		let facts = 0;
		for (let entry = this.#noted.take(); entry; entry = this.#noted.take()) {
			facts += this.#add(entry);
			if (facts >= most) return false;
		}
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
