import { readLocal, writeLocal } from '../local-choice';
import { toastError } from '../overlays/toasts';
import { m } from '$lib/paraglide/messages';
import { dropLanguages, loadLanguage } from './message-texts';
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

/** The language chosen last. */
let wanted: Locale | undefined;

/** Shows the interface in another language once its texts are there; false where they cannot be had, or another is wanted by then. */
async function change(next: Locale): Promise<boolean> {
	wanted = next;
	try {
		await loadLanguage(next);
	} catch {
		toastError(m.common_part_failed());
		return false;
	}
	if (wanted !== next) return false;
	current = next;
	dropLanguages(next);
	show(next);
	return true;
}

/** Shows the interface in another language as soon as its texts are there, here and in other tabs. */
export async function chooseLocale(next: Locale): Promise<void> {
	if (await change(next)) writeLocal(localStorageKey, next);
}

/** The language of the interface: kept in this browser, followed by its other tabs. */
export const locale = {
	get current(): Locale {
		return current;
	},
	set current(next: Locale) {
		void chooseLocale(next);
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
		void change(localeFor(event.newValue, navigator.languages));
	});
}
