import { readLocal, writeLocal } from '../local-choice';
import { languageTags, localeFor, tagHere } from './region';
import { type Locale, localStorageKey, overwriteGetLocale } from '$lib/paraglide/runtime';

/** The languages to choose from, by their own names, as a person looking for theirs would read them. */
export const localeOptions: readonly { value: Locale; label: string }[] = [
	{ value: 'en', label: 'English' },
	{ value: 'zh', label: '简体中文' }
];

let current = $state<Locale>(
	localeFor(readLocal(localStorageKey), typeof navigator === 'undefined' ? [] : navigator.languages)
);

function show(locale: Locale) {
	document.documentElement.lang = languageTags[locale];
	document.documentElement.dir = 'ltr';
}

// Messages ask for the locale each time they are read; answering from a rune makes every message in a template
// follow a switch by itself, without a reload.
overwriteGetLocale(() => current);

/** The language of the interface: kept in this browser, followed by its other tabs. */
export const locale = {
	get current(): Locale {
		return current;
	},
	set current(wanted: Locale) {
		current = wanted;
		writeLocal(localStorageKey, wanted);
		show(wanted);
	},
	/** The tag for `Intl`: the language, as in the browser's region. */
	get tag(): string {
		return tagHere(current);
	}
};

if (typeof document !== 'undefined') {
	show(locale.current);
	addEventListener('storage', (event) => {
		if (event.key !== localStorageKey || event.newValue === null) return;
		current = localeFor(event.newValue, navigator.languages);
		show(locale.current);
	});
}
