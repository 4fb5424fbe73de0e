import Papa from 'papaparse';
import { guarded } from './guard';
import { separators } from './separator';

/** Quoted, these are nothing that a reader could take for another separator. */
const MISTAKABLE = new RegExp(`[${separators.join('')}]`);

/**
 * A table as CSV, as every file of the app is written and `openTable` reads it: the same cells come back, whatever is
 * in them. What a spreadsheet would take for a formula is guarded. To be saved as UTF-8 with a byte order mark.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
	Papa.unparse(
		rows.map((cells) => cells.map(guarded)),
		{ newline: '\r\n', quotes: (cell) => MISTAKABLE.test(String(cell)) }
	);
