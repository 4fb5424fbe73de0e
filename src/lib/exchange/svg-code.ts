import type { CodeInPicture } from './png-code';

/** Larger than any picture of this app, in characters. */
const largest = 64_000_000;

const NAMESPACE = 'urn:grantbook:setup';

/** An SVG of this app with a setup's code in its metadata; what it shows stays the same. */
export const svgWithCode = (svg: string, code: string): string =>
	svg.replace(
		/^<svg\b[^<>]*>/,
		(start) =>
			`${start}<metadata><grantbook:setup xmlns:grantbook="${NAMESPACE}">${code}</grantbook:setup></metadata>`
	);

/** Whether a text is an SVG: by how it begins, behind what may stand before. */
export const isSvg = (text: string): boolean =>
	/^\s*<(?:svg|\?xml|!--|!doctype\s+svg)/i.test(text.slice(0, 1_000)) && text.includes('<svg');

/**
 * The code in an SVG, also where another program wrote it anew. It is searched for, and nothing is parsed: entities and
 * whatever else there is stay the text that they are. Cost: the text, once.
 */
export function codeInSvg(svg: string): CodeInPicture {
	if (svg.length > largest) return { problem: 'too-large' };
	if (!svg.includes(NAMESPACE)) return { problem: svg.includes('</svg>') ? 'no-setup' : 'broken' };
	const element = /<(?:[\w.-]{1,40}:)?setup(?:\s[^<>]{0,400})?>([\w\s-]*)<\//.exec(svg);
	const code = element?.[1]!.replace(/\s+/g, '') ?? '';
	return code === '' ? { problem: 'broken' } : { code };
}
