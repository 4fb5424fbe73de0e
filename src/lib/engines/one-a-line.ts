/** A list in JSON with one member a line, each of them JSON already. */
export const jsonLines = (members: readonly string[]): string =>
	members.length === 0 ? '[]\n' : `[\n${members.join(',\n')}\n]\n`;

/** One text a line. */
export const asLines = (lines: readonly string[]): string =>
	lines.length === 0 ? '' : `${lines.join('\n')}\n`;
