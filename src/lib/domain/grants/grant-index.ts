import { authorOf, factCount, type Stating } from '../entry';
import {
	type EntryId,
	factIdIn,
	type GrantId,
	type OrganizationId,
	type ProductId,
	resolveRef
} from '../facts';
import { allOf, fewest, isMany, type SmallSet } from '../algorithms/small-set';
import { OverlayMap } from '../fold/overlay-map';
import type { GrantRecord } from './grant-record';

/** Where grants are, but for those that ended. */
interface Linked {
	readonly grants: SmallSet<GrantRecord>;
}
interface Products {
	get(id: ProductId): { readonly links: Links } | undefined;
	values(): Iterable<{ readonly links: Iterable<Linked> }>;
}
interface Links {
	between(grantor: OrganizationId, grantee: OrganizationId): Linked | undefined;
}

/** Of an entry with more facts than this, each grant is noted: nobody reads all of them again for one. */
const fewFacts = 32;

/** How many deletions there were, of any index, and how many indexes. */
let deletions = 0;

/**
 * All grants that are stated, by their ids. There are a great many, and what states one says which link it belongs to: it is
 * found there, and noted here only where that would not find it at once.
 */
export class GrantIndex {
	readonly #entryOf: (id: EntryId) => Stating | undefined;
	readonly #products: Products;
	/** Those that ended, that a long entry states, or that are on a link with many. */
	readonly #noted: Map<GrantId, GrantRecord>;
	/** The last deletion, or the beginning, which no other index has: what was here then is here as long as it is the last. */
	#lastDeletion: number;

	/**
	 * @param entryOf finds any entry that states a grant: the same object each time
	 * @param products where the links are
	 * @param below what it begins with, which must not change any more
	 */
	constructor(
		entryOf: (id: EntryId) => Stating | undefined,
		products: Products,
		below: GrantIndex | null = null
	) {
		this.#entryOf = entryOf;
		this.#products = products;
		this.#noted = below ? new OverlayMap(below.#noted) : new Map<GrantId, GrantRecord>();
		this.#lastDeletion = deletions += 1;
	}

	get lastDeletion(): number {
		return this.#lastDeletion;
	}

	/** How many there are. Cost: all of them. */
	get size(): number {
		let size = 0;
		for (const _ of this.values()) size += 1;
		return size;
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
		const noted = this.#noted.size === 0 ? undefined : this.#noted.get(factIdIn(entry.id, index));
		if (noted || factCount(entry) > fewFacts) return noted;
		const fact = entry.facts[index];
		if (fact?.table !== 'grants') return undefined;
		const links = this.#products.get(resolveRef(fact.product, entry.id))?.links;
		const grants = links?.between(authorOf(entry), fact.grantee)?.grants;
		for (const grant of allOf(grants)) if (grant.source === entry && grant.index === index) return grant;
		return undefined;
	}

	/** Adds a grant that was just put on a link, with all that are on it now. */
	add(grant: GrantRecord, { grants }: Linked): void {
		if (isMany(grants)) for (const each of grants.size === fewest ? grants : [grant]) this.note(each);
		else if (factCount(grant.source) > fewFacts) this.note(grant);
	}

	/** Notes a grant that ended. */
	note(grant: GrantRecord): void {
		this.#noted.set(grant.id, grant);
	}

	/** Puts another copy of a grant in the place of the one that is noted, if it is. */
	replace(copy: GrantRecord): void {
		if (this.#noted.size > 0 && this.#noted.has(copy.id)) this.note(copy);
	}

	delete(grant: GrantRecord): void {
		this.#lastDeletion = deletions += 1;
		if (this.#noted.size > 0) this.#noted.delete(grant.id);
	}

	/** Grants on a product that is gone are not found any more. */
	deleteWithProduct(): void {
		this.#lastDeletion = deletions += 1;
	}

	*values(): Generator<GrantRecord, undefined> {
		for (const { links } of this.#products.values()) for (const { grants } of links) yield* allOf(grants);
		for (const grant of this.#noted.values()) if (!grant.standing) yield grant;
	}

	*keys(): Generator<GrantId, undefined> {
		for (const { id } of this.values()) yield id;
	}
}
