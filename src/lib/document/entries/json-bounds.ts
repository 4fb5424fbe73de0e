/** How much a JSON text may be made of. */
export interface JsonBounds {
	/** Lists and records, however deep. */
	containers: number;
	/** Places for values in them, all together. */
	values: number;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openList, openRecord] = [0x5b, 0x7b];

/**
 * What a JSON text holds more of than it may; null where it keeps to its bounds. To be asked before anything is made of
 * the text: three characters of it can cost a hundred times as much when it is parsed. Cost: one look at each character
 * up to where it is too much, and none at a text too short for that.
 */
export function beyondBounds(text: string, { containers, values }: JsonBounds): keyof JsonBounds | null {
	if (text.length <= Math.min(containers, values)) return null;
	let [lists, places] = [0, 0];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) at = endOfString(text, at);
		else if (code === comma) places += 1;
		else if (code === openList || code === openRecord) {
			lists += 1;
			places += 1;
			if (lists > containers) return 'containers';
		}
		if (places > values) return 'values';
	}
	return null;
}

/** The last place of the string that begins here: its closing quotation mark, or the length of a text that ends before. */
export function endOfString(text: string, from: number): number {
	let at = from;
	do at = text.indexOf('"', at + 1);
	while (at > 0 && isEscaped(text, at));
	return at < 0 ? text.length : at;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
	let before = at;
	while (text.charCodeAt(before - 1) === backslash) before -= 1;
	return (at - before) % 2 === 1;
}
