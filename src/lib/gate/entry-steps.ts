import { isCanonical, rebuilt } from '$lib/document/entries/canonical';
import { firstIssue, isNewer } from '$lib/document/entries/codec';
import { abortEarly } from '$lib/document/entries/abort-early';
import { aroundSignature, idOf, idOfAsync } from '$lib/document/entries/identity';
import { beyondBounds, type JsonBounds } from '$lib/document/entries/json-bounds';
import { detailOf } from '$lib/document/ledger/ledger-error';
import { entrySchema } from '$lib/document/entries/schema';
import { invalidTimestamp } from '$lib/document/entries/timestamps';
import type { Entry } from '../domain/entry';
import type { EntryId } from '../domain/facts';
import { GateRefusal } from './refusal';

/** An entry's fields before it is known under which id it belongs. */
export type Fields = Omit<Entry, 'id'>;

/** Text only, and no longer than an entry may be. */
export function takeText(value: unknown, longest: number): string {
	if (typeof value !== 'string') throw new GateRefusal('not-text', `a ${typeof value}`);
	if (value.length > longest) throw new GateRefusal('too-large', `${value.length} characters`);
	return value;
}

export function parseText(text: string, holds: JsonBounds): unknown {
	const beyond = beyondBounds(text, holds);
	if (beyond) throw new GateRefusal('too-large', `more than ${holds[beyond]} ${beyond}`);
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new GateRefusal('unreadable', detailOf(error));
	}
}

/** From own keys, without a prototype, and not deeper than entries are. */
export function rebuild(parsed: unknown): unknown {
	try {
		return rebuilt(parsed);
	} catch (error) {
		throw new GateRefusal('unreadable', detailOf(error));
	}
}

export { isNewer };

export function takeFields(value: unknown): Fields {
	const { success, data, error } = entrySchema.safeParse(value, abortEarly);
	if (!success) throw new GateRefusal('malformed', firstIssue(error.issues));
	return data;
}

/** An entry's own moment, and those of the log lines that it brings, are in the calendar. */
export function checkMoments(fields: Fields): void {
	const wrong = invalidTimestamp(fields);
	if (wrong !== undefined) throw new GateRefusal('malformed', `${wrong}: no moment of the calendar`);
}

export function checkCanonical(text: string, parsed: unknown): void {
	if (!isCanonical(text, parsed)) throw new GateRefusal('not-canonical');
}

export function checkWorkspace({ workspace }: Fields, here: string): void {
	if (workspace !== here) throw new GateRefusal('other-workspace', workspace);
}

/** Characters from which asking the browser is quicker than hashing here. */
const long = 20_000;

/** @param claimed the id that it came under; null where it came under none */
export async function takeId(claimed: EntryId | null, text: string, { signature }: Fields): Promise<EntryId> {
	const form = aroundSignature(text, signature);
	const id = text.length < long ? idOf(form) : await idOfAsync(form);
	if (claimed !== null && claimed !== id) throw new GateRefusal('wrong-id', id);
	return id;
}

export async function checkSignature(
	entry: Entry,
	isSigned: (entry: Entry) => Promise<boolean>
): Promise<void> {
	if (!(await isSigned(entry))) throw new GateRefusal('bad-signature', entry.key);
}
