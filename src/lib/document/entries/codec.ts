import { newestForm, oldestForm, type Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { isCanonical, rebuilt } from './canonical';
import { abortEarly } from './abort-early';
import {
	aroundSignature,
	canonicalEntry,
	idOf,
	idOfAsync,
	withSignature,
	type CanonicalEntry
} from './identity';
import { entrySchema } from './schema';
import { textOfStored } from './stored-entry';

export type EntryProblem =
	/** Not text, or not JSON. */
	| 'unreadable'
	/** A later form of entries: set aside until the app is updated. */
	| 'newer'
	/** Of a preview's form, which is read no more. */
	| 'older'
	/** Not an entry by the schema. */
	| 'malformed'
	/** An entry, but not written in the one canonical way. */
	| 'not-canonical'
	/** Not what its id is the hash of. */
	| 'wrong-id';

export type EntryReading = { entry: Entry } | { problem: EntryProblem; detail: string };

/** The entry's canonical form with its signature: the text that the ledger holds under the entry's id. */
export const entryToText = (entry: Entry): string =>
	textOfStored(entry) ?? withSignature(canonicalEntry(entry), entry.signature);

/** Reads the text under an id, trusting nothing. Never throws: what is no entry has a named problem. */
export function textToEntry(id: string, text: unknown): EntryReading {
	const unhashed = readFields(text);
	return 'problem' in unhashed ? unhashed : withId(id, unhashed.fields, idOf(unhashed.form));
}

/** The same, for opening a workspace: the browser hashes what is long, in a fraction of the time. */
export async function textToEntryAsync(id: string, text: unknown): Promise<EntryReading> {
	if (typeof text !== 'string' || text.length < long) return textToEntry(id, text);
	const unhashed = readFields(text);
	return 'problem' in unhashed ? unhashed : withId(id, unhashed.fields, await idOfAsync(unhashed.form));
}

/** The id that a text belongs under, wherever it stands; empty where it is no entry. */
export function idOfText(text: string): EntryId {
	const unhashed = readFields(text);
	return 'problem' in unhashed ? '' : idOf(unhashed.form);
}

/** Characters from which asking the browser is quicker than hashing here. */
const long = 20_000;

type Fields = Omit<Entry, 'id'>;

function readFields(
	text: unknown
): { fields: Fields; form: CanonicalEntry } | { problem: EntryProblem; detail: string } {
	if (typeof text !== 'string') return { problem: 'unreadable', detail: `a ${typeof text} instead of text` };
	let parsed: unknown;
	let value: unknown;
	try {
		parsed = JSON.parse(text);
		value = rebuilt(parsed);
	} catch (error) {
		return { problem: 'unreadable', detail: String(error) };
	}
	if (isNewer(value)) return { problem: 'newer', detail: `form ${value.v}` };
	if (isOlder(value)) return { problem: 'older', detail: `form ${value.v}` };
	const { success, data, error } = entrySchema.safeParse(value, abortEarly);
	if (!success) return { problem: 'malformed', detail: firstIssue(error.issues) };
	if (!isCanonical(text, parsed)) return { problem: 'not-canonical', detail: '' };
	return { fields: data, form: aroundSignature(text, data.signature) };
}

const withId = (id: string, fields: Fields, actual: string): EntryReading =>
	actual === id ? { entry: { id, ...fields } } : { problem: 'wrong-id', detail: actual };

/** Whether it is an entry of a form that only a later app reads. */
export const isNewer = (value: unknown): value is { v: number } => hasForm(value) && value.v > newestForm;

/** Whether it is an entry of a preview. */
const isOlder = (value: unknown): value is { v: number } =>
	hasForm(value) && value.v >= 1 && value.v < oldestForm;

const hasForm = (value: unknown): value is { v: number } =>
	typeof value === 'object' && value !== null && 'v' in value && Number.isSafeInteger(value.v);

/** What is wrong first, in a few words. */
export const firstIssue = (issues: { path: PropertyKey[]; message: string }[]): string =>
	issues
		.slice(0, 1)
		.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
		.join();
