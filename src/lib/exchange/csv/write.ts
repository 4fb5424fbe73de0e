import Papa from 'papaparse';
import { guarded } from './guard';
import { separators } from './separator';

/** Cells with these are quoted, so that no reader mistakes them for separators. */
const AMBIGUOUS = new RegExp(`[${separators.join('')}]`);

/**
 * Writes a table as CSV, so that `openTable` reads back the same cells. Cells that a spreadsheet might interpret as
 * formulas are guarded. To be saved as UTF-8 with a byte order mark.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
	Papa.unparse(
		rows.map((cells) => cells.map(guarded)),
		{ newline: '\r\n', quotes: (cell) => AMBIGUOUS.test(String(cell)) }
	);
