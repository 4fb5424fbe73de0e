import type { EntryDraft } from '$lib/domain/entry';
import type { EntryId, FactId, OrganizationId } from '$lib/domain/facts';
import { renameReferences, type Renaming } from '../entries/references';

/**
 * What the drafts of one call have become: an entry's id is a hash, known only once it is signed, so a draft speaks of
 * an earlier one of its call by the id that was chosen for it beforehand.
 */
export class ProvisionalIds {
	readonly #ids = new Map<EntryId, EntryId>();
	readonly #organizations = new Set<OrganizationId>();
	readonly #renaming: Renaming = {
		organization: (id) => this.#ids.get(id) ?? id,
		fact: (id) => this.#fact(id)
	};

	/** The draft, speaking of the entries that there are by now. */
	resolve(draft: EntryDraft): EntryDraft {
		if (this.#ids.size === 0) return draft;
		const { organization, facts } = draft;
		return {
			...draft,
			organization: organization === null ? null : this.#renaming.organization(organization),
			facts: facts.map((fact) => renameReferences(fact, this.#renaming))
		};
	}

	/** The draft has become an entry. */
	assign({ as, organization }: EntryDraft, entry: EntryId): void {
		if (as === undefined) return;
		this.#ids.set(as, entry);
		if (organization === null) this.#organizations.add(entry);
	}

	/** Whether the organization was founded by a draft of this call. */
	founded(organization: OrganizationId): boolean {
		return this.#organizations.has(organization);
	}

	/** A reference within an entry (`#n`) has no colon, and stays. */
	#fact(id: FactId): FactId {
		const end = id.indexOf(':');
		const entry = end < 0 ? undefined : this.#ids.get(id.slice(0, end));
		return entry === undefined ? id : entry + id.slice(end);
	}
}
