import type { Hrefs } from '../../pages/page-addresses';
import { pageAt } from '../../pages/page-addresses';
import { allPages, type PageName, topOf } from '../../pages/pages';
import type { Place, PlaceCount } from './place';

/**
 * The places of a workspace for the rail.
 * @param path says which of them one is in
 * @param counts how much there is in those that count
 */
export function placesOf(
	href: Hrefs,
	path: string,
	counts: Partial<Record<PageName, PlaceCount>> = {}
): Place[] {
	const here = pageAt(path);
	const current = here && topOf(here.name);
	return allPages.flatMap(({ name, label, icon, keys, rail: group }) => {
		if (!group) return [];
		const to = (href[name] as () => string)();
		const count = counts[name];
		return [
			{
				...{ group, label: label(), href: to, current: name === current },
				...(icon && { icon }),
				...(keys && { keys }),
				...(count && count.value > 0 && { count })
			}
		];
	});
}
