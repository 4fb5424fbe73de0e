import { plainText } from './plain-text';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const first = (text: string): string => {
	for (const { segment } of graphemes.segment(text.slice(0, 40))) return segment;
	return '';
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
