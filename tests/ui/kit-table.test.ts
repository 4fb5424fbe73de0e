import fc from 'fast-check';
import { createRawSnippet } from 'svelte';
import { describe, expect, test } from 'vitest';
import { RowDrawing } from '$lib/ui/kit/table/row-drawing.svelte';
import {
	alignOf,
	type Column,
	layOut,
	neededWidth,
	optionalColumns,
	passingText,
	tracksOf
} from '$lib/ui/kit/table/table-column';
import { cellAfterKey } from '$lib/ui/kit/table/table-keys';
import { allOrNone, pressed } from '$lib/ui/kit/table/table-selection';
import { formatSort, nextSort, parseSort, sortRows } from '$lib/ui/kit/table/table-sort';
import {
	OVERSCAN,
	rowsAround,
	rowsInSight,
	rowsWith,
	scrollFor,
	widened
} from '$lib/ui/kit/table/table-window';

interface Row {
	name: string;
	size: number | null;
}

const columns: Column<Row>[] = [
	{ key: 'name', header: 'Name', text: (row) => row.name, sortBy: true, width: 10, grow: 2 },
	{ key: 'size', header: 'Size', number: (row) => row.size, sortBy: true, width: 6, grow: 0 },
	{ key: 'note', header: 'Note' }
];
const NOW = 1_700_000_000_000;
const collator = new Intl.Collator('en', { numeric: true });

describe('the columns of a table', () => {
	const wide: Column<Row>[] = [
		{ key: 'name', header: 'Name', width: 10 },
		{ key: 'account', header: 'Account', width: 10, gives: 3 },
		{ key: 'products', header: 'Products', width: 10 },
		{ key: 'pid', header: 'PID', copy: (row) => row.name, width: 10 },
		{ key: 'changed', header: 'Changed', time: () => 0, width: 10 },
		{ key: 'operation', header: 'Operation', width: 10 }
	];
	const laidOut = (width: number, kept: readonly string[] | null = []) => {
		const { columns: shown, cards } = layOut(wide, width, false, kept ?? undefined);
		return [shown.map(({ key }) => key).join(' '), cards];
	};

	test('that are snippets say their words; what is done with a row says none, and names no row', () => {
		const cell = createRawSnippet<[row: Row, key: string]>(() => ({ render: () => '<b>Lamp</b>' }));
		const name: Column<Row> = { key: 'name', header: 'Name', cell, passing: (row) => row.name };
		expect(passingText(name, { name: 'Lamp\nB', size: 1 })).toBe('Lamp B');
		const operation: Column<Row> = { key: 'operation', header: 'Operation', cell };
		expect(passingText(operation, { name: 'Lamp', size: 1 })).toBe('');
		// @ts-expect-error It has no words.
		const silent: Column<Row> = { key: 'name', header: 'Name', cell };
		// @ts-expect-error A row is named in words.
		const unnamed: Column<Row> = { key: 'operation', header: 'Operation', cell, rowHeader: true };
		expect([silent, unnamed].map(({ passing }) => passing)).toEqual([undefined, undefined]);
	});

	test('give way one after another: moments, then what is copied; what names a row and its operations stay', () => {
		expect(laidOut(60)).toEqual(['name account products pid changed operation', false]);
		expect(laidOut(59)).toEqual(['name account products pid operation', false]);
		expect(laidOut(45)).toEqual(['name account products operation', false]);
		expect(laidOut(35)).toEqual(['name products operation', false]);
	});

	test('are the very same list where all fit, whatever the width: no row is drawn anew', () => {
		expect(layOut(wide, 60, false, []).columns).toBe(wide);
		expect(layOut(wide, 90, false, []).columns).toBe(wide);
	});

	test('come back where a wider one that gave way later leaves them room', () => {
		const uneven = wide.map((column) => (column.key === 'changed' ? { ...column, width: 5 } : column));
		const shown = layOut(uneven, 46, false, []).columns.map(({ key }) => key);
		expect(shown).toEqual(['name', 'account', 'products', 'changed', 'operation']);
	});

	test('stay where somebody chose them, and where nobody could have them back', () => {
		expect(laidOut(50, ['changed'])).toEqual(['name account products changed operation', false]);
		expect(laidOut(50, null)).toEqual(['name account products pid changed operation', false]);
	});

	test('are all in cards where the table is as narrow as a phone, or they need far more than there is', () => {
		expect(laidOut(29)).toEqual(['name account products pid changed operation', true]);
		expect(laidOut(40, null)).toEqual(['name account products pid changed operation', true]);
	});

	test('may be chosen, but for what names the row and what is done with it', () => {
		expect(optionalColumns(wide).map(({ key }) => key)).toEqual(['account', 'products', 'pid', 'changed']);
	});

	test('of figures, moments and operations end under their heads', () => {
		expect(wide.map((column) => alignOf(column))).toEqual(['start', 'start', 'start', 'start', 'end', 'end']);
		expect(columns.map((column) => alignOf(column))).toEqual(['start', 'end', 'start']);
	});
});

test('the row that has the focus is rendered too, before or after those in sight', () => {
	const range = { start: 3, end: 6 };
	expect(rowsWith(range, undefined)).toEqual([3, 4, 5]);
	expect(rowsWith(range, 4)).toEqual([3, 4, 5]);
	expect(rowsWith(range, 1)).toEqual([1, 3, 4, 5]);
	expect(rowsWith(range, 6)).toEqual([3, 4, 5, 6]);
});

describe('sorting', () => {
	const rows: Row[] = [
		{ name: 'lamp 10', size: 2 },
		{ name: 'Lamp 9', size: null },
		{ name: 'bulb', size: 10 }
	];
	const names = (sort: string) =>
		sortRows(rows, columns, parseSort(sort, columns), collator, NOW).map(({ name }) => name);

	test('orders names as people do, and turns around', () => {
		expect(names('name')).toEqual(['bulb', 'Lamp 9', 'lamp 10']);
		expect(names('-name')).toEqual(['lamp 10', 'Lamp 9', 'bulb']);
	});

	test('puts what has no value last, either way', () => {
		expect(names('size')).toEqual(['lamp 10', 'bulb', 'Lamp 9']);
		expect(names('-size')).toEqual(['bulb', 'lamp 10', 'Lamp 9']);
	});

	test('leaves the order alone where an address names nothing to sort by', () => {
		for (const text of ['', 'note', 'nothing', '-'])
			expect(names(text)).toEqual(rows.map(({ name }) => name));
	});

	test('takes a moment that is later than now for now: claiming more gains nothing, and the order is kept', () => {
		const claims = [
			['now', NOW],
			['year 9999', 253e12],
			['before', NOW - 1],
			['tomorrow', NOW + 864e5]
		] as const;
		const changed: Column<(typeof claims)[number]>[] = [
			{ key: 'at', header: 'Changed', time: ([, at]) => at, sortBy: true }
		];
		const order = (descending: boolean) =>
			sortRows(claims, changed, { key: 'at', descending }, collator, NOW).map(([name]) => name);
		expect(order(true)).toEqual(['now', 'year 9999', 'tomorrow', 'before']);
		expect(order(false)).toEqual(['before', 'now', 'year 9999', 'tomorrow']);
	});

	test('by the same column again is the other way around', () => {
		const once = nextSort(null, 'name');
		expect(formatSort(once)).toBe('name');
		expect(formatSort(nextSort(once, 'name'))).toBe('-name');
		expect(formatSort(nextSort(once, 'size'))).toBe('size');
	});
});

describe('the window of a long table', () => {
	test('holds every row in sight, few others, and none that is not there', () => {
		fc.assert(
			fc.property(
				fc.nat(1e6),
				fc.nat(2000),
				fc.integer({ min: 20, max: 300 }),
				fc.nat(30_000),
				(scrolled, height, tall, count) => {
					const { start, end } = widened(rowsInSight(scrolled, height, tall, count), OVERSCAN, count);
					expect(start).toBeGreaterThanOrEqual(0);
					expect(end).toBeLessThanOrEqual(count);
					expect(end - start).toBeLessThanOrEqual(Math.ceil(height / tall) + 18);
					const first = Math.floor(scrolled / tall);
					const last = Math.min(count, Math.ceil((scrolled + height) / tall));
					if (first < count) expect(start).toBeLessThanOrEqual(first);
					if (first < count) expect(end).toBeGreaterThanOrEqual(last);
				}
			)
		);
	});

	test('holds as many rows wherever it is, with those in sight and those that the next frame comes to', () => {
		fc.assert(
			fc.property(
				fc.nat(900_000),
				fc.integer({ min: 300, max: 1200 }),
				fc.integer({ min: 20, max: 300 }),
				fc.integer({ min: 1_000, max: 30_000 }),
				fc.constantFrom(1, -1),
				(scrolled, height, tall, count, way) => {
					const inSight = (at: number) => rowsInSight(at, height, tall, count);
					const sight = inSight(scrolled);
					const { start, end } = rowsAround(sight, height, tall, count);
					const { start: first, end: last } = rowsAround(inSight(0), height, tall, count);
					expect(end - start).toBe(last - first);
					for (const each of [sight, inSight(scrolled + way * 900)]) {
						if (each.start === each.end) continue;
						expect(each.start).toBeGreaterThanOrEqual(start);
						expect(each.end).toBeLessThanOrEqual(end);
					}
				}
			)
		);
	});

	test('is scrolled as little as brings a row into sight, clear of the header', () => {
		fc.assert(
			fc.property(
				fc.nat(20_000),
				fc.nat(900_000),
				fc.integer({ min: 300, max: 1200 }),
				(row, scrolled, height) => {
					const to = scrollFor(row, scrolled, height, 44, 36);
					const top = row * 44 - to;
					expect(top).toBeGreaterThanOrEqual(0);
					expect(top + 44 + 36).toBeLessThanOrEqual(height);
					expect(scrollFor(row, to, height, 44, 36)).toBe(to);
				}
			)
		);
	});
});

describe('the rows of a short table', () => {
	const keys = Array.from({ length: 100 }, (_, at) => `${at}`);
	const drawn = (kept?: number) =>
		new RowDrawing(() => ({ keys, long: false, height: 0, tall: 44, kept })).rows.map(({ key }) => key);

	test('are not all drawn with the page', () => expect(drawn()).toEqual(keys.slice(0, 4)));

	test('are there up to the one that has the focus', () => expect(drawn(30)).toEqual(keys.slice(0, 31)));
});

describe('the rows of a long table', () => {
	const keys = Array.from({ length: 1_000 }, (_, at) => `${at}`);
	const drawing = () => new RowDrawing(() => ({ keys, long: true, height: 440, tall: 44, kept: undefined }));

	const indexes = (rows: RowDrawing) => rows.rows.map(({ index }) => index);

	test('are with the page no more than those in sight, as texts', () => {
		const rows = drawing();
		expect(indexes(rows)).toEqual(Array.from({ length: 10 }, (_, at) => at));
		expect(rows.rows.some(({ whole }) => whole)).toBe(false);
	});

	test('are there, once it is scrolled, as far as the next frame may skip', () => {
		const rows = drawing();
		rows.scroll(1);
		expect(Math.max(...indexes(rows))).toBeGreaterThanOrEqual((440 + 900) / 44);
	});

	test('are texts in the same elements, in the same order, after a scroll beyond them', () => {
		const rows = drawing();
		const placesAt = (scrolled: number) => {
			rows.scroll(scrolled);
			expect(rows.rows.every(({ whole }) => !whole)).toBe(true);
			return rows.rows.map(({ key }) => key);
		};
		const [once, ...more] = [9_000, 9_900, 10_800, 9_900].map(placesAt);
		for (const places of more) expect(places).toEqual(once);
	});
});

describe('the keys of a grid', () => {
	const press = (key: string, row: number, column: number, ctrlKey = false) =>
		cellAfterKey({ key, ctrlKey, metaKey: false }, { row, column }, 50, 4);

	test('move one cell, ten rows, or to an edge', () => {
		expect(press('ArrowDown', 3, 1)).toEqual({ row: 4, column: 1 });
		expect(press('PageUp', 30, 1)).toEqual({ row: 20, column: 1 });
		expect(press('Home', 30, 3)).toEqual({ row: 30, column: 0 });
		expect(press('End', 30, 0, true)).toEqual({ row: 49, column: 3 });
	});

	test('stay inside, and leave other keys alone', () => {
		expect(press('ArrowUp', 0, 0)).toEqual({ row: 0, column: 0 });
		expect(press('PageDown', 45, 3)).toEqual({ row: 49, column: 3 });
		expect(press('a', 1, 1)).toBeUndefined();
	});
});

describe('selecting rows', () => {
	const keys = ['a', 'b', 'c', 'd', 'e'];

	test('with shift takes every row in between, in either direction', () => {
		expect([...pressed(new Set(['b']), keys, 3, true, 1)].sort()).toEqual(['b', 'c', 'd']);
		expect([...pressed(new Set(keys), keys, 1, false, 3)].sort()).toEqual(['a', 'e']);
	});

	test('all that match leaves what is outside the filter as it was', () => {
		expect([...allOrNone(new Set(['z']), keys, true)].sort()).toEqual([...keys, 'z']);
		expect([...allOrNone(new Set(['a', 'z']), keys, false)]).toEqual(['z']);
	});
});

test('the columns of every row have the same tracks, whatever is in them', () => {
	expect(tracksOf(columns, true)).toBe('2.5rem minmax(10rem, 2fr) 6rem minmax(8rem, 1fr)');
	expect(neededWidth(columns, true)).toBe(26.5);
});
