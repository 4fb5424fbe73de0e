/** Texts beside scripts: those of the language that is read, and of another one once it is wanted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { type Locale, overwriteGetLocale } from '$lib/paraglide/runtime';
import {
	dropLanguages,
	loadLanguage,
	loadTexts as loadTextsBy,
	message
} from '$lib/ui/kit/text/message-texts';

const folder = mkdtempSync(join(tmpdir(), 'grantbook-texts-'));
afterAll(() => {
	overwriteGetLocale(() => 'en');
	rmSync(folder, { recursive: true });
});

const loadTexts = (scripts: string[]) => loadTextsBy(scripts, (file) => import(/* @vite-ignore */ file));

let language: Locale = 'en';
overwriteGetLocale(() => language);

const script = (name: string) => pathToFileURL(join(folder, `${name}.js`)).href;
const write = (name: string, code: string) =>
	writeFileSync(join(folder, `${name}.js`), `export default (interpolated, pluralOf) => ({ ${code} });`);

test('a script is there with the texts of one language, and all that are there change to another, or none', async () => {
	write('first.en', '1: `Close`, 2: (i) => `Copy ${interpolated(i?.what, "en")}`');
	write('later.en', '3: (i) => pluralOf("en", i?.count)');
	await loadTexts([script('first')]);
	await loadTexts([script('first'), script('later')]);
	expect(message(1)()).toBe('Close');
	expect(message(2)({ what: 5000 })).toBe('Copy 5,000');
	expect(message(3)({ count: 1 })).toBe('one');

	write('first.zh', '1: `关闭`');
	await expect(loadLanguage('zh')).rejects.toThrow();
	expect(message(1)()).toBe('Close');
	// Where another language could not be had, nothing waits for it later.
	write('last.en', '4: `Last`');
	await loadTexts([script('last')]);

	write('later.zh', '3: `其他`');
	write('last.zh', '4: `最后`');
	await loadLanguage('zh');
	language = 'zh';
	expect([message(1)(), message(3)(), message(4)()]).toEqual(['关闭', '其他', '最后']);
	language = 'en';
	expect(message(4)()).toBe('Last');
	language = 'zh';

	// What is opened once another language is read needs no texts of the one before, until that is read again.
	dropLanguages('zh');
	write('new.zh', '5: `新`');
	await loadTexts([script('new')]);
	expect(message(5)()).toBe('新');
	write('new.en', '5: `New`');
	await loadLanguage('en');
	language = 'en';
	expect([message(4)(), message(5)()]).toEqual(['Last', 'New']);
});
