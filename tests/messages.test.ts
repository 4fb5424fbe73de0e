import { readFileSync, readdirSync } from 'node:fs';
import { m } from '$lib/paraglide/messages';
import { describe, expect, test } from 'vitest';

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

const places = (message: Message) =>
	[
		...new Set(
			texts(message).flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map(([, place]) => place))
		)
	].sort();

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

	test.each(Object.keys(english))('%s has the same places in both languages, and says something', (key) => {
		const [en, zh] = [english[key] ?? '', chinese[key] ?? ''];
		expect(places(zh)).toEqual(places(en));
		for (const text of [...texts(en), ...texts(zh)]) expect(text.trim()).not.toBe('');
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
});
