import type { Hrefs } from '../../pages/page-addresses';
import { pageAt } from '../../pages/page-addresses';
import { allPages, type PageName, topOf } from '../../pages/pages';
import type { Place, PlaceCount } from './place';

/**
 * The places of a workspace for the rail.
 * @param path says which of them one is in
 */
export function placesOf(href: Hrefs, path: string): Place[] {
	const here = pageAt(path);
	const current = here && topOf(here.name);
	return allPages.flatMap(({ name, label, icon, keys, rail: group }) => {
		if (!group) return [];
		const to = (href[name] as () => string)();
		return [
			{
				...{ name, group, label: label(), href: to, current: name === current },
				...(icon && { icon }),
				...(keys && { keys })
			}
		];
	});
}

/** Places with how much there is in those that count; the others are the same objects, and nothing of them is drawn anew. */
export const withCounts = (
	places: readonly Place[],
	counts: Partial<Record<PageName, PlaceCount>>
): Place[] =>
	places.map((place) => {
		const count = counts[place.name];
		return count && count.value > 0 ? { ...place, count } : place;
	});
