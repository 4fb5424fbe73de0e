import { describe, expect, test } from 'vitest';
import { dayTyped } from '$lib/ui/kit/fields/day-typed';

describe('a day that is typed', () => {
	test.each([
		['2026-11-29', '2026-11-29'],
		[' 2026/1/5 ', '2026-01-05'],
		['20260105', '2026-01-05'],
		['2026年1月5日', '2026-01-05'],
		['２０２４－０２－２９', '2024-02-29'],
		['', '']
	])('%j is %j', (typed, day) => expect(dayTyped(typed)).toBe(day));

	test.each(['2026-02-29', '2026-13-01', '2026-11', '29.11.2026', '-', 'today'])('%j is none', (typed) =>
		expect(dayTyped(typed)).toBeUndefined()
	);
});
