import Papa from 'papaparse';
import type { Pieces } from './csv-text';

/** A row of a CSV, or a line that cannot be told apart into cells, for a quote in it is never closed. */
export type CsvRow =
	{ line: number; cells: string[]; broken?: never } | { line: number; cells?: never; broken: string };

/** A row that is longer than this has lost its closing quote. */
const LONGEST_ROW = 262_144;

interface Parsed {
	data: string[][];
	errors: { row: number; index: number }[];
	meta: { cursor: number };
}

/**
 * The rows of a CSV with the number of the line on which each begins. A broken quote costs its own line and no other:
 * reading goes on with the next one.
 */
export async function* csvRows(pieces: Pieces): AsyncGenerator<CsvRow> {
	let rest = '';
	let line = 1;
	let parser: InstanceType<typeof Papa.Parser> | undefined;

	function* take(isLast: boolean): Generator<CsvRow> {
		parser ??= new Papa.Parser({ delimiter: delimiterOf(rest), newline: '\n' });
		for (;;) {
			const ends = isLast || rest.length > LONGEST_ROW;
			const { data, errors, meta } = parser.parse(rest, 0, !ends) as Parsed;
			const [error] = errors;
			for (const cells of error ? data.slice(0, error.row) : data) {
				yield { line, cells };
				line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
			}
			if (!error) return void (rest = rest.slice(meta.cursor));
			const start = rest.lastIndexOf('\n', Math.max(0, error.index - 2)) + 1;
			const end = rest.indexOf('\n', error.index);
			yield { line, broken: rest.slice(start, end < 0 ? undefined : end) };
			line++;
			rest = end < 0 ? '' : rest.slice(end + 1);
			if (rest === '') return;
		}
	}

	for await (const piece of pieces) {
		rest += piece;
		if (parser !== undefined || rest.includes('\n')) yield* take(false);
	}
	if (rest !== '') yield* take(true);
}

/** Whichever sign is most often in the first line. */
function delimiterOf(text: string): string {
	const [first = ''] = text.split('\n', 1);
	const count = (sign: string) => first.split(sign).length;
	return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
