import { readFileSync, readdirSync } from 'node:fs';
import { m } from '$lib/paraglide/messages';
import { apart } from '$lib/ui/kit/text/chinese-spacing';
import { describe, expect, test, vi } from 'vitest';

/** What a message says: a text with {places}, or a list with variants, of which all texts count. */
type Message = string | readonly unknown[];
type Messages = Readonly<Record<string, Message>>;

const SETTINGS = JSON.parse(readFileSync('src/project.inlang/settings.json', 'utf8')) as {
	locales: string[];
	'plugin.inlang.messageFormat': { pathPattern: string[] };
};
const AREAS = SETTINGS['plugin.inlang.messageFormat'].pathPattern.map(
	(pattern) => pattern.split('/').at(-1) ?? ''
);

/** Said alike in every language: names, and signs that are no words. */
const SAID_ALIKE = new Set(['common_app_name']);

/** Said of several only: one is said in another message, or the number is a limit. */
const OF_SEVERAL = new Set(['ask_ways', 'ask_ways_shortest', 'csv_too_many_rows', 'csv_too_many_columns']);

/** A number, by the name of its place, and what is counted after it. */
const COUNTED = /\{(count|pending|left|work|devices|links)\} (?:\p{L}+ ){0,2}\p{L}{2,}s\b/gu;

/** Places that hold a number or a time, by name. */
const NUMBERS_AND_TIMES = new Set([
	...[
		'added',
		'allowed',
		'amount',
		'column',
		'count',
		'develop',
		'done',
		'dormant',
		'grantCount',
		'lacking',
		'least',
		'line',
		'links',
		'max'
	],
	...[
		'min',
		'moments',
		'most',
		'number',
		'organizationCount',
		'percent',
		'productCount',
		'purchase',
		'recovery',
		'removed',
		'second',
		'step',
		'steps',
		'total',
		'used'
	],
	...['date', 'since', 'time', 'when']
]);

/** Chinese that other words are said for, so that one thing has one name: what not to say, and what is said. */
const NOT_SAID: readonly [RegExp, string][] = [
	// Not where it says "and then authorize", or "no longer authorize third parties".
	[/(?<!后|不能)再授权/u, '转授'],
	// Not where rights (权限) are passed on.
	[/转授权(?!限)/u, '转授'],
	// Not where something is done as the maker (以制造商身份).
	[/制造商地位|(?<!以)制造商身份|制造商的(身份|地位)/u, '制造商资格'],
	[/授权给我的/u, '授予我的'],
	[/(?<!^)授权客户的产品|客户授权的产品/u, '已授权的客户产品'],
	[/开票方/u, '开票主体'],
	[/期望/u, '权限断言'],
	[/设为自有|自有产品没有|作为自有/u, '自研'],
	[/品类/u, '类别'],
	[/订单/u, '采购单'],
	[/未完成(的)?采购单|未结/u, '进行中的采购单'],
	[/^所有(?!者)/u, '全部'],
	[/丢弃/u, '放弃'],
	[/指引/u, '引导'],
	[/注册/u, '登记'],
	[/最后更改/u, '最近更改']
];

function readArea(locale: string, area: string): Messages {
	const text = readFileSync(`src/messages/${locale}/${area}`, 'utf8');
	const { $schema: _, ...messages } = JSON.parse(text) as Record<string, Message>;
	return messages;
}

const inLocale = (locale: string): Messages =>
	Object.assign({}, ...AREAS.map((area) => readArea(locale, area))) as Messages;

/** The texts of a message; of one with variants, those that a person may see. */
function texts(message: Message): string[] {
	if (typeof message === 'string') return [message];
	return (message as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match));
}

/** The places by which a message chooses between one and several. */
const plurals = (message: Message): string[] =>
	typeof message === 'string'
		? []
		: (message as { declarations: string[] }[]).flatMap(({ declarations }) =>
				declarations.flatMap((each) => /^local \w+ = (\w+): plural$/.exec(each)?.[1] ?? [])
			);

const places = (message: Message) =>
	[
		...new Set(
			texts(message).flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map(([, place = '']) => place))
		)
	].sort();

/** What the code says, without the messages and what they are compiled to. */
const code = (): string =>
	readdirSync('src', { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(ts|svelte)$/.test(path) && !/^(messages|lib.paraglide)\b/.test(path))
		.map((path) => readFileSync(`src/${path}`, 'utf8'))
		.join('\n');

const english = inLocale('en');
const chinese = inLocale('zh');

describe('the messages', () => {
	test('there are two languages, with a file for every area and none besides', () => {
		expect(SETTINGS.locales).toEqual(['en', 'zh']);
		for (const locale of SETTINGS.locales)
			expect(readdirSync(`src/messages/${locale}`).sort()).toEqual([...AREAS].sort());
	});

	test('every message is in its area, by the beginning of its name, and in one area only', () => {
		for (const area of AREAS) {
			const beginning = `${area.replace('.json', '')}_`;
			expect(Object.keys(readArea('en', area)).filter((key) => !key.startsWith(beginning))).toEqual([]);
		}
	});

	test('both languages say the same things', () => {
		expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
	});

	test('every message was compiled: without its plugin the compiler makes none, and calls that a success', () => {
		expect(Object.keys(english).length).toBeGreaterThan(0);
		expect(Object.keys(m).sort()).toEqual(Object.keys(english).sort());
	});

	test('every message is said somewhere: the code names each as m.key, and looks none up', () => {
		const text = code();
		expect(text).not.toMatch(/\bm\[/);
		const said = new Set([...text.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key));
		expect(Object.keys(english).filter((key) => !said.has(key))).toEqual([]);
	});

	test('every message has the same places in both languages, and says something', () => {
		const wrong = Object.keys(english).filter((key) => {
			const [en, zh] = [english[key] ?? '', chinese[key] ?? ''];
			const isSilent = [...texts(en), ...texts(zh)].some((text) => text.trim() === '');
			return isSilent || places(zh).join() !== places(en).join();
		});
		expect(wrong).toEqual([]);
	});

	test('every message isolates the names in it, and groups the numbers', () => {
		const says = m as unknown as Record<string, (inputs: object, options: object) => string>;
		const wrong = SETTINGS.locales.flatMap((locale) =>
			Object.entries(says).filter(([key, say]) => {
				const filled = (value: string | number) =>
					say(
						Object.fromEntries(places(english[key] ?? '').map((place): [string, unknown] => [place, value])),
						{ locale }
					);
				// Whatever a name turns, the isolates take out whole, and leave nothing but our own words.
				const words = filled('\u05e9\u05dd\u2069\u202e').replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '');
				return (
					/[\u0590-\u05ff\u202e\u2066-\u2069]/.test(words) ||
					/[\u2066-\u2069]/.test(filled('Lamp A1 (“10”)')) ||
					/1234567|\u2068/.test(filled(1_234_567))
				);
			})
		);
		expect(wrong.map(([key]) => key)).toEqual([]);
	});

	test('what chooses between one and several makes the rules for that once', () => {
		const says = m as unknown as Record<string, (inputs: object, options: object) => string>;
		const counting = Object.keys(english).filter((key) => plurals(english[key] ?? '').length > 0);
		expect(counting.length).toBeGreaterThan(100);
		const rules = vi.spyOn(Intl, 'PluralRules');
		for (const key of counting)
			for (const locale of SETTINGS.locales)
				says[key]!(Object.fromEntries(places(english[key] ?? '').map((place) => [place, 2])), { locale });
		expect(rules.mock.calls.length).toBeLessThanOrEqual(SETTINGS.locales.length);
		rules.mockRestore();
	});

	test('in English what is counted is one or several, never “1 entries” or “entry(s)”', () => {
		const wrong = Object.entries(english).filter(([key, message]) =>
			texts(message).some((text) => {
				const counted = [...text.matchAll(COUNTED)].map(([, place = '']) => place);
				return (
					text.includes('(s)') ||
					(!OF_SEVERAL.has(key) && counted.some((place) => !plurals(message).includes(place)))
				);
			})
		);
		expect(wrong.map(([key]) => key)).toEqual([]);
	});

	test('what is said in Chinese is not the English text', () => {
		const words = (message: Message) =>
			texts(message)
				.join()
				.replace(/\{[^{}]*\}/g, '');
		const alike = Object.keys(english).filter(
			(key) =>
				/\p{L}/u.test(words(english[key] ?? '')) && words(english[key] ?? '') === words(chinese[key] ?? '')
		);
		expect(alike.filter((key) => !SAID_ALIKE.has(key))).toEqual([]);
	});

	test('in Chinese no space stands around a name in a sentence, as around numbers and times', () => {
		// What is counted by a measure word is a number.
		const beside = /\p{Script=Han} \{(\w+)\}(?! 个)|\{(\w+)\} (?=(?!个)\p{Script=Han})/gu;
		const spaced = Object.entries(chinese).flatMap(([key, message]) =>
			texts(message)
				.flatMap((text) => [...text.matchAll(beside)].map(([, before, after]) => before ?? after ?? ''))
				.filter((place) => !NUMBERS_AND_TIMES.has(place) && !plurals(english[key] ?? '').includes(place))
				.map((place) => `${key}: ${place}`)
		);
		expect(spaced).toEqual([]);
	});

	test('in Chinese figures, times and Latin letters of ours stand apart from it', () => {
		const beside = /\p{Script=Han}\{(\w+)\}|\{(\w+)\}(?=\p{Script=Han})/gu;
		const isFigure = (key: string, place: string) =>
			NUMBERS_AND_TIMES.has(place) || plurals(english[key] ?? '').includes(place);
		const close = Object.entries(chinese).flatMap(([key, message]) =>
			texts(message)
				.filter(
					(text) =>
						apart(text.replaceAll(/\{\w+\}/g, '、')) !== text.replaceAll(/\{\w+\}/g, '、') ||
						[...text.matchAll(beside)].some(([, after, before]) => isFigure(key, after ?? before ?? ''))
				)
				.map((text) => `${key}: ${text}`)
		);
		expect(close).toEqual([]);
	});

	test.each(NOT_SAID)('in Chinese nothing says %s: it is %s', (notSaid) => {
		const saying = Object.keys(chinese).filter((key) =>
			texts(chinese[key] ?? '').some((text) => notSaid.test(text))
		);
		expect(saying).toEqual([]);
	});
});
