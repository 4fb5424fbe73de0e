import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessSeparator } from '$lib/exchange/csv/separator';
import { rowsIn } from './helpers';

test('rows and lines do not depend on how a text is split into pieces', () => {
	const text = 'a,"b\r\n""c""",d\r\n\r\n"x" ,y,"z"\r\n5" pipe,"broken"er,1\n1,2,3\r4,5,6';
	const whole = rowsIn(text);
	expect(whole).toEqual([
		{ line: 1, cells: ['a', 'b\r\n"c"', 'd'] },
		{ line: 3, cells: [''] },
		{ line: 4, cells: ['x', 'y', 'z'] },
		{ line: 5, cells: ['5" pipe', '"broken"er', '1'], broken: '5" pipe,"broken"er,1' },
		{ line: 6, cells: ['1', '2', '3'] },
		{ line: 7, cells: ['4', '5', '6'] }
	]);
	for (const size of [1, 2, 3, 5, 7, 11]) expect(rowsIn(text, ',', size)).toEqual(whole);
});

test('an unclosed quote affects only its own line, wherever the row began', () => {
	const rows = rowsIn('"a\nb","broken\nc,"d"\n"e\n');
	expect(rows.map(({ line, cells, broken }) => [line, broken ?? cells])).toEqual([
		[1, '"a'],
		[2, 'b","broken'],
		[3, ['c', 'd']],
		[4, '"e']
	]);
	const long = `"${'x,\n'.repeat(100_000)}`;
	expect(rowsIn(long, ',', 65_536).length).toBe(100_000);
});

test('many broken lines cost linear time', () => {
	const rows = rowsIn('a,"b"c,d\n'.repeat(20_000), ',', 65_536);
	expect(rows.filter(({ broken }) => broken === 'a,"b"c,d')).toHaveLength(20_000);
});

test('the separator is the one that lines have in common, or that the first line declares', () => {
	expect(guessSeparator('Report of March\n\nTime;Type;Message\n1;info;a, b, c\n2;info;d, e\n')).toBe(';');
	expect(guessSeparator('a|b\n')).toBe('|');
	expect(guessSeparator('sep=;\r\na,b,c\r\n1,2,3')).toBe(';');
	expect(guessSeparator('one\ntwo\n')).toBe(',');
});

test('a random text in any pieces gives the same rows', () => {
	const sign = fc.constantFrom('a', ',', '"', '""', '\n', '\r', '\r\n', ' ', '","', '",\n"');
	fc.assert(
		fc.property(fc.array(sign, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (signs, size) => {
			const text = signs.join('');
			const whole = rowsIn(text);
			expect(rowsIn(text, ',', size)).toEqual(whole);
			expect(whole.map(({ line }) => line)).toEqual(whole.map(({ line }) => line).sort((a, b) => a - b));
		}),
		{ numRuns: 500 }
	);
});
