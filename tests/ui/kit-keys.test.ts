import { describe, expect, test } from 'vitest';
import { groupsWithin, idByKey, type PaletteGroup, PaletteSearch } from '$lib/ui/kit/overlays/palette';
import { isComposing, pressedKey, matchKeys } from '$lib/ui/kit/overlays/shortcut-keys';

describe('single-key shortcuts', () => {
	const all = ['g a', 'g p', '?', 'p'];

	test('one key acts at once, the first of two waits for the second', () => {
		expect(matchKeys(all, '', '?')).toBe(2);
		expect(matchKeys(all, '', 'g')).toBe('begins');
		expect(matchKeys(all, 'g', 'p')).toBe(1);
	});

	test('a second key that completes nothing counts for itself', () => {
		expect(matchKeys(all, 'g', '?')).toBe(2);
		expect(matchKeys(all, 'g', 'x')).toBeUndefined();
	});

	test('with Ctrl, Alt or ⌘ they belong to the browser', () => {
		const event = { key: 'P', ctrlKey: false, metaKey: false, altKey: false };
		expect(pressedKey(event)).toBe('p');
		expect(pressedKey({ ...event, ctrlKey: true })).toBeUndefined();
		expect(pressedKey({ ...event, key: 'Enter' })).toBeUndefined();
	});

	test('what ends a composition belongs to it, as browsers say so', () => {
		expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
		expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
		expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
	});
});

describe('the palette', () => {
	const item = (label: string, hint = '', keywords: string[] = []) => ({
		id: label,
		label,
		hint,
		keywords,
		run: () => {}
	});
	const groups: PaletteGroup[] = [
		{ heading: 'Go to', items: [item('Products'), item('Purchase', '', ['orders', '采购'])] },
		{ heading: 'Products', items: Array.from({ length: 500 }, (_, n) => item(`Desk Lamp ${n}`, `pid${n}`)) }
	];
	const search = new PaletteSearch(groups);
	const found = (query: string) => search.find(query).map(({ items }) => items.map(({ label }) => label));

	test('offers the first of each group before anything is typed', () => {
		expect(found('').map((items) => items.length)).toEqual([2, 8]);
	});

	test('is drawn at first as far as it is in sight, in whole groups', () => {
		const shown = [...search.find(''), { heading: 'Do', items: [item('Undo')] }];
		expect([1, 2, 3, 10, 11, 12].map((most) => groupsWithin(shown, most).length)).toEqual([1, 1, 2, 2, 3, 3]);
	});

	test('offers the best of each group, and among equals those that stand first', () => {
		const items = ['Old lamp', 'Clamp', 'Lamp 1', 'x', ...Array.from({ length: 20 }, (_, n) => `Lamps ${n}`)];
		const [best] = new PaletteSearch([{ heading: 'All', items: items.map((each) => item(each)) }]).find(
			'lamp'
		);
		const labels = best!.items.map(({ label }) => label);
		expect(labels).toEqual(['Lamp 1', ...Array.from({ length: 7 }, (_, n) => `Lamps ${n}`)]);
		const few = new PaletteSearch([{ heading: 'All', items: items.slice(0, 4).map((each) => item(each)) }]);
		expect(few.find('lamp')[0]!.items.map(({ label }) => label)).toEqual(['Lamp 1', 'Old lamp', 'Clamp']);
	});

	test('finds by every word, in name, hint or keywords, the name first', () => {
		expect(found('lamp 499')).toEqual([['Desk Lamp 499']]);
		expect(found('pid77')[0]?.[0]).toBe('Desk Lamp 77');
		expect(found('ORDERS')).toEqual([['Purchase']]);
		expect(found('采购')).toEqual([['Purchase']]);
		expect(found('nothing at all')).toEqual([]);
	});

	test('is walked by the arrow keys around its ends, by groups with Alt, and to its ends', () => {
		const shown = [...search.find(''), { heading: 'Do', items: [item('Undo')] }];
		const none = { altKey: false, metaKey: false };
		const by = (chosen: string, key: string, held = {}) => idByKey(shown, chosen, { ...none, ...held, key });
		expect(by('Products', 'ArrowDown')).toBe('Purchase');
		expect(by('Purchase', 'ArrowDown')).toBe('Desk Lamp 0');
		expect(by('Purchase', 'ArrowUp')).toBe('Products');
		expect(by('Undo', 'ArrowDown')).toBe('Products');
		expect(by('Products', 'ArrowUp')).toBe('Undo');
		expect(by('Purchase', 'ArrowDown', { altKey: true })).toBe('Desk Lamp 0');
		expect(by('Desk Lamp 4', 'ArrowDown', { altKey: true })).toBe('Undo');
		expect(by('Desk Lamp 4', 'ArrowUp', { altKey: true })).toBe('Products');
		expect(by('Undo', 'ArrowDown', { altKey: true })).toBe('Products');
		for (const [key, held] of [
			['End', {}],
			['ArrowDown', { metaKey: true }]
		] as const)
			expect(by('Products', key, held)).toBe('Undo');
		for (const [key, held] of [
			['Home', {}],
			['ArrowUp', { metaKey: true }]
		] as const)
			expect(by('Desk Lamp 4', key, held)).toBe('Products');
		expect(by('Products', 'a')).toBeUndefined();
		expect(idByKey([], '', { ...none, key: 'ArrowDown' })).toBeUndefined();
	});
});
