import { partsOfStored } from '$lib/document/entries/stored-entry';
import type { Entry } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';

/** Entries on their way to the page: parsing one text of all is quicker than cloning them, or than a text of each. */
export interface PackedEntries {
	/** Who is new in it: they are numbered in the order in which they come, from 0, across all that is sent. */
	authors: Author[];
	/** JSON, of `PackedEntry`s. */
	text: string;
}

export type Author = [key: KeyId, organization: OrganizationId | ''];

/** An entry with numbers for what many name, in the fields of an entry, so that it can become one. */
export type PackedEntry = Omit<Entry, 'key' | 'organization' | 'previous' | 'workspace'> & {
	/** The number of its author; its organization and workspace are left out. */
	key: number;
	organization: null;
	workspace: null;
	/** Null where that is the entry of the key that was sent last. */
	previous: EntryId | '' | null;
};

/** The Worker's side of a line: packs what is sent to the page. */
export class EntryPacker {
	/** The numbers of authors: most keys have one, but anybody may use one for thousands of organizations. */
	readonly #authors = new Map<KeyId, Map<OrganizationId | '', number>>();
	readonly #latest = new Map<KeyId, EntryId>();
	#count = 0;

	pack(entries: readonly Entry[]): PackedEntries {
		const authors: Author[] = [];
		const texts = entries.map((entry) => {
			const { id, key, organization, seq, previous } = entry;
			const known = this.#authors.get(key) ?? new Map<OrganizationId | '', number>();
			let author = known.get(organization);
			if (author === undefined) {
				author = this.#count++;
				this.#authors.set(key, known.set(organization, author));
				authors.push([key, organization]);
			}
			const before = previous === this.#latest.get(key) ? 'null' : `"${previous}"`;
			this.#latest.set(key, id);
			const { begins, ends } = partsOfStored(entry) ?? partsOf(entry);
			return `${begins},"id":"${id}","key":${author},"organization":null,"previous":${before},"seq":${seq},${ends},"workspace":null}`;
		});
		return { authors, text: `[${texts.join(',')}]` };
	}
}

/** What of an entry crosses as it is, as JSON. */
function partsOf({ action, at, command, facts, signature, stamp, v }: Entry): {
	begins: string;
	ends: string;
} {
	return {
		begins: JSON.stringify({ action, at, command, facts }).slice(0, -1),
		ends: JSON.stringify({ signature, stamp, v }).slice(1, -1)
	};
}
