import Languages from '@lucide/svelte/icons/languages';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import { m } from '$lib/paraglide/messages';
import type { Locale } from '$lib/paraglide/runtime';
import type { MenuEntry } from '../kit/overlays/menu-entry';
import type { PaletteGroup, PaletteItem } from '../kit/overlays/palette';
import { labelled } from '../kit/text/listing';
import { locale, localeOptions } from '../kit/text/locale.svelte';
import { type Theme, theme, themeOptions } from '../kit/theme.svelte';

/** Theme and language as menu entries, for whichever menu has room for them. Read inside a `$derived`. */
export const preferenceEntries = (): MenuEntry[] => [
	{
		choice: m.shell_theme(),
		value: theme.choice,
		options: themeOptions(),
		onchoose: (value) => (theme.choice = value as Theme)
	},
	{ separator: true },
	{
		choice: m.shell_language(),
		value: locale.current,
		options: localeOptions,
		onchoose: (value) => (locale.current = value as Locale)
	}
];

/** Theme and language, for the command palette of every page. */
export const preferenceItems = (): PaletteGroup => ({
	heading: m.shell_preferences(),
	items: [
		...themeOptions().map(({ value, label }): PaletteItem => ({
			id: `theme:${value}`,
			label: labelled(m.shell_theme(), label),
			icon: SunMoon,
			run: () => (theme.choice = value)
		})),
		...localeOptions.map(({ value, label }): PaletteItem => ({
			id: `language:${value}`,
			label: labelled(m.shell_language(), label),
			keywords: ['language', '语言'],
			icon: Languages,
			run: () => (locale.current = value)
		}))
	]
});
