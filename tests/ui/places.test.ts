import { expect, test } from 'vitest';
import { placesOf, withCounts } from '$lib/ui/app/shell/places';
import { hrefsOf } from '$lib/ui/pages/page-addresses';
import { allPages } from '$lib/ui/pages/pages';

const places = (path: string) => placesOf(hrefsOf('w~at-entry', 'lumen'), path);
const lit = (path: string) => places(path).flatMap(({ label, current }) => (current ? [label] : []));

test('of what was, places lead to what was, and those that are of now lead to now', () => {
	const ofNow = places('/').filter(({ href }) => href.startsWith('#/w/w/'));
	expect(ofNow.map(({ label }) => label)).toEqual(['Drafts', 'Share', 'Settings']);
	expect(places('/').filter(({ href }) => href.startsWith('#/w/w~at-entry/'))).toHaveLength(9);
});

test('the place of every page is lit, and only that one', () => {
	for (const { path } of allPages) expect(lit(`/w/w/lumen/${path}`), path).toHaveLength(1);
	expect(lit('/w/w/lumen/products/p:0')).toEqual(['Products']);
	expect(lit('/w/w/lumen/drafts/difference')).toEqual(['Drafts']);
	expect(lit('/w/w/lumen/diagnostics')).toEqual(['Settings']);
});

test('a place says how much there is in it, and nothing where there is none', () => {
	const uncounted = places('/');
	const all = withCounts(uncounted, {
		drafts: { value: 2, text: '2 drafts' },
		advice: { value: 0, text: '0 pieces of advice' }
	});
	expect(all.flatMap(({ label, count }) => (count ? [[label, count.value]] : []))).toEqual([['Drafts', 2]]);
	expect(all.filter((place) => !uncounted.includes(place)).map(({ name }) => name)).toEqual(['drafts']);
});
