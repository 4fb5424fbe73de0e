import fc from 'fast-check';
import {
	searchMatcher,
	folded,
	foldedAccount,
	invisibleIn,
	exactMatcher,
	searchable,
	searchWords
} from '$lib/domain/text/text';
import { describe, expect, test } from 'vitest';

/** Texts as people write them, and as somebody writes them who means to deceive. */
const signs = fc.constantFrom(
	...[
		'a',
		'A',
		'ß',
		'ẞ',
		'ı',
		'İ',
		'Σ',
		'ς',
		'é',
		'e\u0301',
		'ﬁ',
		'ǰ',
		'ŉ',
		'ΐ',
		'ᾳ',
		'ＡＢ',
		'１',
		'K',
		'Å'
	],
	...['\u200b', '\u00ad', '\ufeff', '\u034f', '\u3164', '\ufe0f', '\u202e', '\u0345', '\u0307', '¨', '…'],
	...[
		'@',
		'.',
		'。',
		'．',
		' ',
		'\u3000',
		'-',
		'xn--',
		'XN--bcher-kva',
		'ü',
		'が',
		'か\u3099',
		'각',
		'灯',
		'⁵'
	],
	...['mailto:', 'MAILTO:', '?', ':', "'"]
);
const anyText = fc.oneof(
	fc.array(signs, { maxLength: 12 }).map((all) => all.join('')),
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc.string({ unit: 'grapheme', maxLength: 12 })
);

describe.each([
	['names, PIDs and serials', folded],
	['accounts', foldedAccount],
	['what is searched', searchable]
])('the form of %s', (_, form) => {
	test('is the form of itself', () => {
		const isItself = (text: string) => form(form(text)) === form(text);
		// An ASCII form of a label that is nothing but an accent.
		expect(isItself('a\u3000xn--\u1e9ea')).toBe(true);
		fc.assert(fc.property(anyText, isItself), { numRuns: 2000 });
	});

	test('is that of every character, too', () => {
		// Beyond, but for signs that show nothing, no character has case or another form.
		for (let code = 0; code <= 0x1ffff; code++) {
			const once = form(String.fromCodePoint(code));
			if (form(once) !== once) expect.fail(`U+${code.toString(16)}`);
		}
	});

	test('does not depend on case, width, composition, invisible signs or outer space', () => {
		const wrote = fc.tuple(anyText, fc.constantFrom('\u200b', '\u00ad', '\u2060', '\ufeff'), fc.nat());
		fc.assert(
			fc.property(wrote, ([text, sign, at]) => {
				const signs = [...text.normalize('NFC')];
				const hidden = [
					...signs.slice(0, at % (signs.length + 1)),
					sign,
					...signs.slice(at % (signs.length + 1))
				];
				expect(form(hidden.join(''))).toBe(form(signs.join('')));
				expect(form(` ${text.normalize('NFD')}\u3000`)).toBe(form(text));
			})
		);
	});
});

test.each([
	['lamp-a1', 'LAMP-A1'],
	['Lamp\u200b A1', 'Lamp A1'],
	['Lam\u00adp A1', 'Lamp A1'],
	['ＬＡＭＰ　Ａ１', 'lamp a1'],
	['Große', 'GROSSE'],
	['ΟΔΟΣ', 'οδος'],
	['Cafe\u0301', 'CAFÉ'],
	['ﬁlter', 'Filter'],
	['DIYARBAKIR', 'dıyarbakır'],
	['灯具\ufe00', '灯具']
])('%j and %j compare equal', (one, other) => expect(folded(one)).toBe(folded(other)));

test.each([
	['Lamp A1', 'Lamp A2'],
	['Café', 'Cafe'],
	['か', 'が'],
	['Lamp A1', 'Lаmp A1']
])('%j and %j do not', (one, other) => expect(folded(one)).not.toBe(folded(other)));

test.each([
	['x@bücher.example', 'x@xn--bcher-kva.example'],
	['X@BÜCHER.example', 'x@XN--BCHER-KVA.Example'],
	['x@straße.example', 'x@xn--strae-oqa.example'],
	['x@灯具。example', 'x@xn--h6qv86e.example'],
	['x@lumen.example.', 'x@lumen.example'],
	['mailto:x@lumen.example', 'x@lumen.example'],
	[' MailTo:x@lumen.example?subject=Lamp ', 'x@lumen.example'],
	['x\u200b@lumen.example', 'x@lumen.example']
])('%j and %j are one account', (one, other) => expect(foldedAccount(one)).toBe(foldedAccount(other)));

test('an address of numbers stays the one that it is, and what is in front of the @ is no domain', () => {
	expect(foldedAccount('x@1.2')).toBe('x@1.2');
	expect(foldedAccount('bücher@lumen.example')).toBe('bücher@lumen.example');
	expect(foldedAccount('bücher@lumen.example')).not.toBe(foldedAccount('xn--bcher-kva@lumen.example'));
});

test('a label that is the ASCII form of nothing stays, and costs nothing however long', () => {
	expect(foldedAccount('x@xn--999999999.example')).toBe('x@xn--999999999.example');
	const long = String.fromCodePoint(...Array.from({ length: 20_000 }, (_, at) => 0x4e00 + at));
	expect(foldedAccount(`x@${long}.example`)).toBe(`x@${long}.example`);
});

test('an invisible sign is found, wherever it is', () => {
	expect(invisibleIn('A\u200b1')).toBe('\u200b');
	expect(invisibleIn('A\u00ad')).toBe('\u00ad');
	expect(invisibleIn('\u3164')).toBe('\u3164');
	for (const text of ['', 'Lamp A1', '灯具', 'é', 'e\u0301', 'حبر'])
		expect(invisibleIn(text)).toBeUndefined();
});

describe('a search', () => {
	test.each([
		['cafe', 'Café Lumière'],
		['LUMIÈRE', 'cafe lumiere'],
		['ё', 'Елка'],
		['buch', 'x@bücher.example'],
		['x@bücher.example', 'x@xn--bcher-kva.example'],
		['bücher.ex', 'x@xn--bcher-kva.example'],
		['x@xn--bcher-kva.example', 'x@bücher.example'],
		['xn--bch', 'x@xn--bcher-kva.example'],
		['mailto:x@lumen.example.', 'x@lumen.example'],
		['a1', 'Lamp\u00ad Ａ\u200b１'],
		['istanbul', 'İSTANBUL'],
		['οδοσ', 'ΟΔΟΣ']
	])('of %j finds %j', (query, text) => {
		expect(searchMatcher(query)(text)).toBe(true);
		expect(searchMatcher(query)('nothing', text)).toBe(true);
	});

	test.each([
		['lamp b', 'Lamp A1'],
		['か', 'が'],
		['가', '각'],
		['ก', 'ข']
	])('of %j does not find %j', (query, text) => expect(searchMatcher(query)(text)).toBe(false));

	test.each(['', '  ', '\u200b'])('of nothing (%j) finds everything', (query) =>
		expect(searchMatcher(query)('Lamp')).toBe(true)
	);

	test('whatever is part of a text is found in it, in any case', () => {
		const cut = fc.tuple(fc.array(signs, { maxLength: 8 }), fc.nat(), fc.nat());
		fc.assert(
			fc.property(cut, ([parts, from, length]) => {
				// Across a line of parts nothing composes: a mark would belong to the letter before it.
				const start = from % (parts.length + 1);
				const part = parts.slice(start, start + length).join(' ');
				const whole = parts.join(' ');
				expect(searchable(whole)).toContain(searchable(part));
				expect(searchable(whole)).toContain(searchable(part.toUpperCase()));
			})
		);
	});

	test('looks for each of its words', () => {
		expect(searchWords(' Große  mailto:X@bücher.example ')).toEqual(['grosse', 'x@bucher.example']);
		expect(searchWords('\u3000')).toEqual([]);
	});
});

test('a typed text names what it is the whole of', () => {
	expect(exactMatcher('lumen')('Lumen')).toBe(true);
	expect(exactMatcher('lum')('Lumen')).toBe(false);
	expect(exactMatcher('mailto:X@BÜCHER.example.')('Lumen', 'x@xn--bcher-kva.example')).toBe(true);
	expect(exactMatcher('lamp')('lamp.')).toBe(false);
});
