import { m } from '$lib/paraglide/messages';
import type { Locale } from '$lib/paraglide/runtime';
import type { MenuEntry } from '../../kit/overlays/menu-entry';
import { locale, localeNames } from '../../kit/text/locale.svelte';
import { type Theme, theme } from '../../kit/theme.svelte';

/** Theme and language as menu entries, for whichever menu has room for them. Read inside a `$derived`. */
export const preferenceEntries = (): MenuEntry[] => [
	{
		choice: m.shell_theme(),
		value: theme.choice,
		options: [
			{ value: 'system', label: m.shell_theme_system() },
			{ value: 'light', label: m.shell_theme_light() },
			{ value: 'dark', label: m.shell_theme_dark() }
		],
		onchoose: (value) => (theme.choice = value as Theme)
	},
	{ separator: true },
	{
		choice: m.shell_language(),
		value: locale.current,
		options: Object.entries(localeNames).map(([value, label]) => ({ value, label })),
		onchoose: (value) => (locale.current = value as Locale)
	}
];
