import type { Entry } from '../domain/entry';
import type { EntryId } from '../domain/facts';
import { type Reading, textToEntrySoon } from './codec';
import type { Unreadable } from './port';
import { resting } from './rest';

type Refused = { problem: Unreadable['problem'] | 'newer' | 'older'; detail: string };

/** What was read of the texts that are stored. */
export interface ReadStored {
	entries: Map<EntryId, Entry>;
	/** The good texts of entries that the document has no such text of. */
	rescued: Map<EntryId, string>;
	unreadable: Unreadable[];
	/** How many are of a newer app. */
	setAside: number;
	/** The ids of those that a preview wrote. */
	older: EntryId[];
}

/** A reading, where the entry is one of this workspace; else why it is none. */
export function ofWorkspace(workspace: string, reading: Reading): { entry: Entry } | Refused {
	if ('problem' in reading || reading.entry.workspace === workspace) return reading;
	return { problem: 'other-workspace', detail: reading.entry.workspace };
}

/**
 * Reads every text of the document, and under each id also those `found` beside it (in rows that were set aside): the
 * first good one counts. In slices, so that the thread stays free; `progress` hears the part done, from 0 to 1.
 */
export async function readStored(
	workspace: string,
	texts: { keys: () => Iterable<EntryId>; get: (id: EntryId) => string | undefined },
	found: ReadonlyMap<EntryId, readonly string[]>,
	progress: (part: number) => void
): Promise<ReadStored> {
	const result: ReadStored = {
		entries: new Map(),
		rescued: new Map(),
		unreadable: [],
		setAside: 0,
		older: []
	};
	const ids = new Set([...texts.keys(), ...found.keys()]);
	const rest = resting();
	for (const id of ids) {
		if (rest.due()) {
			progress(result.entries.size / ids.size);
			await rest.take();
		}
		const inDocument = texts.get(id);
		const reading = await firstGood(workspace, id, [inDocument, ...(found.get(id) ?? [])]);
		if ('entry' in reading) {
			result.entries.set(id, reading.entry);
			if (reading.text !== inDocument) result.rescued.set(id, reading.text);
		} else if (reading.problem === 'newer') result.setAside += 1;
		else if (reading.problem === 'older') result.older.push(id);
		else result.unreadable.push({ id, problem: reading.problem, detail: reading.detail });
	}
	return result;
}

async function firstGood(workspace: string, id: EntryId, texts: (string | undefined)[]) {
	let first: Refused | null = null;
	for (const text of new Set(texts)) {
		if (text === undefined) continue;
		const reading = ofWorkspace(workspace, await textToEntrySoon(id, text));
		if ('entry' in reading) return { entry: reading.entry, text };
		first ??= reading;
	}
	return first ?? { problem: 'unreadable' as const, detail: 'deleted' };
}
