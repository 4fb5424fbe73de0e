import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { apart } from './chinese-spacing';
import { isolated } from './isolated';
import { cut } from './plain-text';

/**
 * Names as one phrase in the person's language; past `most` only their number.
 * @param count how many there are, where only the first are given
 */
export function listing(names: string[], most = 3, count = names.length): string {
	const shown = names.slice(0, most).map((name) => isolated(cut(name, 60)));
	if (count > most) return m.refusals_list_more({ names: shown.join(separator()), count: count - most });
	return joined(shown);
}

/** Making a format is dear: all lists share one for each language, and what stands alone is none. */
const formats = new Map<string, Intl.ListFormat>();

const joined = (parts: string[]): string =>
	parts.length === 1
		? parts[0]!
		: getOrInsertComputed(formats, getLocale(), () => new Intl.ListFormat(getLocale())).format(parts);

const separator = (): string => (getLocale() === 'zh' ? '、' : ', ');

/** Phrases of our own as one, such as counts: "4 products and 2 orders". */
export const phrases = (parts: string[]): string => apart(joined(parts));

/** Short parts one after another, without a word between the last two. */
export const enumeration = (parts: string[]): string => parts.join(separator());

/** A text behind what it is about, as in "Theme: Dark". */
export const labelled = (label: string, text: string): string =>
	`${label}${getLocale() === 'zh' ? '：' : ': '}${text}`;

/** Clauses one after another, as in a sentence that enumerates. */
export const clauses = (parts: string[]): string => parts.join(getLocale() === 'zh' ? '；' : '; ');
