import Papa from 'papaparse';
import type { Separator } from './separator';

/** A row of a CSV; `broken` is the text of a line that cannot be parsed reliably, because a quote is never closed. */
export interface CsvRow {
	/** The line on which it begins, from 1. */
	line: number;
	cells: string[];
	broken?: string;
}

/** A longer row must have lost its closing quote. */
const MAX_ROW_LENGTH = 262_144;
/** Characters parsed first after a broken line: the next line may be broken too. */
const INITIAL_LOOKAHEAD = 4_096;

/** A text with normalized line breaks, up to the first quoted cell that continues after its closing quote. */
interface Ended {
	text: string;
	/** The rest of the text, from that cell on. */
	left: string;
	/** Whether its last quote is closed. */
	isClosed: boolean;
}

/**
 * Splits a text into rows, piece by piece. Rows may end in any line break; line breaks in quoted cells are kept. A broken
 * quote affects only its own line: parsing continues with the next one.
 */
export class RowReader {
	readonly #separator: Separator;
	readonly #parser: InstanceType<typeof Papa.Parser>;
	/** Matches what must not follow a closing quote. */
	readonly #junk: RegExp;
	#rest = '';
	#line = 1;

	constructor(separator: Separator) {
		this.#separator = separator;
		this.#parser = new Papa.Parser({ delimiter: separator, newline: '\n' });
		this.#junk = new RegExp(`[^\\S\\r\\n${separator}]*[^\\s${separator}]`, 'y');
	}

	/** Returns the rows completed by the piece. */
	*take(piece: string): Generator<CsvRow> {
		this.#rest += piece;
		// The other half of a line break may follow.
		const half = this.#rest.endsWith('\r') ? '\r' : '';
		if (half) this.#rest = this.#rest.slice(0, -1);
		yield* this.#rows(false);
		this.#rest += half;
	}

	/** Returns the last row if no line break ends it. */
	*end(): Generator<CsvRow> {
		yield* this.#rows(true);
	}

	*#rows(isEnd: boolean): Generator<CsvRow> {
		let near = Infinity;
		while (this.#rest !== '') {
			const end = this.#rest[near - 1] === '\r' ? near + 1 : near;
			const isAll = end >= this.#rest.length;
			const { text, left, isClosed } = this.#ended(this.#rest.slice(0, end));
			const isLast = isAll && isEnd && isClosed && left === '' && !text.endsWith('\n');
			const { data: rows, meta } = this.#parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
			for (const cells of rows) {
				yield { line: this.#line, cells };
				this.#line++;
				for (const cell of cells) this.#line += breaksIn(cell);
			}
			this.#rest = text.slice(meta.cursor) + left + this.#rest.slice(end);
			const isDone = isEnd || this.#rest.length > MAX_ROW_LENGTH;
			const isBroken =
				left === '' ? rows.length === 0 && isAll && isDone : isDone || /[\r\n]/.test(this.#rest);
			if (isBroken) {
				yield this.#brokenLine();
				near = INITIAL_LOOKAHEAD;
			} else if (isAll && !isEnd) {
				return;
			} else {
				near *= 4;
			}
		}
	}

	#ended(text: string): Ended {
		let ended = '';
		let from = 0;
		let end: number;
		let nextReturn = text.indexOf('\r');
		for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', end)) {
			end = open + 1;
			if (open > 0 && !this.#isBetween(text[open - 1]!)) continue;
			const close = closingQuote(text, open);
			end = this.#junk.lastIndex = close + 1;
			if (close < 0)
				return {
					text: ended + normalizedBreaks(text.slice(from, open)) + text.slice(open),
					left: '',
					isClosed: false
				};
			const next = text[end];
			if (next !== undefined && !this.#isBetween(next) && this.#junk.test(text))
				return {
					text: ended + normalizedBreaks(text.slice(from, open)),
					left: text.slice(open),
					isClosed: true
				};
			if (nextReturn >= 0 && nextReturn < open) nextReturn = text.indexOf('\r', open);
			if (nextReturn < 0 || nextReturn >= end) continue;
			ended += normalizedBreaks(text.slice(from, open)) + text.slice(open, end);
			from = end;
		}
		return { text: ended + normalizedBreaks(text.slice(from)), left: '', isClosed: true };
	}

	/** Whether a character separates cells or rows. */
	#isBetween(sign: string): boolean {
		return sign === this.#separator || sign === '\r' || sign === '\n';
	}

	#brokenLine(): CsvRow {
		const [broken = ''] = this.#rest.split(/\r\n?|\n/, 1);
		this.#rest = this.#rest.slice(broken.length).replace(/^(\r\n?|\n)/, '');
		return { line: this.#line++, cells: broken.split(this.#separator), broken };
	}
}

/** The position of a cell's closing quote, skipping doubled quotes; -1 if there is none. */
function closingQuote(text: string, open: number): number {
	let close = text.indexOf('"', open + 1);
	while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
	return close;
}

const normalizedBreaks = (text: string): string => text.replace(/\r\n?/g, '\n');

function breaksIn(cell: string): number {
	if (!cell.includes('\n') && !cell.includes('\r')) return 0;
	return cell.split(/\r\n?|\n/).length - 1;
}
