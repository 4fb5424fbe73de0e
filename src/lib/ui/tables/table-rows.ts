import { type Columns, columnsNamed, headerKey, NONE } from '$lib/exchange/csv/columns';
import type { RememberedTable } from '$lib/exchange/csv/remembered';
import type { CsvTable } from '$lib/exchange/csv/table';
import type { TableStart } from '$lib/exchange/csv/table-start';
import { csvText } from '$lib/exchange/csv/write';
import {
	type Cells,
	missingColumns,
	type TableColumn,
	tableFields,
	type TableKind
} from '$lib/setup/tables/columns';
import { guessedColumns } from '$lib/setup/tables/guess-columns';

/** What a table is read for. */
export type TableTopic = TableKind | 'questions';
export type TableColumns = Columns<TableColumn>;

/** Larger tables are refused: nobody looks through them, and the memory has to hold them. */
export const mostTableBytes = 32 * 1024 * 1024;
export const mostTableLines = 50_000;

/** A line as it stands in the file; `broken` where its cells can't be told apart. */
export interface ReadRow {
	line: number;
	cells: string[];
	broken?: 'quote' | 'extra';
}

/** The rows of a table come to more than may be read. */
export class TooManyLines extends Error {
	constructor(readonly line: number) {
		super('too many lines');
	}
}

/** What the columns are taken as, and how that is known. */
export interface TableMapping {
	columns: TableColumns;
	missing: TableColumn[];
	/** `guess`: by what is in them. */
	by: 'memory' | 'names' | 'guess';
}

/** Which memory is that of a table: the same header is remembered for each topic. */
const memoryKey = (topic: TableTopic, header: readonly string[]): string => `${topic} ${headerKey(header)}`;

/** How many of a row's cells are known names of columns; all, where a table with this header was read before. */
export const knownNames =
	(topic: TableTopic, memory: readonly RememberedTable[]) =>
	(cells: readonly string[]): number => {
		const key = memoryKey(topic, cells);
		if (memory.some(({ header }) => header === key)) return Infinity;
		return Object.keys(columnsNamed(cells, tableFields[topic])).length;
	};

/** Finds the columns: as a person says, as they were last for this header, by their names, or by what is in them. */
export function mapTable(
	topic: TableTopic,
	{ header, rows, width }: TableStart,
	chosen: TableColumns,
	memory: readonly RememberedTable[]
): TableMapping {
	const before = header && memory.find((each) => each.header === memoryKey(topic, header.cells));
	const named = header ? columnsNamed(header.cells, tableFields[topic]) : {};
	const body = rows.filter(({ line, broken }) => broken === undefined && line > (header?.line ?? 0));
	const isGuess = !before && Object.keys(named).length === 0;
	const found = isGuess
		? guessedColumns(
				topic,
				body.map(({ cells }) => cells)
			)
		: (before?.columns ?? named);
	const columns: TableColumns = {};
	for (const { key } of tableFields[topic]) {
		const at = chosen[key] ?? (found as TableColumns)[key];
		if (at !== undefined && at < width) columns[key] = at;
	}
	const missing = missingColumns(topic, (column) => (columns[column] ?? NONE) !== NONE);
	return { columns, missing, by: before ? 'memory' : isGuess ? 'guess' : 'names' };
}

/** What is remembered of a table that was read; what comes back with its problems has one more column. */
export const rememberedMapping = (
	topic: TableTopic,
	header: readonly string[],
	columns: TableColumns
): RememberedTable[] =>
	[header, [...header, PROBLEM]].map((names) => ({
		...{ header: memoryKey(topic, names), columns: { ...columns } },
		...{ zone: 'local', words: {} }
	}));

/** Reads the rows of a table. Throws `TooManyLines` where there are more than may be read. */
export async function readTableRows(table: CsvTable): Promise<ReadRow[]> {
	const read: ReadRow[] = [];
	for await (const rows of table.body())
		for (const { line, cells, broken } of rows) {
			if (read.length === mostTableLines) throw new TooManyLines(line);
			const isLonger = cells.slice(table.width).some((cell) => cell.trim() !== '');
			read.push({
				...{ line, cells },
				...(broken === undefined ? isLonger && { broken: 'extra' as const } : { broken: 'quote' as const })
			});
		}
	return read;
}

/** A row's cells by their columns. */
export function cellsOf({ cells }: ReadRow, columns: TableColumns): Cells {
	const found: Cells = {};
	for (const [column, at] of Object.entries(columns))
		if (at !== NONE) found[column as TableColumn] = cells[at] ?? '';
	return found;
}

const PROBLEM = 'problem';

/**
 * Refused lines as CSV, with all their columns in their order and what is wrong with each behind them. They keep their header;
 * where there was none they get one that says how the columns were read, so that mended they are read in the same way.
 */
export function refusedLines(
	rows: readonly { cells: readonly string[]; problem: string }[],
	topic: TableTopic,
	{ header, width }: Pick<TableStart, 'header' | 'width'>,
	columns: TableColumns
): string {
	const names = Array.from({ length: width }, (_, at) => {
		const field = tableFields[topic].find(({ key }) => columns[key] === at);
		return header?.cells[at] ?? field?.names[0] ?? `column ${at + 1}`;
	});
	return csvText([
		[...names, PROBLEM],
		...rows.map(({ cells, problem }) => [...names.map((_, at) => cells[at] ?? ''), problem])
	]);
}
