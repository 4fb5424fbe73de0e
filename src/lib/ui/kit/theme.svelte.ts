import { m } from '$lib/paraglide/messages';
import { localNames, readLocal, writeLocal } from './local-choice';

const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const names: Record<Theme, () => string> = {
	system: m.shell_theme_system,
	light: m.shell_theme_light,
	dark: m.shell_theme_dark
};

/** The themes to choose from, with their names. */
export const themeOptions = (): { value: Theme; label: string }[] =>
	themes.map((value) => ({ value, label: names[value]() }));

const KEY = localNames.theme;
const asTheme = (value: string | null): Theme => themes.find((theme) => theme === value) ?? 'system';

let choice = $state<Theme>(asTheme(readLocal(KEY)));

/** The tokens follow `color-scheme`, which follows this attribute; without it the system decides. */
function show(theme: Theme) {
	const { dataset } = document.documentElement;
	if (theme === 'system') delete dataset.theme;
	else dataset.theme = theme;
}

/** Light, dark or as the system: kept in this browser, followed by its other tabs. */
export const theme = {
	get choice() {
		return choice;
	},
	set choice(wanted: Theme) {
		choice = wanted;
		writeLocal(KEY, wanted);
		show(wanted);
	}
};

if (typeof document !== 'undefined') {
	// At module start, before anything is rendered: the page never flashes in the other theme.
	show(theme.choice);
	addEventListener('storage', (event) => {
		if (event.key !== KEY) return;
		choice = asTheme(event.newValue);
		show(theme.choice);
	});
}
