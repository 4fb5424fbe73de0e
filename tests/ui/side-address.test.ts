import { SideAddress } from '$lib/ui/app/panes/side-address.svelte';
import type { PageAddress } from '$lib/ui/kit/address.svelte';
import { hashOf, type ParamChanges, parseHash } from '$lib/ui/kit/hash-address';
import { hrefsOf } from '$lib/ui/pages/page-addresses';
import { expect, test } from 'vitest';

/** A window that is at an address, and goes to others. */
class Window implements PageAddress {
	constructor(public href: string) {}
	get path() {
		return parseHash(this.href).path;
	}
	get params() {
		return parseHash(this.href).params;
	}
	get(name: string) {
		return this.params.get(name) ?? '';
	}
	hrefWith(changes: ParamChanges) {
		return hashOf(this.path, this.params, changes);
	}
	set(changes: ParamChanges) {
		return this.go(this.hrefWith(changes));
	}
	go(href: string) {
		this.href = href;
		return Promise.resolve();
	}
}

const begun = () => {
	const window = new Window(
		hrefsOf('w1~at-e', 'o1').products({ q: 'desk lamp', beside: 'o2/ask?product=p%3A0' })
	);
	const side = (which: 'left' | 'right') => new SideAddress(window, which, () => 'w1~at-e');
	return { window, left: side('left'), right: side('right') };
};

test('each side is where its part of the address says', () => {
	const { left, right } = begun();
	expect(left.path).toBe('/w/w1~at-e/o1/products');
	expect(Object.fromEntries(left.params)).toEqual({ q: 'desk lamp' });
	expect(right.path).toBe('/w/w1~at-e/o2/ask');
	expect(right.get('product')).toBe('p:0');
});

test('what is chosen on one side leaves the other as it is', async () => {
	const { left, right } = begun();
	await left.set({ q: null, origin: 'oem' });
	await right.set({ organization: 'o1' });
	await right.go(hrefsOf('w1~at-e', 'o3').product('p:1', { tab: 'access' }));
	await left.go(hrefsOf('w1~at-e', 'o1').history());
	expect([left.path, right.path]).toEqual(['/w/w1~at-e/o1/history', '/w/w1~at-e/o3/products/p%3A1']);
	expect(right.get('tab')).toBe('access');
});

test('what is not of this workspace has the window for itself', async () => {
	const { window, left, right } = begun();
	expect(left.beside('#/')).toBe('#/');
	await right.go(hrefsOf('w2', 'o1').products());
	expect(window.href).toBe('#/w/w2/o1/products');
});
