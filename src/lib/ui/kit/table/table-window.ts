/** Rows rendered beyond each edge, so that a quick scroll meets rows and not a blank. */
export const OVERSCAN = 8;

/** Screens of rows that are drawn while they rush by: those in sight, and those ahead. */
const SCREENS = 2.5;

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

/**
 * The rows in sight and as many ahead as a frame may skip, always the same number of them but at the ends.
 * @param way 1 down, -1 up
 * @param screen rows that are in sight at once
 */
export function rowsAhead({ start }: RowRange, way: -1 | 1, screen: number, count: number): RowRange {
	const length = Math.min(count, Math.ceil(screen * SCREENS) + 2);
	const first = way > 0 ? start : start - length + Math.ceil(screen) + 2;
	const from = Math.min(Math.max(0, first), count - length);
	return { start: from, end: from + length };
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
