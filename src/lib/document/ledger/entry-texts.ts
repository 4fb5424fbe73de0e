import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { inDependencyOrder } from '../entries/dependency-order';
import { fromHere, type LazyDocument } from '../storage/lazy-document';
import { rootName } from '../storage/names';
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
	readonly #document: LazyDocument;
	readonly #known: Known;
	readonly #take: (entries: Entry[]) => void;
	/** Ids that were written before the start. */
	#early: Set<EntryId> | null = new Set();

	constructor(document: LazyDocument, known: Known, take: (entries: Entry[]) => void) {
		this.#document = document;
		this.#known = known;
		this.#take = take;
		document.onMade((doc) =>
			doc.getMap<string>(rootName).observe(({ keysChanged, transaction }) => {
				if (transaction.origin !== fromHere) this.#arrived(keysChanged as Set<EntryId>);
			})
		);
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
		return this.#document.get(id);
	}

	keys(): Iterable<EntryId> {
		return this.#document.keys();
	}

	/** Sets texts; does nothing where the document is closed. */
	set(texts: ReadonlyMap<EntryId, string>): void {
		this.#document.set(texts);
	}

	#arrived(ids: Iterable<EntryId>): void {
		if (this.#early) {
			for (const id of ids) this.#early.add(id);
			return;
		}
		const { fresh, overwritten } = sortArrived(ids, this.#document, this.#known);
		this.#take([...inDependencyOrder(fresh)]);
		// Put back, or the next full rewrite of the rows would lose it. The same text everywhere, so this ends.
		if (overwritten.size > 0) queueMicrotask(() => this.set(overwritten));
	}
}
