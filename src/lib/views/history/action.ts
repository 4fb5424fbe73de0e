import { authorOf, type Entry, undoneBy } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';

/** One act: the entries that were written together. A new object whenever another of its entries arrives. */
export interface HistoryAction {
	action: string;
	/** In the order of the history. */
	entries: readonly Entry[];
	/** When its last entry was written, as claimed. */
	at: number;
	authors: readonly OrganizationId[];
	/** The action that it undid, as all of its entries say. */
	undoes: string | undefined;
}

/** An act, from its entries in their order. */
export function historyAction(action: string, entries: readonly Entry[]): HistoryAction {
	const [first] = entries;
	const claimed = undoneBy(first!.command);
	const undoes = entries.every(({ command }) => undoneBy(command) === claimed) ? claimed : undefined;
	const authors = entries.length === 1 ? [authorOf(first!)] : [...new Set(entries.map(authorOf))];
	return { action, entries, at: entries.at(-1)!.at, authors, undoes };
}

/** The entry by which an act is placed in the history. */
export const lastEntryOf = ({ entries }: HistoryAction): Entry => entries.at(-1)!;
