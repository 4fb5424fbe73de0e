import { baseLocale, isLocale, type Locale } from '$lib/paraglide/runtime';

/** The remembered language if it is one of ours, else the first preferred one that is, else English. */
export function localeFor(remembered: string | null, preferred: readonly string[]): Locale {
	if (isLocale(remembered)) return remembered;
	for (const tag of preferred) {
		const language = tag.toLowerCase().split('-')[0];
		if (isLocale(language)) return language;
	}
	return baseLocale;
}
