import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { Locale } from '$lib/paraglide/runtime';
import { isolated } from './isolated';
import { numberText } from './number-text';
import { tagHere } from './region';

/**
 * What is put into a place of a message, as it stands there: names isolated, numbers grouped. Every place of every
 * message goes through here, see `scripts/messages.js`; no message and no caller has to think of it.
 */
export function interpolated(value: unknown, locale: Locale): unknown {
	if (typeof value === 'number') return numberText(value, tagHere(locale));
	return typeof value === 'string' ? isolated(value) : value;
}

/** Making the rules is dear, and a table says a number in each row. */
const rules = new Map<Locale, Intl.PluralRules>();

/** Which plural of a language a number takes. Every message that has several asks here. */
export const pluralOf = (locale: Locale, value: unknown): Intl.LDMLPluralRule =>
	getOrInsertComputed(rules, locale, () => new Intl.PluralRules(locale)).select(Number(value));
