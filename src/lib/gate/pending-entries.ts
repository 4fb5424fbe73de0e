import { authorOf, type Entry } from '$lib/domain/entry';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { SortedNumbers } from '$lib/domain/algorithms/sorted-numbers';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import { introducedBy } from '$lib/domain/introductions';
import type { Arrived } from './judge-strangers';

/** An entry of an unknown organization that has passed every step of the gate, and its text. */
export interface PendingEntry {
	entry: Entry;
	text: string;
}

interface PendingOrganization {
	entries: Map<EntryId, PendingEntry>;
	length: number;
	introduces: Set<OrganizationId>;
}

/** How much may be held until it is judged: characters of texts, and entries. */
export interface PendingLimits {
	pendingEntries: number;
	pendingLength: number;
}

/**
 * Entries of unknown organizations, held until they are judged. Bounded: where it is full, the organization with most is
 * dropped, and has to be sent again.
 */
export class PendingEntries {
	readonly #limits: PendingLimits;
	readonly #byOrganization = new Map<OrganizationId, PendingOrganization>();
	/** The keys that each of them has named, in entries by keys of its own. */
	readonly #keys = new Map<OrganizationId, Set<KeyId>>();
	readonly #ids = new Set<EntryId>();
	/** The organizations by the part of the room that each takes up. */
	readonly #byPart = new Map<number, Set<OrganizationId>>();
	readonly #parts = new SortedNumbers();
	#length = 0;

	/** @param onDropped called with an organization that was dropped, and its entries */
	constructor(
		limits: PendingLimits,
		readonly onDropped: (organization: OrganizationId, held: PendingEntry[]) => void
	) {
		this.#limits = limits;
	}

	/** Whether what arrived, or was withheld before, names the key for the organization. */
	knowsKey(organization: OrganizationId, key: KeyId): boolean {
		return this.#keys.get(organization)?.has(key) ?? false;
	}

	learnKey(organization: OrganizationId, key: KeyId): void {
		const keys = this.#keys.get(organization);
		if (keys) keys.add(key);
		else this.#keys.set(organization, new Set([key]));
	}

	/** Characters of the texts that are held. */
	get length(): number {
		return this.#length;
	}

	forgetKeys(organization: OrganizationId): void {
		this.#keys.delete(organization);
	}

	has(id: EntryId): boolean {
		return this.#ids.has(id);
	}

	/** Cost: the entry's facts, however much is held. */
	add(held: PendingEntry): void {
		const { entry, text } = held;
		const author = authorOf(entry);
		let lot = this.#byOrganization.get(author);
		if (!lot)
			this.#byOrganization.set(author, (lot = { entries: new Map(), length: 0, introduces: new Set() }));
		if (this.#ids.has(entry.id)) return;
		this.#unrank(author, lot);
		this.#ids.add(entry.id);
		lot.entries.set(entry.id, held);
		lot.length += text.length;
		this.#length += text.length;
		this.#rank(author, lot);
		for (const named of introducedBy(entry)) lot.introduces.add(named);
		this.learnKey(author, entry.key);
		for (const fact of entry.facts)
			if (fact.table === 'keys' || fact.table === 'recovery-keys') this.learnKey(author, fact.key);
		while (this.#ids.size > this.#limits.pendingEntries || this.#length > this.#limits.pendingLength)
			this.#dropLargest();
	}

	/** What is to be judged, the earliest organization first. */
	arrived(isInside: (organization: OrganizationId) => boolean): Arrived[] {
		return [...this.#byOrganization].map(([organization, { entries, length, introduces }]) => ({
			organization,
			organizations: isInside(organization) ? 0 : 1,
			entries: entries.size,
			length,
			introduces
		}));
	}

	/** Removes the entries of an organization, and answers with them. */
	take(organization: OrganizationId): PendingEntry[] {
		const own = this.#byOrganization.get(organization);
		if (!own) return [];
		this.#unrank(organization, own);
		this.#byOrganization.delete(organization);
		for (const id of own.entries.keys()) this.#ids.delete(id);
		this.#length -= own.length;
		return [...own.entries.values()];
	}

	#dropLargest(): void {
		const [most] = this.#byPart.get(this.#parts.greatest!)!;
		this.onDropped(most!, this.take(most!));
	}

	#rank(organization: OrganizationId, held: PendingOrganization): void {
		const part = this.#partOf(held);
		this.#parts.add(part);
		getOrInsertComputed(this.#byPart, part, () => new Set<OrganizationId>()).add(organization);
	}

	#unrank(organization: OrganizationId, held: PendingOrganization): void {
		const part = this.#partOf(held);
		const same = this.#byPart.get(part);
		if (!same?.delete(organization) || same.size > 0) return;
		this.#byPart.delete(part);
		this.#parts.delete(part);
	}

	#partOf({ entries, length }: PendingOrganization): number {
		return entries.size / this.#limits.pendingEntries + length / this.#limits.pendingLength;
	}
}
