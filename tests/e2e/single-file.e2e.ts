import { readFileSync, readdirSync } from 'node:fs';
import { inlineScripts } from '../../scripts/adapter.js';
import { expect, test } from './fixtures';

const page = readFileSync('build-single/index.html', 'utf8');
/** The first is for browsers that are too old for the second, the app. */
const [old = '', script = ''] = inlineScripts(page);
const withoutScript = page.replace(old, '').replace(script, '');

test('the single build is one file', () => {
	expect(readdirSync('build-single')).toEqual(['index.html']);
});

test('it has the app as one script, whose text holds nothing that a page would read as the end of it', () => {
	expect(script.length).toBeGreaterThan(1_000);
	expect(withoutScript.match(/<script/g)).toHaveLength(2);
	expect(script).not.toMatch(/<!--|<\/script/i);
});

test('it names no other file and no address of the net', () => {
	const named = [...withoutScript.matchAll(/(?:src|href|action|data)\s*=\s*["']([^"']*)/g)].map(
		([, to]) => to
	);
	expect(named.filter((to) => !to?.startsWith('data:'))).toEqual([]);
	expect(withoutScript).not.toMatch(/url\((?!["']?(?:data:|#))|@import/);
	expect(script).not.toMatch(/\bimport\s*\(|\bfrom\s*["']\.|importScripts/);
});

test('opened from disk it loads nothing but itself', { tag: '@file-only' }, async ({ open, page, home }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await open();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect(asked.filter((url) => !/^(data|blob):/.test(url) && url.split('#')[0] !== home)).toEqual([]);
});
