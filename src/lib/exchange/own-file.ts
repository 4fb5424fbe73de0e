import { rebuilt } from '$lib/document/entries/canonical';
import { beyondBounds, type JsonBounds } from '$lib/document/entries/json-bounds';

/** Why a text is no file that this app can read. */
export type FileProblem =
	/** Nothing that this app wrote. */
	| 'not-ours'
	/** Written by a later app: update to read it. */
	| 'newer'
	/** Entries of a preview, in a form that is no longer read. */
	| 'older'
	/** It says something that this app does not know: another app wrote it, or a person changed it. */
	| 'unknown-field'
	/** Its end is missing. */
	| 'cut'
	/** A mail program broke its lines or put signs into it, beyond what can be undone. */
	| 'rewrapped'
	/** Changed since it was written. */
	| 'broken'
	| 'too-large';

export interface Unread<P extends string = FileProblem> {
	problem: P;
	detail: string;
}

/** Characters of the longest text that is looked at: what a browser's string holds, with room for a second one. */
const longestText = 250_000_000;

/** What the first object of a file may be made of: of the largest that this app writes, and room to spare. */
const small: JsonBounds = { containers: 1_000, values: 10_000 };
const large: JsonBounds = { containers: 1_000_000, values: 5_000_000 };

/** Each kind of file that this app writes: the version that it reads, and the most that the first object may be. */
const forms = {
	/** A whole workspace: a head, then an entry a line. */
	workspace: { version: 1, longest: 10_000, holds: small },
	/** What a partner may lack. */
	exchange: { version: 1, longest: longestText, holds: { containers: 150_000, values: 1_000_000 } },
	recovery: { version: 1, longest: 20_000, holds: small },
	draft: { version: 1, longest: longestText, holds: large },
	/** Entries that prove what somebody signed: a head, then an entry a line. */
	proof: { version: 1, longest: 10_000, holds: small },
	/** Stored rows that could not be read. */
	'set-aside': { version: 1, longest: longestText, holds: large }
} as const;

export type FileKind = keyof typeof forms;

/** What a text is believed to be: nothing yet but a file of this kind, in a version that this app reads. */
export interface Own {
	kind: FileKind;
	value: unknown;
	/** What stands behind the first object. */
	rest: string;
	/** What a mail program had done to the text was undone. */
	mended: boolean;
}

/**
 * Finds what this app wrote in a file's or a paste's text, whatever stands around it. What mail programs do to a text
 * (broken lines, quotation marks, quoted-printable signs) is undone where that leads to something that can be read.
 * Never throws.
 */
export function readOwn(text: string): Own | Unread {
	if (text.length > longestText) return { problem: 'too-large', detail: `${text.length} characters` };
	const asIs = readPlain(text);
	if (!('problem' in asIs) || !mayBeMended(asIs.problem)) return asIs;
	const undone = withoutMail(text);
	if (undone === text) return asIs;
	const read = readPlain(undone);
	if (!('problem' in read)) return { ...read, mended: true };
	if (!mayBeMended(read.problem) || read.problem === 'cut') return read;
	return read.problem === 'broken' && bearsMarks(text) ? { ...read, problem: 'rewrapped' } : asIs;
}

const mayBeMended = (problem: FileProblem): boolean =>
	problem === 'not-ours' || problem === 'broken' || problem === 'cut';

/** How each of them begins; a chat or a text program may have made the quotation marks nicer. */
const beginning = /\{\s*"grantbook"\s*:\s*"([a-z-]{1,40})"/;
const nicer = /(?:&quot;|[“”„«])\s*grantbook\s*(?:&quot;|[“”»])/;

/** A preview saved a workspace as entries without a head. */
const ofPreview = /^\s*\{"action":".{0,2000}"at":-?\d+,"command":"/;

function readPlain(text: string): Own | Unread {
	const found = beginning.exec(text);
	if (!found) {
		if (nicer.test(text)) return { problem: 'rewrapped', detail: '' };
		if (ofPreview.test(text)) return { problem: 'older', detail: '' };
		// The beginning of one of ours, without the rest.
		return { problem: text.includes('{"grantbook"') ? 'cut' : 'not-ours', detail: '' };
	}
	const kind = found[1] as FileKind;
	// Of a kind that only a later app knows.
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
	return { kind, value, rest: text.slice(end), mended: false };
}

/** Where the object that begins here ends; -1 where it does not. What stands inside strings is passed over. */
function endOfObject(text: string, from: number): number {
	let depth = 0;
	let isInString = false;
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (isInString) {
			if (code === backslash) at += 1;
			else if (code === quote) isInString = false;
		} else if (code === quote) isInString = true;
		else if (code === open) depth += 1;
		else if (code === close && --depth === 0) return at + 1;
	}
	return -1;
}

const [quote, backslash, open, close] = [0x22, 0x5c, 0x7b, 0x7d];

/** The objects that stand in a text one after the other, as texts, as many as are wanted; what is cut off is not one. */
export function* objectsIn(text: string, most: number): Generator<string> {
	let at = text.indexOf('{');
	for (let count = 0; count < most && at >= 0; count++) {
		const end = endOfObject(text, at);
		if (end < 0) return;
		yield text.slice(at, end);
		at = text.indexOf('{', end);
	}
}

const isQuoted = (text: string): boolean => /^[ \t]*>/m.test(text);
const isPrintable = (text: string): boolean => /=\r?\n/.test(text);
const bearsMarks = (text: string): boolean =>
	isQuoted(text) || isPrintable(text) || /[\r\n\u00a0]/.test(text.trim());

/** The text as it was before it was mailed: without marks of quotation, in one line. */
function withoutMail(text: string): string {
	let plain = text.replace(/\r\n?/g, '\n').replace(/[\ufeff\u00ad\u200b]/g, '');
	if (isQuoted(plain)) plain = plain.replace(/^[ \t]*(?:>[ \t]?)+/gm, '');
	if (isPrintable(plain)) plain = fromQuotedPrintable(plain);
	return plain.replace(/\n/g, '').replace(/\u00a0/g, ' ');
}

/** Quoted-printable as mail carries it, read as UTF-8. */
function fromQuotedPrintable(text: string): string {
	const decoder = new TextDecoder();
	return text.replace(/=[ \t]*\n/g, '').replace(/(?:=[0-9A-F]{2})+/gi, (coded) => {
		const bytes = coded.slice(1).split('=');
		return decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
	});
}

/**
 * A JSON text that comes through a mail unharmed: without the blanks at which lines are broken, the signs that mean
 * something to mail programs, and everything that depends on a character set. It reads as the same value.
 */
export const mailable = (json: string): string =>
	JSON.stringify(JSON.parse(json)).replace(
		/[^!-<?-~]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);

/** As much of a name as a file holds. */
export const nameInFile = (name: string): string => name.slice(0, mostOfName).toWellFormed();
export const mostOfName = 1_000;

/** What is wrong with a value by its schema: a field that this app does not know, or something else. */
export function unfit(issues: readonly { code?: string; path: PropertyKey[]; message: string }[]): Unread {
	const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
	if (unknown) {
		const { keys = [] } = unknown as { keys?: string[] };
		return { problem: 'unknown-field', detail: [...unknown.path.map(String), keys[0] ?? ''].join('.') };
	}
	const [issue] = issues;
	return { problem: 'broken', detail: `${issue?.path.map(String).join('.')}: ${issue?.message}` };
}
