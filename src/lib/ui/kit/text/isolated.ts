// Letters that are written from right to left, and the controls that turn or isolate a direction. Beside anything else
// a sentence of ours reads in its own order, so that most names stay as they are, also for whoever looks for them.
const TURNING =
	/[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const [ISOLATE, END] = ['\u2068', '\u2069'];

/** The text, with a visible mark for what begins an isolate and does not end it, or the other way round. */
export function closed(text: string): string {
	if (!/[\u2066-\u2069]/u.test(text)) return text;
	const signs = text.split('');
	const open: number[] = [];
	signs.forEach((sign, at) => {
		if (sign >= '\u2066' && sign <= ISOLATE) open.push(at);
		else if (sign === END && open.pop() === undefined) signs[at] = '\ufffd';
	});
	for (const at of open) signs[at] = '\ufffd';
	return signs.join('');
}

/** A name as it stands in a sentence: where it could turn what is around it, between Unicode's signs of an isolate. */
export const isolated = (text: string): string =>
	TURNING.test(text) ? `${ISOLATE}${closed(text)}${END}` : text;

/** The sentence without isolates, to be stored as a name. */
export const unisolated = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '');
