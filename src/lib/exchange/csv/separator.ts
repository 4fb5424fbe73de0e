/** What stands between cells. */
export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

/** Lines that are looked at. */
const LOOKED_AT = 30;

/** Spreadsheets write the separator into a first line of its own, quoted or not. */
export const SEPARATOR_LINE = /^"?sep=(.)"?[,;\t|]*$/i;

const isSeparator = (sign: string | undefined): sign is Separator =>
	(separators as readonly (string | undefined)[]).includes(sign);

export const separatorStated = (line: string): Separator | undefined => {
	const sign = SEPARATOR_LINE.exec(line)?.[1];
	return isSeparator(sign) ? sign : undefined;
};

/**
 * The sign that stands equally often in the most lines at the beginning of a text; between quotes it counts for nothing.
 * Titles above a table have none, and a message has now one and now three.
 */
export function separatorOf(text: string): Separator {
	const [first = ''] = text.split(/\r\n?|\n/, 1);
	const stated = separatorStated(first);
	if (stated) return stated;
	const lines = text
		.replace(/(?<![^,;\t|\r\n])"[^"]*(?:""[^"]*)*"?/g, '')
		.split(/\r\n?|\n/, LOOKED_AT)
		.filter((line) => line.trim() !== '');
	const [best] = separators
		.map((sign) => ({ sign, ...steadiest(lines.map((line) => line.split(sign).length - 1)) }))
		.sort((a, b) => b.lines - a.lines || b.count - a.count);
	return best?.sign ?? ',';
}

/** The number of signs that most lines have, and how many those are. */
function steadiest(counts: readonly number[]): { count: number; lines: number } {
	const lines = new Map<number, number>();
	for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
	let best = { count: 0, lines: 0 };
	for (const [count, each] of lines)
		if (each > best.lines || (each === best.lines && count > best.count)) best = { count, lines: each };
	return best;
}
