import { pageAt } from '../pages/page-addresses';
import { allPages, pageRow, topOf } from '../pages/pages';

/** The name of a place that a peer sent; empty for an unknown one, so that a peer cannot put its own words on the page. */
export const placeName = (place: string): string =>
	allPages.find(({ path, under }) => under === undefined && path === place)?.label() ?? '';

/** The place of an address, as it is sent to others. */
export function placeOf(path: string): string {
	const here = pageAt(path);
	return here ? pageRow(topOf(here.name)).path : '';
}
