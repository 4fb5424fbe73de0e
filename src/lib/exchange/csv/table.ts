import { pushAll } from '$lib/domain/algorithms/push-all';
import type { Encoding } from './encoding-names';
import { isGuarded } from './guard';
import { type CsvRow, RowReader } from './rows';
import { type Separator, SEPARATOR_LINE, guessSeparator, declaredSeparator } from './separator';
import { isBlank, type TableStart, tableStart } from './table-start';
import { textOf } from './text';

/** Why a file cannot be read as a table. */
export type TableProblem = 'too-large' | 'too-many-rows' | 'too-many-columns' | 'workbook';

export class TableError extends Error {
	constructor(readonly problem: TableProblem) {
		super(problem);
	}
}

export const MAX_BYTES = 256 * 1024 * 1024;
export const MAX_ROWS = 1_000_000;
export const MAX_COLUMNS = 1_000;
/** Characters to search for the beginning of a table. */
const HEAD_LENGTH = 65_536;
const MAX_START_ROWS = 1_000;

/** What surrounds the table and was left out or changed; a person is shown each. */
export interface SurroundingContent {
	/** Whether the first line declares the separator. */
	separatorLine: boolean;
	/** Rows above the header. */
	titles: number;
	blankRows: number;
	/** Repeated header rows. */
	headers: number;
	totals: number;
	/** Cells whose guard against formulas was removed. */
	guards: number;
	/** Undecodable characters. */
	unreadable: number;
	/** Columns without name and content. */
	emptyColumns: number;
}

/** How to read a table, as chosen by a person or known from an earlier file. */
export interface TableOptions {
	encoding: Encoding;
	separator?: Separator | undefined;
	/** The line of the header; 0 if there is none. */
	header?: number | undefined;
	/** Counts the known column names in a row. */
	namesIn: (cells: readonly string[]) => number;
}

export interface CsvTable extends TableStart {
	separator: Separator;
	/** The rows of the body in batches, without surrounding content; can be read once. */
	body(): AsyncGenerator<CsvRow[]>;
	/** Complete once the body has been read. */
	around: SurroundingContent;
	/** By column, whether it has any content; complete once the body has been read. */
	used: boolean[];
}

/** Both of cells without outer spaces. */
const TOTAL =
	/^((grand |sub)?totals?|sums?|summe|gesamt|suma|合计|总计|小计|合計|總計|小計|합계|총계)\s*[:：]?$/i;
const AMOUNT = /^[-+(]?[\d.,\s%]*\)?$/;

/** Signatures of spreadsheet workbooks: a ZIP archive, or a compound file. */
const WORKBOOKS = [
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0]
];

/** Throws if a file is too large, or is no text. */
export async function checkFile(file: Blob): Promise<void> {
	if (file.size > MAX_BYTES) throw new TableError('too-large');
	const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
	if (WORKBOOKS.some((bytes) => bytes.every((byte, at) => start[at] === byte)))
		throw new TableError('workbook');
}

/** Opens a table: its beginning is read at once, the rest on demand. */
export async function openTable(
	file: Blob,
	{ encoding, separator: stated, header: headerLine, namesIn }: TableOptions,
	onread: (bytes: number) => void,
	signal: AbortSignal
): Promise<CsvTable> {
	const pieces = textOf(file, encoding, onread, signal)[Symbol.asyncIterator]();
	const around: SurroundingContent = {
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
	while (!isEnd && head.length < HEAD_LENGTH) head += await next();
	const separator = stated ?? guessSeparator(head);
	const reader = new RowReader(separator);
	const rows = [...reader.take(head)];
	while (rows.length === 0 && !isEnd) pushAll(rows, reader.take(await next()));
	if (isEnd) pushAll(rows, reader.end());
	const [first] = rows;
	const firstLine = first?.cells.join(separator) ?? '';
	if (declaredSeparator(firstLine) !== undefined || SEPARATOR_LINE.test(firstLine)) {
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
	const start = tableStart(full.slice(0, MAX_START_ROWS), headerLine, namesIn);
	if (start.width > MAX_COLUMNS) throw new TableError('too-many-columns');
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
		if (++count > MAX_ROWS) throw new TableError('too-many-rows');
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

/** Whether a row holds totals: it says so, and otherwise has only amounts. */
function isTotal(cells: readonly string[]): boolean {
	const at = cells.findIndex((cell) => cell.trim() !== '');
	const isAmount = (cell: string) => AMOUNT.test(cell.trim());
	return TOTAL.test((cells[at] ?? '').trim()) && cells.every((cell, other) => other === at || isAmount(cell));
}
