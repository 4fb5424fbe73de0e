import { expect, test } from 'vitest';
import { firstSorted, withItems, withoutItems } from '$lib/domain/algorithms/sorted';

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

test.for([0, 1, 50, 3_000])(
	'the first %i of a list are those that come first when all of it is sorted',
	(most) => {
		const list = upTo(2_000).map((number) => ({ number: (number * 7_919) % 500, place: number }));
		const compare = (a: { number: number }, b: { number: number }) => a.number - b.number;
		expect(firstSorted(list, most, compare)).toEqual(list.toSorted(compare).slice(0, most));
	}
);

test('the first of many are found by a comparison of each, and a search for few', () => {
	const list = upTo(20_000).map((number) => (number * 7_919) % 20_000);
	let comparisons = 0;
	firstSorted(list, 50, (a, b) => {
		comparisons += 1;
		return a - b;
	});
	expect(comparisons).toBeLessThan(2 * list.length);
});
