import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { entryToText, textToEntry } from '../entries/codec';
import { ofWorkspace } from './read-stored';

interface Arrived {
	/** Entries that are new here. */
	fresh: Map<EntryId, Entry>;
	/** The texts of entries that are known, where something else stands now. */
	overwritten: Map<EntryId, string>;
}

/**
 * Tells what has changed in the root map apart: new entries, and stray writes over known ones. The same entry signed
 * another time is as good as the one known.
 */
export function sortArrived(
	ids: Iterable<EntryId>,
	texts: { get(id: EntryId): string | undefined },
	{ workspace, entries }: { workspace: string; entries: ReadonlyMap<EntryId, Entry> }
): Arrived {
	const fresh = new Map<EntryId, Entry>();
	const overwritten = new Map<EntryId, string>();
	for (const id of ids) {
		const text = texts.get(id);
		const known = entries.get(id);
		const own = known && entryToText(known);
		if (text === own) continue;
		const reading = ofWorkspace(workspace, textToEntry(id, text));
		if (own === undefined) {
			if ('entry' in reading) fresh.set(id, reading.entry);
		} else if ('problem' in reading) overwritten.set(id, own);
	}
	return { fresh, overwritten };
}
