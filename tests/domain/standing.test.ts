import { expect, test } from 'vitest';
import { toList } from '$lib/domain/permissions/standing';

test('sets that a browser kept mean what they meant: a permission keeps its place', () => {
	expect([1, 2, 4, 8].map(toList)).toEqual([
		['product-development'],
		['panel-development'],
		['view-logs'],
		['purchase']
	]);
});
