import { OVERSCAN, type RowRange, rowsAround, rowsInSight, rowsWith, widened } from './table-window';

/** A row as it is drawn: whole, or with nothing but the texts of its cells. */
export interface DrawnRow {
	index: number;
	whole: boolean;
	/** Its own where it is whole. The others have numbers, and each takes over the element of one that is gone. */
	key: string | number;
}

export interface Rows {
	/** Of all rows, in their order. */
	keys: readonly string[];
	/** Only some are drawn: those around what is in sight. */
	long: boolean;
	/** Of what is in sight and of a row, in pixels. */
	height: number;
	tall: number;
	/** The number of a row that is drawn, and whole, wherever it is. */
	kept: number | undefined;
}

/** How a long table is drawn: which rows, and which of them whole. */
export interface Drawing {
	rows: readonly DrawnRow[];
	/** The keys of those that are whole: some thirty. */
	whole: ReadonlySet<string>;
	/** Those in sight need not be whole yet. */
	isPassing: boolean;
	/** Nothing more is to be drawn here. */
	isDone: boolean;
}

/** Before the first. */
export const nothingDrawn: Pick<Drawing, 'whole' | 'isPassing'> = { whole: new Set(), isPassing: true };

/** How far a long table is scrolled, in pixels, and what is to be drawn of it now. */
interface Here {
	scrolled: number;
	/** Rows out of sight are drawn as texts. */
	isAhead: boolean;
	/** So many rows more may be whole. */
	spare: number;
}

/** The next drawing of a long table, after the last one. Cost: the rows in sight and next to them. */
export function nextDrawing(
	{ keys, height, tall, kept }: Rows,
	{ scrolled, isAhead, spare }: Here,
	last: Pick<Drawing, 'whole' | 'isPassing'>
): Drawing {
	const sight = rowsInSight(scrolled, height, tall, keys.length);
	const near = widened(sight, OVERSCAN, keys.length);
	const range = isAhead ? rowsAround(sight, height, tall, keys.length) : near;
	const isIn = ({ start, end }: RowRange, index: number) => index >= start && index < end;
	const candidates = rowsWith(range, kept);
	const seen = candidates.filter((index) => isIn(sight, index));
	const others = candidates.filter((index) => isIn(near, index) && !isIn(sight, index));

	let left = spare;
	const stays = (index: number) => index === kept || last.whole.has(keys[index]!);
	const whole = new Set([
		...seen.filter((index) => !last.isPassing || stays(index) || left-- > 0),
		...others.filter((index) => stays(index) || left-- > 0)
	]);
	if (kept !== undefined) whole.add(kept);

	const length = range.end - range.start;
	const passing = candidates
		.filter((index) => !whole.has(index) && (isAhead || isIn(sight, index)))
		.map((index): DrawnRow => ({ index, whole: false, key: index % length }));
	// Each in the place of one that is gone, though its element stands before or after others: moving it would cost a frame.
	passing.sort((one, other) => Number(one.key) - Number(other.key));
	const drawn = candidates.filter((index) => whole.has(index));
	return {
		rows: [...drawn.map((index) => ({ index, whole: true, key: keys[index]! })), ...passing],
		whole: new Set(Array.from(whole, (index) => keys[index]!)),
		isPassing: last.isPassing && !seen.every((index) => whole.has(index)),
		isDone: isAhead && !passing.some(({ index }) => isIn(near, index))
	};
}
