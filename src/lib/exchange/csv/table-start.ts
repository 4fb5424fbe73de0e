import type { CsvRow } from './rows';

/** How a table begins. */
export interface TableStart {
	/** The first rows as they stand in the file, those that are blank left out. */
	rows: CsvRow[];
	/** The row that names the columns; it may have none. */
	header: CsvRow | undefined;
	/** How many columns there are. */
	width: number;
}

/** Rows among which the header is looked for. */
const LOOKED_AT = 20;

/** Values begin with a figure, names do not. */
const VALUE = /^[\s'"+\-–(#$€£¥]*\d/;

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

/** The number that most have; of equally many the greatest. */
function commonest(numbers: readonly number[]): number {
	const times = new Map<number, number>();
	for (const each of numbers) times.set(each, (times.get(each) ?? 0) + 1);
	return [...times].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [0, 0])[0];
}

/**
 * Finds the header among the first rows: at the line that is stated (0: there is none), else where a row names the most
 * columns that are known, at least two; else the first row as full as most are, unless it holds values.
 */
export function tableStart(
	rows: CsvRow[],
	stated: number | undefined,
	namesIn: (cells: readonly string[]) => number
): TableStart {
	const header = stated === undefined ? foundHeader(rows, namesIn) : rows.find(({ line }) => line === stated);
	const body = rows.filter(({ line, broken }) => broken === undefined && line > (header?.line ?? 0));
	const width = Math.max(header?.cells.length ?? 0, commonest(body.map(({ cells }) => cells.length)));
	return { rows, header, width };
}

function foundHeader(all: readonly CsvRow[], namesIn: (cells: readonly string[]) => number) {
	const rows = all.slice(0, LOOKED_AT).filter(({ broken }) => broken === undefined);
	const named = rows.map((row) => ({ row, names: namesIn(row.cells) }));
	const best = named.reduce<(typeof named)[number] | undefined>(
		(a, b) => (b.names > (a?.names ?? 1) ? b : a),
		undefined
	);
	if (best) return best.row;
	const usual = commonest(rows.map(({ cells }) => filled(cells)));
	const first = rows.find(({ cells }) => filled(cells) * 2 > usual);
	return first && !first.cells.some((cell) => VALUE.test(cell)) ? first : undefined;
}
