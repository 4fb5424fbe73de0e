import { NONE } from '$lib/exchange/csv/columns';
import { csvMoment } from '$lib/exchange/csv/moments';
import type { TableStart } from '$lib/exchange/csv/table-start';
import { csvText } from '$lib/exchange/csv/write';
import type { LogRow } from '$lib/views/product-page/device-logs';
import type { LogCsvProblem } from './log-csv';
import { type LogColumns, logFields } from './log-fields';

/** The lines as CSV, as `readLogCsv` reads it. */
export const logsAsCsv = (rows: readonly LogRow[]): string =>
	csvText([
		['time', 'type', 'message', 'serial'],
		...rows.map(({ time, type, message, serial }) => [csvMoment(time), type, message, serial])
	]);

/**
 * The refused lines of a table as CSV, all their columns in their order. They keep their header; where there was none
 * they get one that says how the columns were read, so that, corrected, they are read in the same way.
 */
export function refusedAsCsv(
	problems: readonly LogCsvProblem[],
	{ header, width }: Pick<TableStart, 'header' | 'width'>,
	columns: LogColumns
): string {
	const names = Array.from({ length: width }, (_, at) => {
		const field = logFields.find((key) => (columns[key] ?? NONE) === at);
		return header?.cells[at] ?? field ?? `column ${at + 1}`;
	});
	return csvText([header?.cells ?? names, ...problems.map(({ cells }) => cells)]);
}
