import { expect, test } from 'vitest';
import { withItems, withoutItems } from '$lib/views/history/sorted';

const ascending = (a: number, b: number) => a - b;
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

test.for([1, 3, 32, 33, 300, 30_000])(
	'%i items go where they belong in a sorted list, and out of it again',
	(count) => {
		const items = upTo(count)
			.map((number) => ((number * 7_919) % 50_000) / 100 + 0.001)
			.sort(ascending);
		const list = withItems(upTo(500), items, ascending);
		expect(list).toEqual([...upTo(500), ...items].sort(ascending));
		expect(withoutItems(list, items, ascending)).toEqual(upTo(500));
		const later = upTo(count).map((number) => 500 + number);
		expect(withItems(upTo(500), later, ascending)).toEqual(upTo(500 + count));
		expect(withItems([], later, ascending)).toEqual(later);
		expect(withoutItems(upTo(500 + count), later, ascending)).toEqual(upTo(500));
	}
);
