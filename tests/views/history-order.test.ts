import { expect, test } from 'vitest';
import { insertSorted, removeAll } from '$lib/views/history/order';

const ascending = (a: number, b: number) => a - b;
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

test.for([1, 3, 64, 65, 300])(
	'%i items go where they belong in a sorted list, and out of it again',
	(count) => {
		const items = upTo(count).map((number) => ((number * 7_919) % 1_000) + 0.5);
		const list = upTo(500);
		insertSorted(list, items, ascending);
		expect(list).toEqual([...upTo(500), ...items].sort(ascending));
		removeAll(list, new Set(items));
		expect(list).toEqual(upTo(500));
		const later = upTo(count).map((number) => 500 + number);
		insertSorted(list, later, ascending);
		expect(list).toEqual(upTo(500 + count));
	}
);
