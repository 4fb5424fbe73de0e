/** A list in JSON with one member a line, each of them JSON already. */
export const jsonLines = (members: Iterable<string>): string => {
	const text = joined(members, ',\n');
	return text === '' ? '[]\n' : `[\n${text}\n]\n`;
};

/** One text a line. */
export const asLines = (lines: Iterable<string>): string => {
	const text = joined(lines, '\n');
	return text === '' ? '' : `${text}\n`;
};

const mostAtOnce = 2_000;

/**
 * All of them as one text. So many at once are made one text that it is long enough to stay where it is in memory, and few
 * enough to be gone soon: copying what lives on costs more than the writing.
 */
function joined(texts: Iterable<string>, between: string): string {
	const parts: string[] = [];
	let some: string[] = [];
	for (const text of texts) {
		some.push(text);
		if (some.length < mostAtOnce) continue;
		parts.push(some.join(between));
		some = [];
	}
	if (some.length > 0) parts.push(some.join(between));
	return parts.join(between);
}
