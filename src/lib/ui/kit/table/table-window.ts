/** Rows rendered beyond each edge, so that a quick scroll meets rows and not a blank. */
const OVERSCAN = 8;

/** Which rows of a long table are rendered: from `start` up to, not including, `end`. All heights in pixels. */
export function visibleRows(scrolled: number, height: number, rowHeight: number, count: number) {
	const first = Math.floor(Math.max(0, scrolled) / rowHeight);
	const last = Math.ceil((Math.max(0, scrolled) + height) / rowHeight);
	return {
		start: Math.max(0, Math.min(first - OVERSCAN, count)),
		end: Math.min(count, last + OVERSCAN)
	};
}

/** The rows of a range by their numbers, and one more where it is outside, before or after them. */
export function rowsWith({ start, end }: { start: number; end: number }, kept: number | undefined): number[] {
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
