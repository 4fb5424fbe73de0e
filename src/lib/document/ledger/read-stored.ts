import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { type EntryReading, textToEntryAsync } from '../entries/codec';
import type { Unreadable } from './api';
import { StoredEntryReader } from '../entries/stored-entry';
import { timeSlices } from '../time-slices';
import type { Stored } from '../storage/api';

type Refused = { problem: Unreadable['problem'] | 'newer' | 'older'; detail: string };

/** What was read of the texts that are stored. */
export interface ReadStored {
	entries: Map<EntryId, Entry>;
	/** The texts of those entries that are not trusted yet. */
	unchecked: Map<EntryId, string>;
	/** The good texts of trusted entries that the document has no such text of. */
	rescued: Map<EntryId, string>;
	unreadable: Unreadable[];
	/** How many are of a newer app. */
	setAside: number;
	/** The ids of those that a preview wrote. */
	older: EntryId[];
}

/** A reading, where the entry is one of this workspace; else why it is none. */
export function ofWorkspace(workspace: string, reading: EntryReading): { entry: Entry } | Refused {
	if ('problem' in reading || reading.entry.workspace === workspace) return reading;
	return { problem: 'other-workspace', detail: reading.entry.workspace };
}

interface Reading extends Pick<Stored, 'sealed' | 'unsealed' | 'isSealed'> {
	taken: ReadonlyMap<EntryId, Entry>;
}

/** Where texts stand, by the ids that they stand under. */
interface Texts {
	keys: () => Iterable<EntryId>;
	get: (id: EntryId) => string | undefined;
}

/**
 * Reads every text of the document, and under each id also those in rows that the document may lack: of those that are
 * trusted (`sealed`) the first good one counts, and only where there is none, of the others, which are to be checked yet.
 * Where all of it is trusted (`isSealed`), an entry's text is believed, and read when it is needed. Entries that are taken
 * in already (`taken`) are not read again where all is trusted, and in no case among those that it answers with.
 * In slices, so that the thread stays free; `progress` hears the part done, from 0 to 1.
 */
export async function readStored(
	workspace: string,
	texts: Texts,
	{ sealed, unsealed, isSealed = false, taken }: Reading,
	progress: (part: number) => void
): Promise<ReadStored> {
	const result: ReadStored = {
		entries: new Map(),
		unchecked: new Map(),
		rescued: new Map(),
		unreadable: [],
		setAside: 0,
		older: []
	};
	const unsealedTexts = new Map(unsealed.flatMap((row) => row.texts));
	const ids = isSealed
		? new Set([...texts.keys()].filter((id) => !taken.has(id)))
		: new Set([...texts.keys(), ...sealed.keys(), ...unsealedTexts.keys()]);
	const reader = new StoredEntryReader(workspace);
	const rest = timeSlices();
	for (const id of ids) {
		if (rest.due()) {
			progress(result.entries.size / ids.size);
			await rest.take();
		}
		const inDocument = texts.get(id);
		const entry = isSealed && inDocument !== undefined ? reader.read(id, inDocument) : null;
		if (entry) {
			result.entries.set(id, entry);
			continue;
		}
		const trusted = isSealed && inDocument !== undefined ? [inDocument] : (sealed.get(id) ?? []);
		let reading = await firstGood(workspace, id, first(trusted, inDocument));
		const isTrusted = reading !== null && 'entry' in reading;
		if (!isTrusted)
			reading = (await firstGood(workspace, id, [inDocument, unsealedTexts.get(id)])) ?? reading;
		reading ??= { problem: 'unreadable', detail: 'deleted' };
		if ('entry' in reading) {
			if (!taken.has(id)) result.entries.set(id, reading.entry);
			if (!isTrusted) result.unchecked.set(id, reading.text);
			else if (reading.text !== inDocument) result.rescued.set(id, reading.text);
		} else if (reading.problem === 'newer') result.setAside += 1;
		else if (reading.problem === 'older') result.older.push(id);
		else result.unreadable.push({ id, problem: reading.problem, detail: reading.detail });
	}
	return result;
}

/** The same texts, what stands in the document first if it is one of them. */
const first = (texts: readonly string[], inDocument: string | undefined): readonly string[] =>
	inDocument !== undefined && texts.length > 1 && texts.includes(inDocument) ? [inDocument, ...texts] : texts;

async function firstGood(
	workspace: string,
	id: EntryId,
	texts: readonly (string | undefined)[]
): Promise<{ entry: Entry; text: string } | Refused | null> {
	let problem: Refused | null = null;
	for (const text of new Set(texts)) {
		if (text === undefined) continue;
		const reading = ofWorkspace(workspace, await textToEntryAsync(id, text));
		if ('entry' in reading) return { entry: reading.entry, text };
		problem ??= reading;
	}
	return problem;
}
