import { sha256 } from '@noble/hashes/sha2.js';
import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { toBase64Url } from './base64url';
import { canonical } from './canonical';

/** What was hashed or signed for one purpose can never be taken for another: each begins with its own tag. */
const idTag = 'grantbook entry id 1\n';
const signatureTag = 'grantbook entry signature 1\n';

export type Unsigned = Omit<Entry, 'id' | 'signature'>;

const utf8 = new TextEncoder();

/**
 * The canonical form in the two pieces between which the signature stands, in the order of sorted keys.
 * Equal to `canonical` of the fields; taking the facts' text once is what makes opening fast.
 */
export interface CanonicalEntry {
	before: string;
	after: string;
}

export function canonicalEntry(entry: Unsigned): CanonicalEntry {
	return {
		before:
			`{"action":${canonical(entry.action)},"at":${canonical(entry.at)},"command":${canonical(entry.command)}` +
			`,"facts":${canonical(entry.facts)},"key":${canonical(entry.key)}` +
			`,"organization":${canonical(entry.organization)},"previous":${canonical(entry.previous)}` +
			`,"seq":${canonical(entry.seq)}`,
		after: `,"stamp":${canonical(entry.stamp)},"v":${canonical(entry.v)},"workspace":${canonical(entry.workspace)}}`
	};
}

/** The text that is stored. */
export const withSignature = ({ before, after }: CanonicalEntry, signature: string): string =>
	`${before},"signature":"${signature}"${after}`;

/** Takes the two pieces out of a canonical text: no quote inside a string stands bare, so there is one signature. */
export function aroundSignature(text: string, signature: string): CanonicalEntry {
	const piece = `,"signature":"${signature}"`;
	const at = text.lastIndexOf(piece);
	return { before: text.slice(0, at), after: text.slice(at + piece.length) };
}

/** SHA-256 of the canonical form without the signature. */
export const idOf = ({ before, after }: CanonicalEntry): EntryId =>
	toBase64Url(sha256(utf8.encode(`${idTag}${before}${after}`)));

/** The same by the browser's own hash, where it offers one. */
export async function idOfAsync(form: CanonicalEntry): Promise<EntryId> {
	const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
	if (!subtle) return idOf(form);
	const digest = await subtle.digest('SHA-256', utf8.encode(`${idTag}${form.before}${form.after}`));
	return toBase64Url(new Uint8Array(digest));
}

/** The bytes that a key signs. */
export const signedBytes = ({ before, after }: CanonicalEntry): Uint8Array<ArrayBuffer> =>
	utf8.encode(`${signatureTag}${before}${after}`);
