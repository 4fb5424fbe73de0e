import type { Entry, FactOutline, OutlinedEntry } from '$lib/domain/entry';
import type { EntryId, Fact, KeyId, OrganizationId } from '$lib/domain/facts';
import { permissions } from '$lib/domain/permissions/permissions';
import { bytesPerEntry, writeBytes } from './entry-bytes';

/**
 * Entries on their way to the page: mostly numbers, as a page keeps them. Whatever many entries name is sent once and
 * numbered in the order in which it comes, from 0, across all that is sent.
 */
export interface PackedEntries {
	/** Who is new. */
	authors: Author[];
	/** The organizations, products and commands that are new. */
	names: string[];
	/** What entries are made of, where that is new. */
	outlines: FactOutline[];
	/** JSON of the entries' ids. Parsed, each is a text of its own; cut out of one, it would keep that one. */
	ids: string;
	/** JSON of what an entry follows, by its place, where that is not the entry of its key that was sent before it. */
	previous: string;
	/** The action and the signature of each entry: see `entry-bytes.ts`. */
	bytes: Uint8Array;
	/** JSON of these two by the entry's place, where they are no such bytes. */
	unusual: string;
	/** The facts of which there are no numbers, one behind the other. */
	text: string;
	/** `perEntry` numbers for each entry. */
	cells: Int32Array;
	/** `seq` and `stamp` of each entry; as floats where any of them is too large. */
	counts: Int32Array | Float64Array;
	/** `at` of each entry. */
	times: Float64Array;
	/** The facts of all entries: see `FactCode`. */
	facts: Int32Array;
}

export type Author = [key: KeyId, organization: OrganizationId | ''];

/** How many of `cells` an entry has, and what they are: numbers, and where it begins in `facts`. */
export const perEntry = 4;
export const cellOf = { author: 0, command: 1, outline: 2, facts: 3 } as const;

/** An action and a signature that are no such bytes as most are. */
export type Unusual = Record<number, [action: string, signature: string]>;

/**
 * How a fact is written in numbers. The lowest two bits of the first say which way.
 * - `grant`: the permission's place in its higher bits; the product, the grantee
 * - `flags` on grants of the same entry: on or off in its higher bits; how many, and their indices
 * - `text`: where the fact's JSON begins and ends in the text
 */
export const factCode = { text: 0, grant: 1, flags: 2 } as const;

/** The memory that can be handed over with them, where they leave this thread: nothing of it is copied. */
export const memoryOf = ({ bytes, cells, counts, times, facts }: PackedEntries): ArrayBufferLike[] =>
	[bytes, cells, counts, times, facts].map(({ buffer }) => buffer);

/** The Worker's side of a line: packs what is sent to the page. */
export class EntryPacker {
	/** The numbers of authors: most keys have one, but anybody may use one for thousands of organizations. */
	readonly #authors = new Map<KeyId, Map<OrganizationId | '', number>>();
	readonly #names = new Map<string, number>();
	/** By itself, or by its tables where an entry has none. */
	readonly #outlines = new Map<FactOutline | string, number>();
	readonly #latest = new Map<KeyId, EntryId>();
	#authorCount = 0;

	pack(entries: readonly Entry[]): PackedEntries {
		const [authors, names, outlines]: [Author[], string[], FactOutline[]] = [[], [], []];
		const previous: Record<number, EntryId | ''> = {};
		const unusual: Unusual = {};
		const bytes = new Uint8Array(entries.length * bytesPerEntry);
		const cells = new Int32Array(entries.length * perEntry);
		const counts = new Float64Array(entries.length * 2);
		const times = new Float64Array(entries.length);
		const codes: number[] = [];
		let text = '';
		const nameOf = (name: string): number => numberIn(this.#names, name, () => names.push(name));
		entries.forEach((entry, place) => {
			const { id, key, organization, action, signature, facts } = entry;
			if (entry.previous !== this.#latest.get(key)) previous[place] = entry.previous;
			this.#latest.set(key, id);
			if (!writeBytes(bytes, place, action, signature)) unusual[place] = [action, signature];
			const author = this.#authorOf(key, organization, authors);
			const cell = place * perEntry;
			cells[cell + cellOf.author] = author;
			cells[cell + cellOf.command] = nameOf(entry.command);
			cells[cell + cellOf.outline] = this.#outlineOf(entry, outlines);
			cells[cell + cellOf.facts] = codes.length;
			counts[2 * place] = entry.seq;
			counts[2 * place + 1] = entry.stamp;
			times[place] = entry.at;
			for (const fact of facts) {
				if (addNumbers(codes, fact, nameOf)) continue;
				const json = JSON.stringify(fact);
				codes.push(factCode.text, text.length, text.length + json.length);
				text += json;
			}
		});
		return {
			...{ authors, names, outlines, bytes, text, cells, times },
			counts: asIntegers(counts),
			unusual: JSON.stringify(unusual),
			ids: JSON.stringify(entries.map(({ id }) => id)),
			previous: JSON.stringify(previous),
			facts: new Int32Array(codes)
		};
	}

	#authorOf(key: KeyId, organization: OrganizationId | '', authors: Author[]): number {
		const known = this.#authors.get(key) ?? new Map<OrganizationId | '', number>();
		let author = known.get(organization);
		if (author === undefined) {
			author = this.#authorCount++;
			this.#authors.set(key, known.set(organization, author));
			authors.push([key, organization]);
		}
		return author;
	}

	#outlineOf(entry: Entry | OutlinedEntry, outlines: FactOutline[]): number {
		if ('outline' in entry)
			return numberIn(this.#outlines, entry.outline, () => outlines.push(entry.outline));
		const tables = entry.facts.map(({ table }) => table);
		return numberIn(this.#outlines, tables.join(), () =>
			outlines.push({ tables: new Set(tables), count: tables.length })
		);
	}
}

/** The same numbers in half of the memory, where they are small enough. */
function asIntegers(numbers: Float64Array): Int32Array | Float64Array {
	const integers = new Int32Array(numbers);
	return integers.every((each, place) => each === numbers[place]) ? integers : numbers;
}

/** The number of something, given to it now where it has none. */
function numberIn<T>(numbers: Map<T, number>, one: T, added: () => void): number {
	let number = numbers.get(one);
	if (number === undefined) {
		numbers.set(one, (number = numbers.size));
		added();
	}
	return number;
}

/** Adds a fact in numbers, if it is one that most entries are made of. */
function addNumbers(codes: number[], fact: Fact, nameOf: (name: string) => number): boolean {
	if (fact.table === 'grants') {
		const permission = permissions.indexOf(fact.permission);
		codes.push(factCode.grant | (permission << 2), nameOf(fact.product), nameOf(fact.grantee));
		return true;
	}
	if (fact.table !== 'flags') return false;
	const indices = fact.grants.map((each) => (each.startsWith('#') ? Number(each.slice(1)) : -1));
	if (indices.some((index, place) => `#${index}` !== fact.grants[place])) return false;
	codes.push(factCode.flags | (fact.on ? 4 : 0), indices.length);
	for (const index of indices) codes.push(index);
	return true;
}
