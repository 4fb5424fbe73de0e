import { afterEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { isolated, unisolated } from '$lib/ui/kit/text/isolated';
import { initials } from '$lib/ui/kit/text/initials';
import { keyCaps } from '$lib/ui/kit/overlays/shortcut-keys';
import { lettersOn, organizationColours, safeColour } from '$lib/ui/kit/organization-colour';
import { cut, plainText } from '$lib/ui/kit/text/plain-text';
import { toastText } from '$lib/ui/kit/overlays/toast-text';
import { apart } from '$lib/ui/kit/text/chinese-spacing';
import { labelled, listing, phrases } from '$lib/ui/kit/text/listing';
import { formatLogTime } from '$lib/ui/logs/log-time-format';
import { isLater, whenRelative } from '$lib/ui/kit/text/when';

describe('a foreign text', () => {
	test('cannot reorder or hide what is around it', () => {
		expect(plainText('a\u202egnp.exe')).toBe('a\ufffdgnp.exe');
		expect(plainText('a\u2066b\u0000c\u200bd\ufeff')).toBe('a\ufffdb\ufffdc\ufffdd\ufffd');
	});

	test('cannot look like another by a sign that shows nothing', () => {
		for (const sign of ['\u00ad', '\u034f', '\u115f', '\u3164', '\u2060'])
			expect(plainText(`Lamp${sign} A1`)).toBe('Lamp\ufffd A1');
	});

	test('keeps the isolates of a sentence, and none that is not closed', () => {
		expect(plainText('a \u2068שם\u2069 b')).toBe('a \u2068שם\u2069 b');
		expect(plainText('a\u2069 b \u2068c')).toBe('a\ufffd b \ufffdc');
	});

	test('stays on its line', () => expect(plainText('one\r\n\ttwo')).toBe('one two'));

	test('keeps joined emoji, Chinese and Arabic as they are', () => {
		for (const text of ['👩‍🔧 Workshop', '华芯电子', 'شركة النور', '<b>bold</b>'])
			expect(plainText(text)).toBe(text);
	});

	test('is mended where half a character stands in it, and where it is cut through one', () => {
		expect(plainText('\ud83d')).toBe('\ufffd');
		expect(cut('😀😀', 3)).toBe('😀\ufffd…');
	});

	test('is cut only where it is too long', () => {
		expect(cut('x'.repeat(200))).toHaveLength(200);
		expect(cut('x'.repeat(10_000))).toBe(`${'x'.repeat(200)}…`);
	});
});

describe('a toast', () => {
	test('says a long sentence whole, for as long as reading it takes', () => {
		const sentence = `Partly undone. Left as it is: ${'it may no longer authorize third parties; '.repeat(12)}end`;
		expect(sentence.length).toBeGreaterThan(500);
		const { text, duration } = toastText(sentence, 6_000);
		expect(text).toBe(sentence);
		expect(duration).toBeGreaterThan(30_000);
		expect(toastText('Undone.', 6_000)).toEqual({ text: 'Undone.', duration: 6_000 });
	});

	test('is cut where somebody wrote what no sentence of ours holds', () =>
		expect(toastText('x'.repeat(10_000), 6_000).text.length).toBeLessThan(1_100));
});

describe('a name in a sentence', () => {
	test.each(['Lumen', '华芯电子', 'Lamp A1 (10")', '+861', 'Škoda – Ωmega'])('stays as it is: %s', (name) =>
		expect(isolated(name)).toBe(name)
	);

	test.each(['שם', 'Lamp شركة', 'a\u202eb', '\u{1e900}', '\u200fx'])(
		'is isolated where it could turn it: %j',
		(name) => expect(isolated(name)).toBe(`\u2068${name}\u2069`)
	);

	test('is kept without isolates', () => expect(unisolated(`${isolated('שם')} (copy)`)).toBe('שם (copy)'));

	test('cannot end its isolate, nor keep it open', () => {
		expect(isolated('שם\u2069 x')).toBe('\u2068שם\ufffd x\u2069');
		expect(isolated('שם\u2066\u2068 x')).toBe('\u2068שם\ufffd\ufffd x\u2069');
		expect(isolated(isolated('שם'))).toBe('\u2068\u2068שם\u2069\u2069');
	});
});

describe('the initials of an organization', () => {
	test.each([
		['Lumen Brands', 'LB'],
		['Lumen', 'LU'],
		['華芯 Electronics', '華'],
		['华芯电子科技', '华'],
		['  (ACME) – Ltd.', 'AL'],
		['R&D Factory', 'RD'],
		['3M', '3M'],
		['🏮 Lantern', '🏮L'],
		['', '?'],
		['!!!', '?']
	])('of %j are %s', (name, expected) => expect(initials(name)).toBe(expected));

	test('are short for any name', () => {
		expect(initials('x'.repeat(10_000)).length).toBeLessThanOrEqual(4);
		expect(initials('\u202eevil')).toBe('EV');
	});
});

describe('the colour of an organization', () => {
	test('is only ever a colour', () => {
		expect(safeColour('#0B7a75')).toBe('#0B7a75');
		for (const bad of ['red', 'url(x)', '#fff', '#0b7a75;--x:1', '']) expect(safeColour(bad)).toBe('#5d6470');
	});

	test('has letters on it that can be read', () => {
		expect(lettersOn('#f6e58d')).toBe('#0e1014');
		for (const colour of organizationColours) expect(lettersOn(colour), colour).toBe('#ffffff');
	});
});

test('keys are shown as they stand on the keyboard', () => {
	expect(keyCaps('g p')).toEqual(['G', 'P']);
	expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
	expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
});

describe('a moment', () => {
	const now = Date.UTC(2026, 5, 15, 12);
	const ago = (ms: number, tag = 'en') => whenRelative(now - ms, now, tag);

	test('is told relatively within a week, by its date after that', () => {
		expect([20_000, -20_000].map((ms) => ago(ms))).toEqual(['just now', 'just now']);
		expect(ago(3 * 60_000)).toBe('3 minutes ago');
		expect(ago(26 * 3_600_000)).toBe('yesterday');
		expect(ago(20 * 86_400_000)).toBe('May 26');
		expect(ago(400 * 86_400_000)).toBe('May 11, 2025');
		expect(ago(3 * 60_000, 'zh-Hans')).toBe('3 分钟前');
	});

	test('in the future is told, as a claim: another clock may be ahead, by less than a minute without any word', () => {
		expect(ago(-120_000)).toBe('in 2 minutes');
		expect([59_999, 60_000].map((ahead) => isLater(now + ahead, now))).toEqual([false, true]);
		expect(isLater(now - 1, now)).toBe(false);
	});
});

describe('phrases of our own', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	test('stand apart from the Chinese before them, as counts do; a name does not', () => {
		expect(phrases(['14 partners', '38 products', '6 orders'])).toBe(
			'14 partners, 38 products, and 6 orders'
		);
		overwriteGetLocale(() => 'zh');
		expect(phrases(['4 个产品', '2 张采购单'])).toBe('4 个产品和 2 张采购单');
		expect(listing(['Kilo PCBA', 'Fenix SMT'])).toBe('Kilo PCBA和Fenix SMT');
		expect(labelled('主题', '深色')).toBe('主题：深色');
		expect(formatLogTime(Date.UTC(2026, 2, 1, 12), 'zh-CN')).toMatch(/^2026 年 3 月 1 日 /);
		expect(apart('关于PID的100%说明')).toBe('关于 PID 的 100% 说明');
	});
});
