/** Supported separators. */
export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

/** Lines to examine. */
const MAX_LINES = 30;

/** Spreadsheets may declare the separator in the first line, quoted or not. */
export const SEPARATOR_LINE = /^"?sep=(.)"?[,;\t|]*$/i;

const isSeparator = (sign: string | undefined): sign is Separator =>
	(separators as readonly (string | undefined)[]).includes(sign);

export const declaredSeparator = (line: string): Separator | undefined => {
	const sign = SEPARATOR_LINE.exec(line)?.[1];
	return isSeparator(sign) ? sign : undefined;
};

/**
 * The declared separator, or the one that occurs equally often in most of the first lines, outside quotes. (Titles have
 * none, and texts have varying numbers.)
 */
export function guessSeparator(text: string): Separator {
	const [first = ''] = text.split(/\r\n?|\n/, 1);
	const stated = declaredSeparator(first);
	if (stated) return stated;
	const lines = text
		.replace(/(?<![^,;\t|\r\n])"[^"]*(?:""[^"]*)*"?/g, '')
		.split(/\r\n?|\n/, MAX_LINES)
		.filter((line) => line.trim() !== '');
	const [best] = separators
		.map((sign) => ({ sign, ...mostFrequent(lines.map((line) => line.split(sign).length - 1)) }))
		.sort((a, b) => b.lines - a.lines || b.count - a.count);
	return best?.sign ?? ',';
}

/** The most frequent number of separators per line, and how many lines have it. */
function mostFrequent(counts: readonly number[]): { count: number; lines: number } {
	const lines = new Map<number, number>();
	for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
	let best = { count: 0, lines: 0 };
	for (const [count, each] of lines)
		if (each > best.lines || (each === best.lines && count > best.count)) best = { count, lines: each };
	return best;
}
