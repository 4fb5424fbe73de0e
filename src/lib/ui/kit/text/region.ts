import { baseLocale, isLocale, type Locale } from '$lib/paraglide/runtime';

/** What `Intl` and the `lang` attribute call the languages. */
export const languageTags: Record<Locale, string> = { en: 'en', zh: 'zh-Hans' };

/** The remembered language if it is one of ours, else the first preferred one that is, else English. */
export function localeFor(remembered: string | null, preferred: readonly string[]): Locale {
	if (isLocale(remembered)) return remembered;
	for (const tag of preferred) {
		const language = tag.toLowerCase().split('-')[0];
		if (isLocale(language)) return language;
	}
	return baseLocale;
}

/**
 * The tag by which dates and numbers are written: the language of the interface, as in the region of the first of the
 * browser's languages that is that language. Only the region counts: our Chinese is in simplified characters anywhere.
 */
export function regionalTag(locale: Locale, preferred: readonly string[]): string {
	for (const tag of preferred) {
		const { language, region } = read(tag) ?? {};
		if (language === locale) return region ? `${languageTags[locale]}-${region}` : languageTags[locale];
	}
	return languageTags[locale];
}

function read(tag: string): Intl.Locale | undefined {
	try {
		return new Intl.Locale(tag);
	} catch {
		return undefined;
	}
}

/** Each number and moment asks, and to read the browser's languages costs more than to write one. */
let tags: Partial<Record<Locale, string>> = {};
if (typeof addEventListener === 'function') addEventListener('languagechange', () => (tags = {}));

/** The same, for this browser. */
export const tagHere = (locale: Locale): string =>
	(tags[locale] ??= regionalTag(locale, typeof navigator === 'undefined' ? [] : (navigator.languages ?? [])));
