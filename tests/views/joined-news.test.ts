/** News of thousands of things at once is joined without looking at any of them twice. */
import { expect, test, vi } from 'vitest';
import { joinedNews, type NewsItem } from '$lib/views/news/items';

test('items that say the same of different things are one, and each thing is taken once', () => {
	const many = 2_000;
	const items = Array.from({ length: many }, (_, at): NewsItem => ({
		what: 'orders-covered',
		ids: [`order ${at}`, 'order 0'],
		by: [],
		through: []
	}));
	const add = vi.spyOn(Set.prototype, 'add');
	const [joined, ...rest] = joinedNews(items);
	const taken = add.mock.calls.length;
	add.mockRestore();
	expect(rest).toEqual([]);
	expect(joined?.ids).toEqual(items.map(({ ids: [id] }) => id));
	expect(taken).toBeLessThanOrEqual(2 * many);
});
