import type { EntryId, GrantId } from '../facts';
import { beginCopyOnWrite, writable } from '../fold/copy-on-write';
import { OverlayMap } from '../fold/overlay-map';
import { GrantRecord } from './grant-record';

/** The grants of one entry, by their places in it. Most have one. */
type OfEntry = GrantRecord | Map<number, GrantRecord>;

/** What states a grant. */
type Stating = GrantRecord['source'];

/**
 * All grants that are stated, by their ids: these are made when they are asked for, and found by their entries. A map finds
 * an object in a fraction of the time that a text takes.
 */
export class GrantIndex {
	readonly #entryOf: (id: EntryId) => Stating | undefined;
	readonly #byEntry: Map<Stating, OfEntry>;
	#size = 0;

	/**
	 * @param entryOf finds any entry that states a grant: the same object each time
	 * @param below what it begins with, which must not change any more
	 */
	constructor(entryOf: (id: EntryId) => Stating | undefined, below: GrantIndex | null = null) {
		this.#entryOf = entryOf;
		this.#byEntry = below ? new OverlayMap(below.#byEntry) : new Map<Stating, OfEntry>();
		if (!below) return;
		this.#size = below.#size;
		beginCopyOnWrite(this);
	}

	get size(): number {
		return this.#size;
	}

	get(id: GrantId): GrantRecord | undefined {
		const end = id.lastIndexOf(':');
		const index = Number(id.slice(end + 1));
		if (String(index) !== id.slice(end + 1)) return undefined;
		const entry = this.#entryOf(id.slice(0, Math.max(0, end)));
		return entry && this.in(entry, index);
	}

	has(id: GrantId): boolean {
		return this.get(id) !== undefined;
	}

	/** The grant that the fact of that index in an entry states. */
	in(entry: Stating, index: number): GrantRecord | undefined {
		return grantAt(this.#byEntry.get(entry), index);
	}

	/** Puts a grant in the place of the one with its id, if any. */
	put(grant: GrantRecord): void {
		const { source, index } = grant;
		const found = this.#byEntry.get(source);
		if (grantAt(found, index) === undefined) this.#size += 1;
		if (!found || (found instanceof GrantRecord && found.index === index)) this.#byEntry.set(source, grant);
		else this.#severalOf(source, found).set(index, grant);
	}

	delete({ source, index }: GrantRecord): void {
		const found = this.#byEntry.get(source);
		if (!found || grantAt(found, index) === undefined) return;
		this.#size -= 1;
		if (found instanceof GrantRecord || found.size === 1) this.#byEntry.delete(source);
		else this.#severalOf(source, found).delete(index);
	}

	*values(): Generator<GrantRecord, undefined> {
		for (const found of this.#byEntry.values())
			if (found instanceof GrantRecord) yield found;
			else yield* found.values();
	}

	*keys(): Generator<GrantId, undefined> {
		for (const { id } of this.values()) yield id;
	}

	/** The grants of an entry as a map that may be written. */
	#severalOf(entry: Stating, found: OfEntry): Map<number, GrantRecord> {
		const put = (map: Map<number, GrantRecord>) => this.#byEntry.set(entry, map);
		if (!(found instanceof GrantRecord)) return writable(this, found, put);
		const several = new Map([[found.index, found]]);
		put(several);
		return writable(this, several, put);
	}
}

function grantAt(found: OfEntry | undefined, index: number): GrantRecord | undefined {
	if (!(found instanceof GrantRecord)) return found?.get(index);
	return found.index === index ? found : undefined;
}
