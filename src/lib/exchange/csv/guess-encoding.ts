import type { Encoding } from './encoding-names';

/** A class of characters, and the share of them among a language's non-ASCII characters. */
interface Kind {
	share: number;
	characters: ReadonlySet<string>;
}

interface Language {
	encoding: Encoding;
	/** The most common first; characters in none of them are rare. */
	kinds: () => Kind[];
	/** The probability that a non-ASCII character follows another. */
	runs: number;
}

/** The probability of a character that is rare in a language. */
const RARE = 1e-6;

const [PUNCTUATION, SYLLABLES] = [0.12, 0.85];

/** Western European letters by frequency; then signs and quotation marks. */
const WESTERN_LETTERS = 'éèüöäßñçàáíóúêîôûâëïåøæãõìòù';
const WESTERN_CAPITALS = 'ÄÖÜÉÈÀÁÇÑØÅÆÊÍÓÚ';
const WESTERN_MARKS = '°µ±²³«»·§©®€–—‘’“”…¿¡£´¼½¾×¨\u00a0';
const RUSSIAN = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё';

const languages: readonly Language[] = [
	{
		encoding: 'windows-1252',
		kinds: () => [kind(0.75, WESTERN_LETTERS), kind(0.09, WESTERN_CAPITALS), kind(0.15, WESTERN_MARKS)],
		runs: 0.08
	},
	{
		encoding: 'windows-1251',
		kinds: () => [kind(0.85, RUSSIAN), kind(0.13, RUSSIAN.toUpperCase()), kind(0.02, '№«»–—°\u00a0')],
		runs: 0.85
	},
	{
		encoding: 'gb18030',
		kinds: () => [
			kind(SYLLABLES, charactersAt('gb18030', [0xb0, 0xd7], [0xa1, 0xfe])),
			kind(PUNCTUATION, charactersAt('gb18030', [0xa1, 0xa3], [0xa1, 0xfe])),
			kind(0.03, charactersAt('gb18030', [0xd8, 0xf7], [0xa1, 0xfe]))
		],
		runs: 0.8
	},
	{
		encoding: 'big5',
		kinds: () => [
			kind(SYLLABLES, charactersAt('big5', [0xa4, 0xc6], [0x40, 0xfe])),
			kind(PUNCTUATION, charactersAt('big5', [0xa1, 0xa3], [0x40, 0xfe])),
			kind(0.03, charactersAt('big5', [0xc9, 0xf9], [0x40, 0xfe]))
		],
		runs: 0.8
	},
	{
		encoding: 'euc-kr',
		kinds: () => [
			kind(SYLLABLES, charactersAt('euc-kr', [0xb0, 0xc8], [0xa1, 0xfe])),
			kind(PUNCTUATION, charactersAt('euc-kr', [0xa1, 0xa3], [0xa1, 0xfe])),
			kind(0.03, charactersAt('euc-kr', [0xca, 0xfd], [0xa1, 0xfe]))
		],
		runs: 0.8
	},
	...(
		[
			['shift_jis', [0x82, 0x83], [0x40, 0xfc], [0x88, 0x97], [0x40, 0xfc], [0x81, 0x81]],
			['euc-jp', [0xa4, 0xa5], [0xa1, 0xfe], [0xb0, 0xcf], [0xa1, 0xfe], [0xa1, 0xa3]]
		] as const
	).map(([encoding, kana, kanaTrail, kanji, kanjiTrail, marks]): Language => ({
		encoding,
		kinds: () => [
			kind(0.5, charactersAt(encoding, kana, kanaTrail)),
			kind(0.35, charactersAt(encoding, kanji, kanjiTrail)),
			kind(PUNCTUATION, charactersAt(encoding, marks, kanjiTrail))
		],
		runs: 0.8
	}))
];

/**
 * Guesses the encoding of a text that is not valid UTF-8: the one in which its bytes are the most likely characters of a
 * language. Still UTF-8 if hardly a byte of it is invalid.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
	const text = new TextDecoder().decode(bytes);
	const foreign = count(text, /[^\0-\x7f]/gu);
	if (count(text, /\ufffd/gu) * 50 < foreign) return 'utf-8';
	const [best] = languages
		.map((language) => ({ language, likelihood: likelihood(bytes, language) }))
		.sort((a, b) => b.likelihood - a.likelihood);
	return best!.language.encoding;
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** The log probability of these bytes in a text of the language. */
function likelihood(bytes: Uint8Array, { encoding, kinds, runs }: Language): number {
	const known = kinds();
	let sum = 0;
	let follows = false;
	for (const character of new TextDecoder(encoding).decode(bytes)) {
		const isForeign = character > '\x7f';
		if (isForeign) {
			const found = known.find(({ characters }) => characters.has(character));
			sum += Math.log(found ? found.share / found.characters.size : RARE);
			sum += Math.log(follows ? runs : 1 - runs);
			if (character === '\ufffd') sum += Math.log(RARE);
		} else {
			sum += Math.log(follows ? 1 - runs : 1) + Math.log(1 / 64);
		}
		follows = isForeign;
	}
	return sum;
}

const kind = (share: number, characters: Iterable<string>): Kind => ({
	share,
	characters: new Set(characters)
});

/** The characters that an encoding maps these byte pairs to. */
function charactersAt(
	encoding: Encoding,
	[first, last]: readonly [number, number],
	[low, high]: readonly [number, number]
): string[] {
	const bytes: number[] = [];
	for (let lead = first; lead <= last; lead++)
		for (let trail = low; trail <= high; trail++) bytes.push(lead, trail, 0x0a);
	const lines = new TextDecoder(encoding).decode(new Uint8Array(bytes)).split('\n');
	return lines.filter((text) => text.length === 1 && text > '\x7f' && text !== '\ufffd');
}
