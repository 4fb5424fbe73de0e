import { plainText } from './plain-text';

// Some browsers do not have it yet.
const graphemes =
	'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : undefined;
/** Two of these next to each other are two. */
const SIMPLE = /^[ -~](?:[ -~]|$)/;
const first = (text: string): string => {
	if (SIMPLE.test(text)) return text.charAt(0);
	const beginning = text.slice(0, 40);
	for (const { segment } of graphemes?.segment(beginning) ?? []) return segment;
	return [...beginning][0] ?? '';
};

const IDEOGRAPH = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** One or two characters that stand for a name: of two words the first letters, of a Chinese name its first character. */
export function initials(name: string): string {
	const words = plainText(name)
		.slice(0, 200)
		.split(/[[\s\p{P}\p{S}]--\p{Extended_Pictographic}]+/v)
		.filter(Boolean);
	const [one, two] = words;
	if (one === undefined) return '?';
	const start = first(one);
	if (IDEOGRAPH.test(start)) return start;
	const letters = two === undefined || IDEOGRAPH.test(two) ? one.slice(0, 2) : start + first(two);
	return [...letters].length > 2 ? start : letters.toUpperCase().slice(0, 4);
}
