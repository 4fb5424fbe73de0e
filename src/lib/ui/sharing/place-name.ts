import { m } from '$lib/paraglide/messages';
import type { PresencePlace } from '$lib/workspace/sharing/tab-messages';

const names: Partial<Record<PresencePlace, () => string>> = {
	authorization: m.shell_place_authorization,
	products: m.shell_place_products,
	purchase: m.shell_place_purchase,
	organizations: m.shell_place_organizations,
	history: m.shell_place_history,
	ask: m.ask_title,
	expectations: m.expectations_title,
	chains: m.chains_title,
	advice: m.advice_title,
	drafts: m.drafts_title,
	settings: m.shell_settings,
	share: m.sharing_title
};

/** A place by its name; nothing where it has none. */
export const placeName = (place: PresencePlace): string => names[place]?.() ?? '';

/** The place of an address, as others are told it. */
export function placeOf(path: string): PresencePlace {
	const place = path.split('/')[4] ?? '';
	return Object.hasOwn(names, place) ? (place as PresencePlace) : '';
}
