import type * as Y from 'yjs';
import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { inDependencyOrder } from '../entries/dependency-order';
import { fromStorage, rootName } from '../storage/api';
import { fromHere } from '../tabs/tabs';
import { sortArrived } from './arrived-entries';

/** The entries that are known in a workspace. */
interface Known {
	readonly workspace: string;
	readonly entries: ReadonlyMap<EntryId, Entry>;
}

/**
 * The document's root map: the text of each entry by its id. It tells `take` of new entries that somebody else wrote
 * there, and puts back what stood in place of a stray write. Both wait until what is stored has been read (`start`).
 */
export class EntryTexts {
	readonly #doc: Y.Doc;
	readonly #map: Y.Map<string>;
	readonly #known: Known;
	readonly #take: (entries: Entry[]) => void;
	/** Ids that were written before the start. */
	#early: Set<EntryId> | null = new Set();

	constructor(doc: Y.Doc, known: Known, take: (entries: Entry[]) => void) {
		this.#doc = doc;
		this.#known = known;
		this.#take = take;
		this.#map = doc.getMap<string>(rootName);
		this.#map.observe(({ keysChanged, transaction }) => {
			if (transaction.origin !== fromHere && transaction.origin !== fromStorage)
				this.#arrived(keysChanged as Set<EntryId>);
		});
	}

	get isStarted(): boolean {
		return this.#early === null;
	}

	/** To be called once, when what is stored has been read. */
	start(): void {
		const early = [...this.#early!];
		this.#early = null;
		this.#arrived(early);
	}

	get(id: EntryId): string | undefined {
		return this.#map.get(id);
	}

	keys(): Iterable<EntryId> {
		return this.#map.keys();
	}

	/** Sets texts in one transaction; does nothing where the document is gone. */
	set(texts: ReadonlyMap<EntryId, string>): void {
		if (texts.size === 0 || this.#doc.isDestroyed) return;
		this.#doc.transact(() => {
			for (const [id, text] of texts) this.#map.set(id, text);
		}, fromHere);
	}

	#arrived(ids: Iterable<EntryId>): void {
		if (this.#early) {
			for (const id of ids) this.#early.add(id);
			return;
		}
		const { fresh, overwritten } = sortArrived(ids, this.#map, this.#known);
		this.#take([...inDependencyOrder(fresh)]);
		// Put back, or the next full rewrite of the rows would lose it. The same text everywhere, so this ends.
		if (overwritten.size > 0) queueMicrotask(() => this.set(overwritten));
	}
}
