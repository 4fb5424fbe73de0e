import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsNamed, headerKey } from '$lib/exchange/csv/columns';
import { guarded, isGuarded } from '$lib/exchange/csv/guard';
import { readRemembered, withRemembered } from '$lib/exchange/csv/remembered';
import { checkFile, MAX_ROWS, openTable, TableError } from '$lib/exchange/csv/table';
import { csvText } from '$lib/exchange/csv/write';
import { bodyOf, file, never, open } from './helpers';

/** What is hard for a CSV: formulas, guards, separators, quotes, line breaks, other scripts and directions. */
const cell = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc
		.array(
			fc.constantFrom(
				...["'", '=', '+86', '-A1', '@dev', '＝', ',', ';', '\t', '|', '"', '\r\n', '\n', '\r', ' ', '\0'],
				...['\ufeff', '灯', 'مرحبا', 'total', 'sep=;', '12', '\u202e', '👩‍🔧']
			),
			{ maxLength: 6 }
		)
		.map((parts) => parts.join(''))
);

test('any table reads back as written, in every column', async () => {
	const table = fc
		.integer({ min: 1, max: 4 })
		.chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }));
	await fc.assert(
		fc.asyncProperty(table, async (rows) => {
			const header = ['name', 'other', 'third', 'fourth'].slice(0, rows[0]?.length ?? 1);
			// The first column is like an id: without it a row may be empty, a total, or the header again.
			const written = [['id', ...header], ...rows.map((cells, at) => [`#${at}`, ...cells])];
			const { cells, around } = await bodyOf(csvText(written), { header: 1 });
			expect(cells).toEqual(written.slice(1));
			expect(around).toMatchObject({ blankRows: 0, headers: 0, totals: 0, separatorLine: false });
		}),
		{ numRuns: 150 }
	);
});

test('cells that a spreadsheet might interpret as formulas are guarded, and unguarded when read', () => {
	for (const text of ['=1+1', '+861', '-A1', '@dev', '\t=1', '\n=1', '\r\n@x', ' =1', '＝1', "'=1", "''-1"]) {
		expect(guarded(text)).toBe(`'${text}`);
		expect(isGuarded(guarded(text))).toBe(true);
	}
	for (const text of ["'tis", "'", 'a=1', '1-2', '']) {
		expect(guarded(text)).toBe(text);
		expect(isGuarded(text)).toBe(false);
	}
});

test('content around a table is recognised and counted, and no column is missed', async () => {
	const { cells, around, header, separator, used } = await bodyOf(
		[
			'sep=;',
			'Report of March;;;;',
			';;;;',
			'Name;Price;Note;;',
			'Lamp;9;;;',
			';;;;',
			'Name;Price;Note;;',
			"Plug;'-4;;;x",
			'Total;13,00;;;'
		].join('\r\n')
	);
	expect(separator).toBe(';');
	expect(header?.cells.slice(0, 2)).toEqual(['Name', 'Price']);
	expect(cells.map(([name, price]) => [name, price])).toEqual([
		['Lamp', '9'],
		['Plug', '-4']
	]);
	expect(around).toEqual({
		...{ separatorLine: true, titles: 1, blankRows: 2, headers: 1, totals: 1 },
		...{ guards: 1, unreadable: 0, emptyColumns: 1 }
	});
	expect(used).toEqual([true, true, undefined, undefined, true]);
});

test('a cell of many spaces costs no more than one of as many letters', async () => {
	const spaces = ' '.repeat(100_000);
	const { cells, around } = await bodyOf(
		`a,b\n1,2\nTotal,${spaces}x\nTotal${spaces}x,\n${spaces}Total :,${spaces}9\n`
	);
	expect(cells.map((row) => row.map((cell) => cell.trim().slice(0, 5)))).toEqual([
		['1', '2'],
		['Total', 'x'],
		['Total', '']
	]);
	expect(around.totals).toBe(1);
});

test('a header of many columns is looked through once, whatever names are known', () => {
	const many = Array.from({ length: 100_000 }, (_, at) => `column ${at}`);
	const names = many.map((name) => `other ${name}`);
	const fields = [
		{ key: 'a', names: [...names, 'Column 7'] },
		{ key: 'b', names: [...names, 'column 7', 'column 9'] }
	];
	expect(columnsNamed([...many, 'column_7'], fields)).toEqual({ a: 7, b: 100_000 });
});

test('the header is found by known names, by its position, or by a person’s choice', async () => {
	const fields = [
		{ key: 'name', names: ['name', '名称'] },
		{ key: 'pid', names: ['pid', 'product id'] }
	];
	const namesIn = (cells: readonly string[]) => Object.keys(columnsNamed(cells, fields)).length;
	const text = 'a,b\n1,2\nProduct-ID,名称\n3,4\n';
	expect((await open(text, { namesIn })).header?.line).toBe(3);
	expect((await open(text)).header?.line).toBe(1);
	expect((await open(text, { header: 0 })).header).toBeUndefined();
	expect((await open('1,2\n3,4\n')).header).toBeUndefined();
	expect(columnsNamed(['Product-ID', '名称', 'name'], fields)).toEqual({ name: 2, pid: 0 });
});

test('how a header was mapped is remembered; the memory is bounded, and ignored if damaged', () => {
	const one = (name: string) => ({
		...{ header: headerKey([name, 'B_b']), columns: { time: 0, type: -1 }, zone: 'UTC' },
		words: { loud: 'error' }
	});
	expect(headerKey(['A a', 'B-B'])).toBe(one('aa').header);
	let text: string | null = null;
	for (let at = 0; at < 30; at++) text = withRemembered(text, one(`a${at}`));
	text = withRemembered(text, one('a29'));
	expect(readRemembered(text)).toHaveLength(20);
	expect(readRemembered(text)[0]).toEqual(one('a29'));
	for (const bad of [null, '', '{}', '[{"header":1}]', 'x'.repeat(300_000)])
		expect(readRemembered(bad)).toEqual([]);
});

test('files that are too large or no text are refused before they are read', async () => {
	const problem = async (opening: Promise<unknown>) => {
		const error: unknown = await opening.catch((error: unknown) => error);
		return error instanceof TableError ? error.problem : error;
	};
	expect(await problem(checkFile(file(new Uint8Array([0x50, 0x4b, 3, 4, 0]))))).toBe('workbook');
	expect(await problem(checkFile({ size: 1e9, slice: () => new Blob() } as unknown as Blob))).toBe(
		'too-large'
	);
	expect(await problem(open(`a${','.repeat(2_000)}b\n`))).toBe('too-many-columns');
});

test('reading can be aborted', async () => {
	const stop = new AbortController();
	const asked = { encoding: 'utf-8', namesIn: () => 0 } as const;
	const table = await openTable(file('a,b\n1,2\n'.repeat(50_000)), asked, () => undefined, stop.signal);
	stop.abort();
	await expect(async () => {
		for await (const rows of table.body()) expect(rows).toBeDefined();
	}).rejects.toThrow();
	expect(never.aborted).toBe(false);
});

test('a table may have the maximum number of rows, and one more is refused', async () => {
	const most = `id\n${'1\n'.repeat(MAX_ROWS)}`;
	const count = async (text: string) => {
		let rows = 0;
		const asked = { encoding: 'utf-8', header: 1, namesIn: () => 0 } as const;
		const table = await openTable(file(text), asked, () => undefined, never);
		for await (const some of table.body()) rows += some.length;
		return rows;
	};
	expect(await count(most)).toBe(MAX_ROWS);
	await expect(count(`${most}1\n`)).rejects.toMatchObject({ problem: 'too-many-rows' });
});
