import type { Origin } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';

const names: Record<Origin, () => string> = {
	proprietary: m.products_origin_proprietary,
	oem: m.products_origin_oem,
	odm: m.products_origin_odm
};

/** An origin's name, as the interface writes it everywhere. */
export const originName = (origin: Origin): string => names[origin]();
