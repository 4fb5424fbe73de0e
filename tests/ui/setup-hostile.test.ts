import { describe, expect, test } from 'vitest';
import { checkSetup, diffSetups } from '$lib/setup/command-line';
import { readText } from '$lib/ui/text/read-text';
import { setupProblemText } from '$lib/ui/text/problem-sentence';
import { readAppFile } from '$lib/workspace/files/app-file';

const header = 'grantbook: setup 1\n';
const people = `organizations:
  nova: { name: Nova, account: nova@example.com }
  kilo: { name: Kilo, account: kilo@example.com }
`;
const many = (text: string, count: number) => text.repeat(count);
const anchors = [...'bcdefghij'].map(
	(letter, at) => `${letter}: &${letter} [${many(`*${'abcdefghij'[at]!},`, 9)}]\n`
);

/** Texts that nobody means well with, and what is said of each, where. */
const hostile: [name: string, text: string, line: number, column: number, code: string][] = [
	['cut off in the middle', `${header}${people}products:\n  lamp: { owner: nova, pid: "la`, 6, 32, 'yaml'],
	['of a newer version', `grantbook: setup 2\n${people}`, 1, 12, 'newer-version'],
	[
		'with a prototype for a key',
		`${header}organizations:\n  __proto__: { name: N, account: n@d.ef }\n`,
		3,
		3,
		'key-malformed'
	],
	['that explodes by its aliases', `${header}a: &a [x]\n${anchors.join('')}`, 3, 8, 'aliases'],
	['of a million lists in each other', `${header}a: ${many('[', 1_000_000)}`, 2, 19, 'too-deep'],
	['with a key twice', `${header}${people}  nova: { name: N, account: n@d.ef }\n`, 5, 3, 'duplicate-key'],
	[
		'with an account twice',
		`${header}${people}  lima: { name: L, account: NOVA@example.com }\n`,
		5,
		29,
		'account-taken'
	],
	['with a tag', `${header}organizations: !!js/function x\n`, 2, 16, 'tag'],
	['of more than ten megabytes', header + many('# a\n', 3_000_000), 1, 1, 'too-big'],
	[
		'with more steps than a guide may have',
		`${header}${people}products: { lamp: { owner: nova, pid: l, name: L } }\nguide:\n  title: T\n  steps: [${many('{ do: A, done when: kilo may purchase lamp }, ', 201)}]\n`,
		8,
		10,
		'too-big'
	]
];

describe.each(hostile)('a text %s', (_, text, line, column, code) => {
	test('is told with its place, opened from a file or pasted', async () => {
		const read = readAppFile(text);
		if (!('kind' in read) || read.kind !== 'setup') throw new Error('it is not known for a setup');
		const { setup, problems } = await readText(read.file.text, new AbortController().signal);
		expect(setup).toBeUndefined();
		expect(problems?.[0]).toMatchObject({ line, column, code });
		expect(setupProblemText(problems![0]!)).not.toBe('');
	});

	test('is told with its place on the command line', () => {
		const file = { name: 'a', bytes: new TextEncoder().encode(text) };
		const { lines, code: ends } = checkSetup([file]);
		expect(lines[0]).toMatch(new RegExp(`^a:${line}:${column} ${code} `));
		expect(ends).toBe(2);
		const good = { name: 'b', bytes: new TextEncoder().encode(header) };
		expect(diffSetups([good, file])).toMatchObject({ code: 2, lines: [lines[0], ...lines.slice(1)] });
	});
});

test('a page, or nothing but blank lines, is no setup', () => {
	const page = '<!doctype html>\n<title>products</title>\n<script>alert(1)</script>';
	expect(readAppFile(page)).toMatchObject({ problem: 'not-ours' });
	expect(readAppFile(many('\n', 300_000))).toMatchObject({ problem: 'not-ours' });
});

test('what looks like a page is a name like others', async () => {
	const name = '<img src=x onerror=alert(1)>';
	const text = `${header}organizations:\n  nova: { name: "${name}", account: nova@example.com }\nproducts: { "${name}": { owner: nova, pid: l, name: L } }`;
	const { problems } = await readText(text, new AbortController().signal);
	expect(problems?.[0]).toMatchObject({
		line: 4,
		column: 13,
		code: 'key-malformed',
		details: { word: name }
	});
	const { setup } = await readText(text.slice(0, text.indexOf('products')), new AbortController().signal);
	expect(setup?.organizations[0]?.name).toBe(name);
});

test('a reading that is stopped gives nothing', async () => {
	await expect(readText(header, AbortSignal.abort())).rejects.toThrow();
});
