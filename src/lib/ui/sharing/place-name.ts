import { pageAt } from '../pages/page-addresses';
import { allPages, pageRow, topOf } from '../pages/pages';

/** A place by its name; nothing where it is none of ours, so that a peer cannot make a page say its own words. */
export const placeName = (place: string): string =>
	allPages.find(({ path, under }) => under === undefined && path === place)?.label() ?? '';

/** The place of an address, as others are told it. */
export function placeOf(path: string): string {
	const here = pageAt(path);
	return here ? pageRow(topOf(here.name)).path : '';
}
