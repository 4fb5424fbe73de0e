import type { Encoding } from './encoding-names';
import { isGuarded } from './guard';
import { type CsvRow, RowReader } from './rows';
import { type Separator, SEPARATOR_LINE, separatorOf, separatorStated } from './separator';
import { isBlank, type TableStart, tableStart } from './table-start';
import { textOf } from './text';

/** Why a file is not read at all. */
export type TableProblem = 'too-large' | 'too-many-rows' | 'too-many-columns' | 'workbook';

export class TableError extends Error {
	constructor(readonly problem: TableProblem) {
		super(problem);
	}
}

export const MOST_BYTES = 256 * 1024 * 1024;
export const MOST_ROWS = 1_000_000;
export const MOST_COLUMNS = 1_000;
/** Characters in which the beginning of a table is looked for. */
const HEAD = 65_536;
const MOST_START_ROWS = 1_000;

/** What was recognised as standing around the table, and left out or changed; each is said. */
export interface Around {
	/** Whether the first line states the separator. */
	separatorLine: boolean;
	/** Rows above the header. */
	titles: number;
	blankRows: number;
	/** Rows that name the columns again. */
	headers: number;
	totals: number;
	/** Cells from which the guard against formulas was taken. */
	guards: number;
	/** Characters that the encoding has not. */
	unreadable: number;
	/** Columns with no name and nothing in them. */
	emptyColumns: number;
}

/** How a table is to be read, where a person or an earlier file has said so. */
export interface TableAsked {
	encoding: Encoding;
	separator?: Separator | undefined;
	/** The line of the header; 0 where it has none. */
	header?: number | undefined;
	/** How many columns a row names that could be the header. */
	namesIn: (cells: readonly string[]) => number;
}

export interface Table extends TableStart {
	separator: Separator;
	/** The rows of the body, many at a time, without what stands around them; to be read once. */
	body(): AsyncGenerator<CsvRow[]>;
	/** Right when the body was read. */
	around: Around;
	/** By column, whether anything is in it; right when the body was read. */
	used: boolean[];
}

const TOTAL =
	/^\s*((grand |sub)?totals?|sums?|summe|gesamt|suma|合计|总计|小计|合計|總計|小計|합계|총계)\s*[:：]?\s*$/i;
const AMOUNT = /^\s*[-+(]?[\d.,\s%]*\)?\s*$/;

/** A spreadsheet's own file begins so: a ZIP archive, or a compound file. */
const WORKBOOKS = [
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0]
];

/** Refuses what is too large to be read, or no text at all. */
export async function checkFile(file: Blob): Promise<void> {
	if (file.size > MOST_BYTES) throw new TableError('too-large');
	const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
	if (WORKBOOKS.some((bytes) => bytes.every((byte, at) => start[at] === byte)))
		throw new TableError('workbook');
}

/** Opens a table: how it begins is known at once, the rest is read as it is asked for. */
export async function openTable(
	file: Blob,
	{ encoding, separator: stated, header: headerLine, namesIn }: TableAsked,
	onread: (bytes: number) => void,
	signal: AbortSignal
): Promise<Table> {
	const pieces = textOf(file, encoding, onread, signal)[Symbol.asyncIterator]();
	const around: Around = {
		...{ separatorLine: false, titles: 0, blankRows: 0, headers: 0, totals: 0 },
		...{ guards: 0, unreadable: 0, emptyColumns: 0 }
	};
	let isEnd = false;

	async function next(): Promise<string> {
		const read = await pieces.next();
		isEnd = read.done === true;
		const piece = read.done ? '' : read.value;
		if (piece.includes('\ufffd')) around.unreadable += piece.split('\ufffd').length - 1;
		return piece;
	}

	let head = '';
	while (!isEnd && head.length < HEAD) head += await next();
	const separator = stated ?? separatorOf(head);
	const reader = new RowReader(separator);
	const rows = [...reader.take(head)];
	while (rows.length === 0 && !isEnd) rows.push(...reader.take(await next()));
	if (isEnd) rows.push(...reader.end());
	const [first] = rows;
	const firstLine = first?.cells.join(separator) ?? '';
	if (separatorStated(firstLine) !== undefined || SEPARATOR_LINE.test(firstLine)) {
		around.separatorLine = true;
		rows.shift();
	}

	function open(row: CsvRow): CsvRow {
		const { cells } = row;
		for (let at = 0; at < cells.length; at++)
			if (isGuarded(cells[at]!)) {
				cells[at] = cells[at]!.slice(1);
				around.guards++;
			}
		return row;
	}

	const full = rows.filter(({ cells }) => !isBlank(cells)).map(open);
	const start = tableStart(full.slice(0, MOST_START_ROWS), headerLine, namesIn);
	if (start.width > MOST_COLUMNS) throw new TableError('too-many-columns');
	const { header } = start;
	around.titles = full.filter(({ line }) => line < (header?.line ?? 0)).length;
	around.blankRows = rows.length - full.length;

	const used: boolean[] = [];
	let count = 0;
	const isHeaderAgain = (cells: readonly string[]) =>
		header !== undefined &&
		cells[0] === header.cells[0] &&
		cells.length === header.cells.length &&
		cells.every((cell, at) => cell === header.cells[at]);

	function isBody({ cells, broken }: CsvRow): boolean {
		if (isHeaderAgain(cells)) return !++around.headers;
		if (broken === undefined && isTotal(cells)) return !++around.totals;
		if (++count > MOST_ROWS) throw new TableError('too-many-rows');
		for (let at = 0; at < cells.length; at++) if (!used[at] && cells[at]!.trim() !== '') used[at] = true;
		return true;
	}

	function* sifted(some: Iterable<CsvRow>): Generator<CsvRow> {
		for (const row of some) {
			if (isBlank(row.cells)) around.blankRows++;
			else if (isBody(open(row))) yield row;
		}
	}

	async function* body(): AsyncGenerator<CsvRow[]> {
		yield full.filter(({ line }) => line > (header?.line ?? 0)).filter(isBody);
		while (!isEnd) {
			const piece = await next();
			yield [...sifted(reader.take(piece)), ...(isEnd ? sifted(reader.end()) : [])];
		}
		for (let at = 0; at < start.width; at++)
			if (!used[at] && !header?.cells[at]?.trim()) around.emptyColumns++;
	}

	return { ...start, separator, body, around, used };
}

/** A row of sums: it says so, and has nothing but amounts beside it. */
function isTotal(cells: readonly string[]): boolean {
	const at = cells.findIndex((cell) => cell.trim() !== '');
	return TOTAL.test(cells[at] ?? '') && cells.every((cell, other) => other === at || AMOUNT.test(cell));
}
