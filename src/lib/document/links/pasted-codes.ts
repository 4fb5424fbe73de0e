/**
 * The two kinds of link that this app writes, each with a word of its own in the address. An invitation leads into a live
 * workspace and carries its secret; a setup's is a copy, and leads to nobody.
 */
export const linkPaths = { invitation: '#/join/', setup: '#/setup/' } as const;

export type LinkKind = keyof typeof linkPaths;

/**
 * Candidates for a link's code: mail programs break long lines, mark quoted ones, and put brackets around links. Tried
 * first as pasted, then with lines joined, then without any whitespace. A code may also stand alone. Cost: the text, thrice.
 * @param longest a longer code is none
 */
export function* codesIn(pasted: string, kind: LinkKind, longest: number): Generator<string> {
	const path = linkPaths[kind];
	const shown = pasted.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').trim();
	const unquoted = shown.replace(/(^|[\r\n])[ \t]*(?:>[ \t]*)+/g, '$1');
	for (const text of [shown, unquoted.replace(/[\r\n]+[ \t]*/g, ''), unquoted.replace(/\s+/g, '')]) {
		const at = text.lastIndexOf(path);
		const rest = at < 0 ? text : text.slice(at + path.length);
		const [code] = /^[A-Za-z0-9_-]*/.exec(rest)!;
		const isWhole = at >= 0 || code.length === text.length;
		if (isWhole && code !== '' && code.length <= longest) yield code;
	}
}
