import type { Entry } from '../domain/entry';
import type { EntryId, FactOf, KeyId } from '../domain/facts';
import type { Author, PackedEntries, PackedEntry } from './packed-entries';

/**
 * The page's side of a line: entries of what the Worker, which is the same app, has packed. The ids that many of them name
 * are one string each: a text for every mention would take most of the memory, and be hashed anew at every look-up.
 */
export class EntryUnpacker {
	readonly #workspace: string;
	readonly #authors: Author[] = [];
	readonly #texts = new Map<string, string>();
	/** The id of the latest entry of each key: the next one names it. */
	readonly #latest = new Map<KeyId, EntryId>();

	constructor(workspace: string) {
		this.#workspace = workspace;
	}

	unpack({ authors, text }: PackedEntries): Entry[] {
		for (const [key, organization] of authors) this.#authors.push([this.#one(key), this.#one(organization)]);
		const packed = JSON.parse(text) as PackedEntry[];
		for (const entry of packed) this.#complete(entry);
		return packed as unknown as Entry[];
	}

	/** Makes it the entry that it stands for, in place: another object for each would have to be collected. */
	#complete(packed: PackedEntry): void {
		const entry = packed as unknown as Entry;
		const [key, organization] = this.#authors[packed.key]!;
		entry.previous = packed.previous ?? this.#latest.get(key)!;
		this.#latest.set(key, entry.id);
		entry.key = key;
		entry.organization = organization;
		entry.workspace = this.#workspace;
		entry.command = this.#one(entry.command);
		let before: FactOf<'grants'> | undefined;
		for (const fact of entry.facts) {
			if (fact.table !== 'grants') continue;
			fact.product = this.#one(fact.product);
			// Mostly the same as in the fact before: that is told without hashing.
			fact.grantee = fact.grantee === before?.grantee ? before.grantee : this.#one(fact.grantee);
			fact.permission =
				fact.permission === before?.permission ? before.permission : this.#one(fact.permission);
			before = fact;
		}
	}

	#one<T extends string>(text: T): T {
		const known = this.#texts.get(text);
		if (known === undefined) this.#texts.set(text, text);
		return (known as T | undefined) ?? text;
	}
}
