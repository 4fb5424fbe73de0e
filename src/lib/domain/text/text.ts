import { decode, encode } from 'punycode/punycode.es6.js';

/*
 * How texts are compared, for refusals, marks, search, and what a typed account, PID or serial refers to (docs/rules.md,
 * How texts are compared). Stored texts stay as typed, and records are never merged because their texts are equal.
 */

/** Invisible characters: format characters, and those that display ignores by default. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** ASCII and Chinese characters: for them lower case is enough. */
const PLAIN = /^[ -~\u3400-\u4dbf\u4e00-\u9fff]*$/u;

/**
 * The form by which names, PIDs and serials are compared: invisible characters out, NFKC, lower, upper and lower case
 * again, NFKC, trimmed. Upper case makes `ß` equal to `ss`, and `ı` to `i`. Folding twice changes nothing more.
 */
export function folded(text: string): string {
	// Most texts are plain, and lists of thousands are compared at every key.
	if (PLAIN.test(text)) return text.toLowerCase().trim();
	const form = visible(text).normalize('NFKC').toLowerCase().toUpperCase().toLowerCase();
	// Whether a sigma is a last one depends on what stands around it: a part would differ from the same part of a whole.
	return form.normalize('NFKC').replaceAll('ς', 'σ').trim();
}

const MAILTO = /^(?:\s*mailto:)+\s*([^?]*).*$/isu;
/** An address without the `mailto:` that comes with it when it is copied, and what may follow it there. */
export const withoutMailto = (text: string): string => text.replace(MAILTO, '$1');

/**
 * The form by which accounts are compared: as `folded`, with the domain label by label in Punycode and without a
 * final dot. No URL parser reads it: that would turn `x@1.2` into another address.
 */
export function foldedAccount(text: string): string {
	const whole = withoutMailto(folded(text)).trim();
	const at = whole.lastIndexOf('@');
	if (at < 0) return whole;
	const domain = whole
		.slice(at + 1)
		.replaceAll('\u3002', '.')
		.replace(/(?<![.\s])[.\s]+$/u, '');
	return whole.slice(0, at + 1) + domain.split('.').map(inPunycode).join('.');
}

/** No label of a domain is longer; encoding a long one would cost its square. */
const LONGEST_LABEL = 63;

function inPunycode(label: string): string {
	const read = asRead(label);
	return read.length > LONGEST_LABEL || isAscii(read) || /\s/u.test(read) ? read : `xn--${encode(read)}`;
}

/** A label as a person reads it; where the Punycode stands for nothing that could be a label, it stays as it is. */
function asRead(label: string): string {
	if (!label.startsWith('xn--') || label.length > LONGEST_LABEL) return label;
	try {
		const read = decode(label.slice('xn--'.length));
		const form = folded(read);
		const isLabel = /^[^\s.@\u3002]+$/u;
		return isAscii(read) || !isLabel.test(read) || !isLabel.test(form) || form.startsWith('xn--')
			? label
			: form;
	} catch {
		return label;
	}
}

const isAscii = (text: string): boolean => !/[^\0-\x7f]/u.test(text);

/** The text without invisible characters. */
export const visible = (text: string): string => text.replace(INVISIBLE, '');

/** The first invisible character of a text; undefined where there is none. */
export const invisibleIn = (text: string): string | undefined => text.match(INVISIBLE)?.[0];

/** The marks that stand on letters of Latin, Greek, Cyrillic, Hebrew and Arabic; elsewhere marks are letters. */
const ACCENTS =
	/[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]/gu;

const unaccented = (text: string): string =>
	text.normalize('NFD').replace(ACCENTS, '').normalize('NFC').trim();

/** Lists of tens of thousands are searched at every keystroke, so the searchable form of this many texts is cached. */
const MOST_KEPT = 65_536;
const LONGEST_KEPT = 200;
const kept = new Map<string, string>();

/** The form by which a text is searched: as `folded`, without accents, and with domains as a person reads them. */
export function searchable(text: string): string {
	if (PLAIN.test(text) && !text.includes('--')) return folded(text);
	const known = kept.get(text);
	if (known !== undefined) return known;
	const found = unaccented(folded(text)).replace(/(?<![^.@\s])xn--[a-z0-9-]+/gu, (label) => {
		const read = unaccented(asRead(label));
		return read === '' || read.startsWith('xn--') ? label : read;
	});
	if (text.length <= LONGEST_KEPT) {
		if (kept.size >= MOST_KEPT) kept.clear();
		kept.set(text, found);
	}
	return found;
}

/** A query in its searchable form; a pasted account without `mailto:` and a final dot. */
const sought = (query: string): string =>
	searchable(/^\s*\S[^\s@]*@\S+\s*$/u.test(query) ? foldedAccount(query) : query);

/** The words of a search, each in its searchable form. */
export const searchWords = (query: string): string[] => query.split(/\s+/u).map(sought).filter(Boolean);

/** Answers whether any of the texts contains what was typed; an empty query matches everything. */
export function searchMatcher(query: string): (...texts: string[]) => boolean {
	const part = sought(query);
	if (part === '') return () => true;
	// Of an ASCII form, a part that is typed can be read only once it is whole.
	const raw = folded(query).includes('xn--') ? folded(query) : undefined;
	return (...texts) =>
		texts.some(
			(text) => searchable(text).includes(part) || (raw !== undefined && folded(text).includes(raw))
		);
}

/** Answers whether what was typed is the whole of any of the texts: a name, a PID, a serial or an account. */
export function exactMatcher(typed: string): (...texts: string[]) => boolean {
	const [form, account] = [folded(typed), foldedAccount(typed)];
	return (...texts) =>
		texts.some((text) => folded(text) === form || (text.includes('@') && foldedAccount(text) === account));
}
