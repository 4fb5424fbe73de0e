import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { addresses } from '$lib/ui/kit/addresses';
import { addressAs, hrefsOf, isOfNow, pageAt } from '$lib/ui/pages/page-addresses';
import { allPages, pages, topOf } from '$lib/ui/pages/pages';
import { hashOf, parseHash } from '$lib/ui/kit/hash-address';
import { atEntry, inDraft, pathWithLens, readSegment } from '$lib/ui/pages/lens-address';
import { localeFor } from '$lib/ui/kit/text/region';

describe('an address behind the hash', () => {
	test('says where, and what is chosen there', () => {
		const { path, params } = parseHash('#/w/1/2/products?q=desk+lamp&sort=-name');
		expect(path).toBe('/w/1/2/products');
		expect(Object.fromEntries(params)).toEqual({ q: 'desk lamp', sort: '-name' });
	});

	test('without anything is home', () => {
		for (const hash of ['', '#', '#/']) expect(parseHash(hash).path).toBe('/');
	});

	test('names a part of a page behind a second hash, and is the same page', () => {
		expect(parseHash('#/w/1/2/share#outsiders').path).toBe('/w/1/2/share');
		expect(parseHash('#/w/1/2/share?q=a%23b#outsiders').params.get('q')).toBe('a#b');
	});

	test('forgets what is no longer chosen and keeps the rest', () => {
		const params = new URLSearchParams('q=lamp&list=to-me');
		expect(hashOf('/x', params, { q: '', sort: 'name' })).toBe('#/x?list=to-me&sort=name');
		expect(hashOf('/x', params, { q: null, list: undefined })).toBe('#/x');
	});

	test('is read as it was written, whatever a search holds', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (q) => {
				expect(parseHash(hashOf('/x', new URLSearchParams(), { q })).params.get('q')).toBe(q);
			})
		);
	});
});

describe('the addresses of the places', () => {
	test('are those that were agreed', () => {
		expect(addresses.home()).toBe('#/');
		expect(addresses.workspace('w1')).toBe('#/w/w1');
		expect(hrefsOf('w1', 'o1').authorization({ list: 'to-me' })).toBe('#/w/w1/o1/authorization?list=to-me');
		expect(hrefsOf('w1', 'o1').addAuthorization()).toBe('#/w/w1/o1/authorization/add');
		expect(hrefsOf('w1', 'o1').partner('o2')).toBe('#/w/w1/o1/authorization/partners/o2');
		expect(hrefsOf('w1', 'o1').grantedFrom('o2')).toBe('#/w/w1/o1/authorization/from/o2');
		expect(hrefsOf('w1', 'o1').newOrder()).toBe('#/w/w1/o1/purchase/new');
		expect(hrefsOf('w1', 'o1').settings()).toBe('#/w/w1/o1/settings');
	});

	test('an id cannot reach out of its place', () => {
		expect(hrefsOf('w', 'o').product('e:0')).toBe('#/w/w/o/products/e%3A0');
		expect(hrefsOf('w', 'o').product('../x?y#z')).toBe('#/w/w/o/products/..%2Fx%3Fy%23z');
	});

	test('seen as another organization, a list stays, a product stays, a partner becomes the list', () => {
		expect(addressAs('/w/w1/o1/purchase', 'w1', 'o2')).toBe('#/w/w1/o2/purchase');
		expect(addressAs('/w/w1/o1/products/e%3A0', 'w1', 'o2')).toBe('#/w/w1/o2/products/e%3A0');
		expect(addressAs('/w/w1/o1/authorization/partners/o2', 'w1', 'o2')).toBe('#/w/w1/o2/authorization');
		expect(addressAs('/w/w1', 'w1', 'o2')).toBe('#/w/w1/o2/authorization');
	});
});

describe('the table of pages', () => {
	test('every row has its component, and every page component its row', () => {
		const there = readdirSync('src/lib/ui', { recursive: true, encoding: 'utf8' })
			.map((name) => name.replaceAll('\\', '/'))
			.filter((name) => /^[^/]+\/\w+Page\.svelte$/.test(name))
			// These are routes outside a workspace.
			.filter(
				(name) =>
					!['app/FirstPage.svelte', 'sharing/JoinPage.svelte', 'text/SetupLinkPage.svelte'].includes(name)
			);
		expect(allPages.map(({ component }) => `${component}.svelte`).sort()).toEqual(there.sort());
	});

	test('every address leads to its page, with the ids in it', () => {
		const href = hrefsOf('w1', 'o1') as unknown as Record<string, (...ids: string[]) => string>;
		for (const { name, path } of allPages) {
			const ids = path.split('/').filter((part) => part.startsWith(':'));
			const given = ids.map((_, at) => `e/${at}:0 %`);
			const expected = Object.fromEntries(ids.map((id, at) => [id.slice(1), given[at]]));
			const { path: written } = parseHash(href[name]!(...given));
			expect(pageAt(written)).toEqual({ name, ids: expected });
		}
	});

	test('what is under another page is under one that is there', () => {
		for (const { name } of allPages) expect(pages[topOf(name)].under).toBeUndefined();
	});

	test('an address that is no page has none', () => {
		for (const path of ['/w/w1/o1', '/w/w1/o1/', '/w/w1/o1/nothing', '/w/w1/o1/products/p/q', '/', '/w/w1'])
			expect(pageAt(path)).toBeUndefined();
		expect(pageAt('/w/w1/o1/products/%zz')).toEqual({ name: 'product', ids: { product: '%zz' } });
	});

	test('what is of now has an address without a lens', () => {
		expect(hrefsOf(atEntry('w1', 'e'), 'o1').share()).toBe('#/w/w1/o1/share');
		expect(hrefsOf(atEntry('w1', 'e'), 'o1').history()).toBe('#/w/w1~at-e/o1/history');
	});
});

describe('an address through a lens', () => {
	test('names the workspace, and the moment or the draft that it is looked at through', () => {
		expect(readSegment('w1')).toEqual({ workspace: 'w1', lens: null });
		expect(readSegment(atEntry('w1', 'a-b_c'))).toEqual({
			workspace: 'w1',
			lens: { kind: 'past', entry: 'a-b_c' }
		});
		expect(readSegment(inDraft('w1', 'd-1'))).toEqual({
			workspace: 'w1',
			lens: { kind: 'draft', draft: 'd-1' }
		});
		expect(readSegment('w1~something')).toEqual({ workspace: 'w1', lens: null });
	});

	test('keeps the place when the lens is changed or taken away', () => {
		const through = hrefsOf(atEntry('w1', 'e'), 'o1').product('p:0').slice(1);
		expect(pathWithLens(through, 'w1')).toBe('/w/w1/o1/products/p%3A0');
		expect(pathWithLens('/w/w1/o1/history', inDraft('w1', 'd'))).toBe('/w/w1~draft-d/o1/history');
		expect(['share', 'settings', 'drafts'].map((place) => isOfNow(`/w/w1/o1/${place}`))).not.toContain(false);
		expect(isOfNow('/w/w1/o1/history')).toBe(false);
	});
});

test('the language is the remembered one, else the first preferred one that there is', () => {
	expect(localeFor('zh', ['en'])).toBe('zh');
	expect(localeFor('xx', ['de-DE', 'zh-Hant-TW', 'en'])).toBe('zh');
	expect(localeFor(null, ['fr'])).toBe('en');
});
