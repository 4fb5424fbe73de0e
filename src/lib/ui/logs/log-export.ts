import Papa from 'papaparse';
import type { LogRow } from '$lib/views/device-logs';

/** The lines as CSV, as `readLogCsv` reads it; what a spreadsheet would take for a formula is guarded. */
export const logsAsCsv = (rows: readonly LogRow[]): string =>
	Papa.unparse(
		{
			fields: ['time', 'type', 'message', 'serial'],
			data: rows.map(({ time, type, message, serial }) => [
				new Date(time).toISOString(),
				type,
				message,
				serial
			])
		},
		{ escapeFormulae: true, newline: '\r\n' }
	);

/** Cells as CSV, as they were read. */
export const cellsAsCsv = (rows: readonly string[][]): string => Papa.unparse(rows as string[][]);
