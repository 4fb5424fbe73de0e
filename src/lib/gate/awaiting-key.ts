import { authorOf, type Entry } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import type { Limits } from './limits';

interface Share {
	entries: number;
	length: number;
}

interface WaitingEntry {
	entry: Entry;
	from: string;
	length: number;
}

/**
 * Entries that wait until their key is known. Bounded, with a share for each source: where all of it is full, the source
 * with most entries loses its oldest, so that nobody can crowd out the others.
 */
export class EntriesAwaitingKey {
	readonly #limits: Limits;
	readonly #waiting = new Map<EntryId, WaitingEntry>();
	readonly #shares = new Map<string, Share>();
	#length = 0;

	constructor(limits: Limits) {
		this.#limits = limits;
	}

	get size(): number {
		return this.#waiting.size;
	}

	/** False where there is no room for it. */
	add(entry: Entry, length: number, from: string): boolean {
		if (this.#waiting.has(entry.id)) return true;
		const { awaitingKeyEntries, awaitingKeyLength, awaitingKeyEntriesEach, awaitingKeyLengthEach } =
			this.#limits;
		const share = this.#shares.get(from) ?? { entries: 0, length: 0 };
		if (share.entries + 1 > awaitingKeyEntriesEach || share.length + length > awaitingKeyLengthEach)
			return false;
		while (this.#waiting.size + 1 > awaitingKeyEntries || this.#length + length > awaitingKeyLength)
			if (!this.#dropFromLargest({ entries: share.entries + 1, length: share.length + length })) return false;
		this.#waiting.set(entry.id, { entry, from, length });
		this.#count(from, 1, length);
		return true;
	}

	/** Removes those whose key is known by now, and answers with them, oldest first. */
	release(isKnown: (entry: Entry) => boolean): Entry[] {
		const known = [...this.#waiting.values()].map(({ entry }) => entry).filter(isKnown);
		for (const { id } of known) this.#remove(id);
		return known;
	}

	/** Whether an entry of one of these organizations waits. */
	hasAnyOf(organizations: ReadonlySet<OrganizationId>): boolean {
		for (const { entry } of this.#waiting.values()) if (organizations.has(authorOf(entry))) return true;
		return false;
	}

	/** How many entries of each key wait, for the report. */
	report(): { key: KeyId; organization: OrganizationId; entries: number }[] {
		const byKey = new Map<string, { key: KeyId; organization: OrganizationId; entries: number }>();
		for (const { entry } of this.#waiting.values()) {
			const organization = authorOf(entry);
			const name = `${organization} ${entry.key}`;
			const one = byKey.get(name) ?? { key: entry.key, organization, entries: 0 };
			one.entries += 1;
			byKey.set(name, one);
		}
		return [...byKey.values()].slice(0, this.#limits.reported);
	}

	/** Drops the oldest entry of the source with the largest share, if that is larger than this one. */
	#dropFromLargest(than: Share): boolean {
		let largest: string | null = null;
		let most = this.#part(than);
		for (const [from, share] of this.#shares) {
			const part = this.#part(share);
			if (part > most) [largest, most] = [from, part];
		}
		if (largest === null) return false;
		for (const { entry, from } of this.#waiting.values())
			if (from === largest) {
				this.#remove(entry.id);
				return true;
			}
		return false;
	}

	#part({ entries, length }: Share): number {
		return entries / this.#limits.awaitingKeyEntries + length / this.#limits.awaitingKeyLength;
	}

	#remove(id: EntryId): void {
		const { from, length } = this.#waiting.get(id)!;
		this.#waiting.delete(id);
		this.#count(from, -1, -length);
	}

	#count(from: string, entries: number, length: number): void {
		const share = this.#shares.get(from) ?? { entries: 0, length: 0 };
		this.#length += length;
		share.entries += entries;
		share.length += length;
		if (share.entries === 0) this.#shares.delete(from);
		else this.#shares.set(from, share);
	}
}
