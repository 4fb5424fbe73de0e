import { authorOf, type Entry, undoneBy } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';

/** One act: the entries that were written together. A new object whenever another of its entries arrives. */
export class HistoryAction {
	readonly action: string;
	/** In the order of the history. */
	readonly entries: readonly Entry[];
	/** One alone, or all of them; what grows out of this one adds to the same set. */
	readonly #everyone: OrganizationId | Set<OrganizationId>;
	#authors: readonly OrganizationId[] | undefined;
	#undoes: string | null | undefined;

	/**
	 * @param entries in their order
	 * @param grown what it was before, and the entries that it has more: only these are looked at
	 */
	constructor(
		action: string,
		entries: readonly Entry[],
		grown?: { before: HistoryAction; more: readonly Entry[] }
	) {
		this.action = action;
		this.entries = entries;
		this.#everyone = grown ? everyoneOf(grown.more, grown.before.#everyone) : everyoneOf(entries);
		if (!grown) return;
		const { undoes } = grown.before;
		const isSame = grown.more.every(({ command }) => undoneBy(command) === undoes);
		this.#undoes = isSame ? (undoes ?? null) : null;
	}

	/** When its last entry was written, as claimed. */
	get at(): number {
		return lastEntryOf(this).at;
	}

	/** By their first entries. Cost: the entries up to where the last of them begins, once. */
	get authors(): readonly OrganizationId[] {
		return (this.#authors ??= this.#byFirstEntry());
	}

	/** The authors, in no order. */
	get everyone(): Iterable<OrganizationId> {
		return typeof this.#everyone === 'string' ? [this.#everyone] : this.#everyone;
	}

	/** The action that it undid, as all of its entries say. */
	get undoes(): string | undefined {
		if (this.#undoes === undefined) this.#undoes = claimOfAll(this.entries) ?? null;
		return this.#undoes ?? undefined;
	}

	#byFirstEntry(): readonly OrganizationId[] {
		if (typeof this.#everyone === 'string') return [this.#everyone];
		const found = new Set<OrganizationId>();
		for (const entry of this.entries) {
			if (found.size === this.#everyone.size) break;
			found.add(authorOf(entry));
		}
		return [...found];
	}
}

/** The entry by which an act is placed in the history. */
export const lastEntryOf = ({ entries }: Pick<HistoryAction, 'entries'>): Entry => entries.at(-1)!;

function everyoneOf(
	entries: readonly Entry[],
	before: OrganizationId | Set<OrganizationId> = authorOf(entries[0]!)
): OrganizationId | Set<OrganizationId> {
	let everyone = before;
	for (const entry of entries) {
		const author = authorOf(entry);
		if (typeof everyone !== 'string') everyone.add(author);
		else if (everyone !== author) everyone = new Set([everyone, author]);
	}
	return everyone;
}

function claimOfAll(entries: readonly Entry[]): string | undefined {
	const claimed = undoneBy(entries[0]!.command);
	if (claimed === undefined) return undefined;
	return entries.every(({ command }) => undoneBy(command) === claimed) ? claimed : undefined;
}
