import type { Entry } from '../domain/entry';
import type { EntryId, KeyId } from '../domain/facts';

/**
 * Entries of texts that were checked in the Worker, by the same app. The ids that many of them name are one string each:
 * a text for every mention would take most of the memory, and be hashed anew at every look-up.
 */
export class ParsedEntries {
	readonly #workspace: string;
	readonly #texts = new Map<string, string>();
	/** The id of the latest entry of each key: the next one names it. */
	readonly #latest = new Map<KeyId, EntryId>();

	constructor(workspace: string) {
		this.#workspace = workspace;
	}

	parse([id, text]: [EntryId, string]): Entry {
		const entry = JSON.parse(text) as Entry;
		entry.id = id;
		if (entry.workspace === this.#workspace) entry.workspace = this.#workspace;
		entry.organization = this.#one(entry.organization);
		entry.key = this.#one(entry.key);
		entry.command = this.#one(entry.command);
		const latest = this.#latest.get(entry.key);
		if (entry.previous === latest) entry.previous = latest;
		this.#latest.set(entry.key, id);
		for (const fact of entry.facts) {
			if (fact.table !== 'grants') continue;
			fact.product = this.#one(fact.product);
			fact.grantee = this.#one(fact.grantee);
			fact.permission = this.#one(fact.permission);
		}
		return entry;
	}

	#one<T extends string>(text: T): T {
		const known = this.#texts.get(text);
		if (known === undefined) this.#texts.set(text, text);
		return (known as T | undefined) ?? text;
	}
}
