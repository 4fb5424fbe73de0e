import type { Hrefs } from '../../pages/page-addresses';
import { pageAt } from '../../pages/page-addresses';
import { allPages, topOf } from '../../pages/pages';
import type { Place } from './place';

/** The places of a workspace for the rail; `path` says which of them one is in. */
export function placesOf(href: Hrefs, path: string): Place[] {
	const here = pageAt(path);
	const current = here && topOf(here.name);
	return allPages
		.filter(({ offered }) => offered === 'rail')
		.map(({ name, label, icon, keys }) => ({
			...{ name, label: label(), href: (href[name] as () => string)(), current: name === current },
			...(icon && { icon }),
			...(keys && { keys })
		}));
}
