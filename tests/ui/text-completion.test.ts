import { expect, test } from 'vitest';
import { completionsAt } from '$lib/ui/text/completion';

const known = { organizations: ['aria', 'delta'], products: ['kettle', 'thermostat'] };
const header = 'grantbook: setup 1\n';

test.each([
	['gr', ['grantbook:'], 2],
	['products:\n  kettle: { owner: ', known.organizations, 0],
	['products:\n  kettle: { owner: ari', known.organizations, 3],
	['products:\n  kettle: { owner: aria, based on: ', known.products, 0],
	['products:\n  kettle: { owner: aria, origin: ', ['proprietary', 'oem', 'odm'], 0],
	['authorizations:\n  - { from: aria, to: ', known.organizations, 0],
	['authorizations:\n  - { from: aria, products: [', known.products, 0],
	['authorizations:\n  - { from: aria, products: [kettle, ther', known.products, 4],
	[
		'authorizations:\n  - { from: aria, develop: [',
		['product-development', 'panel-development', 'view-logs'],
		0
	],
	['expectations:\n  - ', [...known.organizations, 'only', 'nobody beyond 1 step may'], 0],
	['expectations:\n  - aria ', ['may', 'may not'], 0],
	['expectations:\n  - only aria may ', ['develop', 'develop panels of', 'view logs of', 'purchase'], 0],
	['expectations:\n  - aria may not view ', ['logs of'], 0],
	['expectations:\n  - aria may purchase ', known.products, 0],
	['guide:\n  steps:\n    - { do: Buy, done when: aria may purchase ', known.products, 0]
])('%j is completed', (text, options, typed) => {
	const found = completionsAt(header + text, known);
	expect(found.typed).toBe(typed);
	expect(found.options).toEqual(expect.arrayContaining([...options]));
	if (!text.startsWith('gr')) expect(found.options).toHaveLength(options.length);
});

test.each(['organizations:\n  aria: { name: ', 'guide:\n  title: '])('%j is free', (text) => {
	expect(completionsAt(header + text, known).options).toEqual([]);
});

test('the keys of a record are offered by its section', () => {
	expect(completionsAt(`${header}organizations:\n  aria: { name: Aria, `, known).options).toEqual([
		'name: ',
		'account: '
	]);
});
