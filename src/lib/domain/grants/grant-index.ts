import type { EntryId, GrantId } from '../facts';
import { beginCopyOnWrite, writable } from '../fold/copy-on-write';
import { OverlayMap } from '../fold/overlay-map';
import { GrantRecord } from './grant-record';

/** The grants of one entry, by their places in it. Most have one. */
type OfEntry = GrantRecord | Map<number, GrantRecord>;

/** All grants that are stated, by their ids: these are made when they are asked for, and found by their entries. */
export class GrantIndex {
	readonly #byEntry: Map<EntryId, OfEntry>;
	#size = 0;

	/** @param below what it begins with, which must not change any more */
	constructor(below: GrantIndex | null = null) {
		this.#byEntry = below ? new OverlayMap(below.#byEntry) : new Map<EntryId, OfEntry>();
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
		return String(index) === id.slice(end + 1) ? this.in(id.slice(0, Math.max(0, end)), index) : undefined;
	}

	has(id: GrantId): boolean {
		return this.get(id) !== undefined;
	}

	/** The grant that the fact of that index in an entry states. */
	in(entry: EntryId, index: number): GrantRecord | undefined {
		const found = this.#byEntry.get(entry);
		if (!(found instanceof GrantRecord)) return found?.get(index);
		return found.index === index ? found : undefined;
	}

	/** Puts a grant in the place of the one with its id, if any. */
	put(grant: GrantRecord): void {
		const entry = grant.entry;
		const found = this.#byEntry.get(entry);
		if (!this.in(entry, grant.index)) this.#size += 1;
		if (!found || (found instanceof GrantRecord && found.index === grant.index))
			this.#byEntry.set(entry, grant);
		else this.#severalOf(entry, found).set(grant.index, grant);
	}

	delete({ entry, index }: GrantRecord): void {
		const found = this.#byEntry.get(entry);
		if (!found || !this.in(entry, index)) return;
		this.#size -= 1;
		if (found instanceof GrantRecord || found.size === 1) this.#byEntry.delete(entry);
		else this.#severalOf(entry, found).delete(index);
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
	#severalOf(entry: EntryId, found: OfEntry): Map<number, GrantRecord> {
		const put = (map: Map<number, GrantRecord>) => this.#byEntry.set(entry, map);
		if (!(found instanceof GrantRecord)) return writable(this, found, put);
		const several = new Map([[found.index, found]]);
		put(several);
		return writable(this, several, put);
	}
}
