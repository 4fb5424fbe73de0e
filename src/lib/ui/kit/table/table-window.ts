/** Rows drawn whole beyond each edge. */
export const OVERSCAN = 8;

/** So many pixels beyond each edge rows are drawn, if only their texts: what one frame of a quick scroll may skip. */
const AHEAD = 900;

/** Rows from `start` up to, not including, `end`. */
export interface RowRange {
	start: number;
	end: number;
}

/** Which rows of a long table are in sight. All heights in pixels. */
export function rowsInSight(scrolled: number, height: number, rowHeight: number, count: number): RowRange {
	const top = Math.max(0, scrolled);
	return {
		start: Math.min(Math.floor(top / rowHeight), count),
		end: Math.min(Math.ceil((top + height) / rowHeight), count)
	};
}

/** A range with some rows more at each edge, where there are any. */
export const widened = ({ start, end }: RowRange, by: number, count: number): RowRange => ({
	start: Math.max(0, start - by),
	end: Math.min(count, end + by)
});

/** The rows in sight and those that a frame may skip to, always the same number of them. All heights in pixels. */
export function rowsAround({ start }: RowRange, height: number, rowHeight: number, count: number): RowRange {
	const ahead = Math.max(OVERSCAN, Math.ceil(AHEAD / rowHeight));
	const length = Math.min(count, Math.ceil(height / rowHeight) + 1 + 2 * ahead);
	const first = Math.min(Math.max(0, start - ahead), count - length);
	return { start: first, end: first + length };
}

/** The rows of a range by their numbers, and one more where it is outside, before or after them. */
export function rowsWith({ start, end }: RowRange, kept: number | undefined): number[] {
	const shown = Array.from({ length: end - start }, (_, at) => start + at);
	if (kept === undefined || (kept >= start && kept < end)) return shown;
	return kept < start ? [kept, ...shown] : [...shown, kept];
}

/** Where to scroll so that a row is wholly in sight below a header; where it already is, nothing moves. */
export function scrollFor(
	row: number,
	scrolled: number,
	height: number,
	rowHeight: number,
	header: number
): number {
	const top = row * rowHeight;
	if (top < scrolled) return top;
	const bottom = top + rowHeight + header;
	return bottom > scrolled + height ? bottom - height : scrolled;
}
