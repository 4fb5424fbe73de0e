import { rebuilt } from '$lib/document/entries/canonical';
import { beyondBounds, endOfString, type JsonBounds } from '$lib/document/entries/json-bounds';

/** Why a text cannot be read as a file of this app. */
export type FileProblem =
	/** Not written by this app. */
	| 'not-ours'
	/** Written by a later app: update to read it. */
	| 'newer'
	/** Entries of a preview, in a form that is no longer read. */
	| 'older'
	/** It has a field that this app does not know: another app wrote it, or a person changed it. */
	| 'unknown-field'
	/** Truncated. */
	| 'cut'
	/** A mail program broke its lines or inserted characters, beyond repair. */
	| 'rewrapped'
	/** Changed since it was written. */
	| 'broken'
	/** A picture that carries no setup. */
	| 'no-setup'
	| 'too-large';

export interface UnreadableFile<P extends string = FileProblem> {
	problem: P;
	detail: string;
}

/** The maximum length of a text in characters: a browser's string limit, with room for a second string. */
const maxTextLength = 250_000_000;

/** Limits of the first object in a file: the largest that this app writes, with room to spare. */
const small: JsonBounds = { containers: 1_000, values: 10_000 };
const large: JsonBounds = { containers: 1_000_000, values: 5_000_000 };

/** Each kind of file that this app writes: its version, and the limits of its first object. */
const forms = {
	/** A whole workspace: a header, then one entry per line. */
	workspace: { version: 1, longest: 10_000, holds: small },
	/** Entries that a partner may lack. */
	exchange: { version: 1, longest: maxTextLength, holds: { containers: 150_000, values: 1_000_000 } },
	recovery: { version: 1, longest: 20_000, holds: small },
	draft: { version: 1, longest: maxTextLength, holds: large },
	/** Entries as proof of what somebody signed: a header, then one entry per line. */
	proof: { version: 1, longest: 10_000, holds: small },
	/** Quarantined rows, which could not be read from storage. */
	'set-aside': { version: 1, longest: maxTextLength, holds: large }
} as const;

export type FileKind = keyof typeof forms;

/** A text recognized as a file of this kind and of a supported version; its content is not validated yet. */
export interface ParsedFile {
	kind: FileKind;
	value: unknown;
	/** The text after the first object. */
	rest: string;
	/** Damage done by a mail program was repaired. */
	repaired: boolean;
}

/**
 * Finds what this app wrote in the text of a file or a paste, whatever surrounds it. Damage done by mail programs (broken
 * lines, quotation marks, quoted-printable) is repaired if that makes it readable. Never throws.
 */
export function parseFile(text: string): ParsedFile | UnreadableFile {
	if (text.length > maxTextLength) return { problem: 'too-large', detail: `${text.length} characters` };
	const asIs = parseText(text);
	if (!('problem' in asIs) || !isRepairable(asIs.problem)) return asIs;
	const restored = undoMailDamage(text);
	if (restored === text) return asIs;
	const read = parseText(restored);
	if (!('problem' in read)) return { ...read, repaired: true };
	if (!isRepairable(read.problem) || read.problem === 'cut') return read;
	return read.problem === 'broken' && hasMailMarks(text) ? { ...read, problem: 'rewrapped' } : asIs;
}

const isRepairable = (problem: FileProblem): boolean =>
	problem === 'not-ours' || problem === 'broken' || problem === 'cut';

/** How each file begins; the second for quotation marks that a chat or text program made typographic. */
const fileStart = /\{\s*"grantbook"\s*:\s*"([a-z-]{1,40})"/;
const typographicStart = /(?:&quot;|[“”„«])\s*grantbook\s*(?:&quot;|[“”»])/;

/** A preview version saved a workspace as entries without a header. */
const previewStart = /^\s*\{"action":".{0,2000}"at":-?\d+,"command":"/;

function parseText(text: string): ParsedFile | UnreadableFile {
	const found = fileStart.exec(text);
	if (!found) {
		if (typographicStart.test(text)) return { problem: 'rewrapped', detail: '' };
		if (previewStart.test(text)) return { problem: 'older', detail: '' };
		// The beginning of a file of this app, without the rest.
		return { problem: text.includes('{"grantbook"') ? 'cut' : 'not-ours', detail: '' };
	}
	const kind = found[1] as FileKind;
	// A kind that only a later version knows.
	if (!Object.hasOwn(forms, kind)) return { problem: 'newer', detail: kind };
	const { version, longest, holds } = forms[kind];
	const end = endOfObject(text, found.index);
	if ((end < 0 ? text.length : end) - found.index > longest)
		return { problem: 'too-large', detail: `${end - found.index} characters` };
	if (end < 0) return { problem: 'cut', detail: '' };
	const first = text.slice(found.index, end);
	const beyond = beyondBounds(first, holds);
	if (beyond) return { problem: 'too-large', detail: `more than ${holds[beyond]} ${beyond}` };
	let value: unknown;
	try {
		value = rebuilt(JSON.parse(first));
	} catch (error) {
		return { problem: 'broken', detail: String(error) };
	}
	const v = (value as { v?: unknown }).v;
	if (typeof v === 'number' && v > version) return { problem: 'newer', detail: `form ${v}` };
	return { kind, value, rest: text.slice(end), repaired: false };
}

/** The end of the object that begins here, or -1 if it is incomplete. Skips strings. */
function endOfObject(text: string, from: number): number {
	let depth = 0;
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) at = endOfString(text, at);
		else if (code === open) depth += 1;
		else if (code === close && --depth === 0) return at + 1;
	}
	return -1;
}

const [quote, open, close] = [0x22, 0x7b, 0x7d];

/** The texts of consecutive complete objects in a text, up to a maximum. */
export function* objectsIn(text: string, max: number): Generator<string> {
	let at = text.indexOf('{');
	for (let count = 0; count < max && at >= 0; count++) {
		const end = endOfObject(text, at);
		if (end < 0) return;
		yield text.slice(at, end);
		at = text.indexOf('{', end);
	}
}

const isQuoted = (text: string): boolean => /^[ \t]*>/m.test(text);
const isPrintable = (text: string): boolean => /=\r?\n/.test(text);
const hasMailMarks = (text: string): boolean =>
	isQuoted(text) || isPrintable(text) || /[\r\n\u00a0]/.test(text.trim());

/** The text as before mailing: without quotation marks, in one line. */
function undoMailDamage(text: string): string {
	let plain = text.replace(/\r\n?/g, '\n').replace(/[\ufeff\u00ad\u200b]/g, '');
	if (isQuoted(plain)) plain = plain.replace(/^[ \t]*(?:>[ \t]?)+/gm, '');
	if (isPrintable(plain)) plain = fromQuotedPrintable(plain);
	return plain.replace(/\n/g, '').replace(/\u00a0/g, ' ');
}

/** Decodes quoted-printable as UTF-8. */
function fromQuotedPrintable(text: string): string {
	const decoder = new TextDecoder();
	return text.replace(/=[ \t]*\n/g, '').replace(/(?:=[0-9A-F]{2})+/gi, (coded) => {
		const bytes = coded.slice(1).split('=');
		return decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
	});
}

/**
 * Encodes JSON so that it survives mail: without spaces at which lines are broken, characters that mail programs interpret,
 * and non-ASCII characters. It parses to the same value.
 */
export const mailSafeJson = (json: string): string =>
	JSON.stringify(JSON.parse(json)).replace(
		/[^!-<?-~]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);

/** Truncates a name to the maximum length in a file. */
export const truncatedName = (name: string): string => name.slice(0, maxNameLength).toWellFormed();
export const maxNameLength = 1_000;

/** The problem of a value that does not fit its schema: an unknown field, or another fault. */
export function schemaProblem(
	issues: readonly { code?: string; path: PropertyKey[]; message: string }[]
): UnreadableFile {
	const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
	if (unknown) {
		const { keys = [] } = unknown as { keys?: string[] };
		return { problem: 'unknown-field', detail: [...unknown.path.map(String), keys[0] ?? ''].join('.') };
	}
	const [issue] = issues;
	return { problem: 'broken', detail: `${issue?.path.map(String).join('.')}: ${issue?.message}` };
}
