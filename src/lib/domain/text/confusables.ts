import { searchable } from './text';

/** Letters of other scripts, and digits, by the Latin letter that they can be mistaken for. */
const TAKEN_FOR: Record<string, string> = {
	a: 'аαɑ',
	b: 'ьвƅβ',
	c: 'сϲᴄ',
	d: 'ԁ',
	e: 'еєҽε',
	f: 'ϝ',
	g: 'ɡց',
	h: 'һнհη',
	i: '1lіιıӏ|¡',
	j: 'јϳ',
	k: 'кκ',
	m: 'мμ',
	n: 'пոռ',
	o: '0оοσօ〇○',
	p: 'рρ',
	q: 'ԛզ',
	r: 'гᴦ',
	s: 'ѕꜱ5',
	t: 'тτ',
	u: 'υսц',
	v: 'ѵν',
	w: 'ԝшω',
	x: 'хχ',
	y: 'уүγу',
	z: 'ᴢ'
};

const latin = new Map(
	Object.entries(TAKEN_FOR).flatMap(([to, signs]) => [...signs].map((sign) => [sign, to]))
);

/**
 * What a name looks like, as the skeletons of Unicode's UTS 39: its searchable form, with confusable letters as the
 * Latin letter that they pass for, and without spaces, punctuation and symbols.
 */
export const confusableSkeleton = (name: string): string =>
	Array.from(searchable(name), (sign) => latin.get(sign) ?? sign)
		.join('')
		.replaceAll('rn', 'm')
		.replaceAll('vv', 'w')
		.replace(/[\s\p{P}\p{S}]/gu, '');
