import { expect, test } from 'vitest';
import { isTrimDue } from '$lib/document/storage/trim';

test('short rows are made into one less often the longer all of it is, and not beyond some thousands', () => {
	const [short, whole] = [300, 50_000_000];
	const rowsWhen = (each: number, whole: number): number => {
		for (let rows = 1; ; rows++) if (isTrimDue(rows, rows * each, whole)) return rows;
	};
	// Of what nobody knows how long it is, and of what they have grown to a quarter of.
	expect([rowsWhen(short, 0), rowsWhen(short, 600_000)]).toEqual([500, 500]);
	expect(rowsWhen(short, 1_200_000)).toBe(1_000);
	expect(rowsWhen(short, whole)).toBe(4_000);
	expect(rowsWhen(100_000, whole)).toBe(500);
});
