import type { TextPosition } from '../problem';

/** Tells lines and columns in a text, each in a few steps. */
export function placesIn(source: string): (offset: number) => TextPosition {
	const starts = [0];
	for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
	return (offset) => {
		let [from, to] = [0, starts.length];
		while (to - from > 1) {
			const middle = (from + to) >> 1;
			if (starts[middle]! <= offset) from = middle;
			else to = middle;
		}
		return { line: from + 1, column: offset - starts[from]! + 1 };
	};
}
