import { MAX_BYTES, MAX_COLUMNS, MAX_ROWS, TableError, type TableProblem } from '$lib/exchange/csv/table';
import { m } from '$lib/paraglide/messages';

const texts: Record<TableProblem, () => string> = {
	'too-large': () => m.csv_too_large({ count: MAX_BYTES / 1024 / 1024 }),
	'too-many-rows': () => m.csv_too_many_rows({ count: MAX_ROWS }),
	'too-many-columns': () => m.csv_too_many_columns({ count: MAX_COLUMNS }),
	workbook: m.csv_workbook
};

/** Why a file is not read, and what a person can do. */
export const tableErrorText = (error: unknown): string =>
	error instanceof TableError
		? texts[error.problem]()
		: m.csv_unreadable({ detail: error instanceof Error ? error.message : String(error) });
