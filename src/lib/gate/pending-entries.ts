import { authorOf, type Entry } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import { introducedBy } from '$lib/domain/introductions';
import type { Arrived } from './judge-strangers';

/** An entry that passed every step of the gate, of an organization that nobody here knows, and its text. */
export interface Held {
	entry: Entry;
	text: string;
}

interface Lot {
	held: Map<EntryId, Held>;
	length: number;
	introduces: Set<OrganizationId>;
}

/** How much may be held until it is judged: characters of texts, and entries. */
export interface Bound {
	pendingEntries: number;
	pendingLength: number;
}

/**
 * What has arrived of organizations that nobody here knows, until it is judged. Bounded by what is held; where it is
 * full, whoever holds most makes room, and is to send it anew.
 */
export class Pending {
	readonly #bound: Bound;
	readonly #lots = new Map<OrganizationId, Lot>();
	/** The keys that each of them has named, in entries by keys of its own. */
	readonly #keys = new Map<OrganizationId, Set<KeyId>>();
	readonly #ids = new Set<EntryId>();
	#length = 0;

	/** @param dropped hears of an organization that made room, and what was held of it */
	constructor(
		bound: Bound,
		readonly dropped: (organization: OrganizationId, held: Held[]) => void
	) {
		this.#bound = bound;
	}

	/** Whether what arrived, or was kept aside before, names the key for the organization. */
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

	/** Cost: the entry's facts; where it is full, a look at each organization for each that makes room. */
	add(held: Held): void {
		const { entry, text } = held;
		const author = authorOf(entry);
		let lot = this.#lots.get(author);
		if (!lot) this.#lots.set(author, (lot = { held: new Map(), length: 0, introduces: new Set() }));
		if (this.#ids.has(entry.id)) return;
		this.#ids.add(entry.id);
		lot.held.set(entry.id, held);
		lot.length += text.length;
		this.#length += text.length;
		for (const named of introducedBy(entry)) lot.introduces.add(named);
		this.learnKey(author, entry.key);
		for (const fact of entry.facts)
			if (fact.table === 'keys' || fact.table === 'recovery-keys') this.learnKey(author, fact.key);
		while (this.#ids.size > this.#bound.pendingEntries || this.#length > this.#bound.pendingLength)
			this.#makeRoom();
	}

	/** What is to be judged, the earliest organization first. */
	arrived(isInside: (organization: OrganizationId) => boolean): Arrived[] {
		return [...this.#lots].map(([organization, { held, length, introduces }]) => ({
			organization,
			organizations: isInside(organization) ? 0 : 1,
			entries: held.size,
			length,
			introduces
		}));
	}

	/** Hands over what is held of an organization. */
	take(organization: OrganizationId): Held[] {
		const lot = this.#lots.get(organization);
		if (!lot) return [];
		this.#lots.delete(organization);
		for (const id of lot.held.keys()) this.#ids.delete(id);
		this.#length -= lot.length;
		return [...lot.held.values()];
	}

	#makeRoom(): void {
		let most: OrganizationId | null = null;
		let largest = -1;
		for (const [organization, { held, length }] of this.#lots) {
			const part = held.size / this.#bound.pendingEntries + length / this.#bound.pendingLength;
			if (part > largest) [most, largest] = [organization, part];
		}
		if (most !== null) this.dropped(most, this.take(most));
	}
}
