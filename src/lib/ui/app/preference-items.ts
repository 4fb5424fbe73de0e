import Languages from '@lucide/svelte/icons/languages';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import { m } from '$lib/paraglide/messages';
import { isLocale } from '$lib/paraglide/runtime';
import type { PaletteGroup, PaletteItem } from '../kit/overlays/palette';
import { locale, localeNames } from '../kit/text/locale.svelte';
import { type Theme, theme } from '../kit/theme.svelte';

const themeNames: Record<Theme, () => string> = {
	system: m.shell_theme_system,
	light: m.shell_theme_light,
	dark: m.shell_theme_dark
};

/** Theme and language, for the command palette of every page. */
export const preferenceItems = (): PaletteGroup => ({
	heading: m.shell_preferences(),
	items: [
		...(Object.keys(themeNames) as Theme[]).map((each): PaletteItem => ({
			id: `theme:${each}`,
			label: `${m.shell_theme()}: ${themeNames[each]()}`,
			icon: SunMoon,
			run: () => (theme.choice = each)
		})),
		...Object.entries(localeNames).map(([each, label]): PaletteItem => ({
			id: `language:${each}`,
			label: `${m.shell_language()}: ${label}`,
			keywords: ['language', '语言'],
			icon: Languages,
			run: () => {
				if (isLocale(each)) locale.current = each;
			}
		}))
	]
});
