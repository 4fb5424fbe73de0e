import type { CsvRow } from './rows';

/** The beginning of a table. */
export interface TableStart {
	/** The first rows of the file that are not blank. */
	rows: CsvRow[];
	/** The row that names the columns; it may have none. */
	header: CsvRow | undefined;
	/** The number of columns. */
	width: number;
}

/** Rows to search for the header. */
const MAX_HEADER_ROWS = 20;

/** Values begin with a digit, names do not. */
const VALUE = /^[\s'"+\-–(#$€£¥]*\d/;

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

/** The most common number; of equally common ones the greatest. */
function mostCommon(numbers: readonly number[]): number {
	const times = new Map<number, number>();
	for (const each of numbers) times.set(each, (times.get(each) ?? 0) + 1);
	return [...times].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [0, 0])[0];
}

/**
 * Finds the header among the first rows: on the given line (0: there is none); otherwise the row with the most known
 * column names, at least two; otherwise the first row that is about as full as most, unless it holds values.
 */
export function tableStart(
	rows: CsvRow[],
	stated: number | undefined,
	namesIn: (cells: readonly string[]) => number
): TableStart {
	const header = stated === undefined ? foundHeader(rows, namesIn) : rows.find(({ line }) => line === stated);
	const body = rows.filter(({ line, broken }) => broken === undefined && line > (header?.line ?? 0));
	const width = Math.max(header?.cells.length ?? 0, mostCommon(body.map(({ cells }) => cells.length)));
	return { rows, header, width };
}

function foundHeader(all: readonly CsvRow[], namesIn: (cells: readonly string[]) => number) {
	const rows = all.slice(0, MAX_HEADER_ROWS).filter(({ broken }) => broken === undefined);
	const named = rows.map((row) => ({ row, names: namesIn(row.cells) }));
	const best = named.reduce<(typeof named)[number] | undefined>(
		(a, b) => (b.names > (a?.names ?? 1) ? b : a),
		undefined
	);
	if (best) return best.row;
	const usual = mostCommon(rows.map(({ cells }) => filled(cells)));
	const first = rows.find(({ cells }) => filled(cells) * 2 > usual);
	return first && !first.cells.some((cell) => VALUE.test(cell)) ? first : undefined;
}
