import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problems } from '$lib/setup/problem';
import { readSetup, readSetupBytes } from '$lib/setup/read/read';
import { tokensOf } from '$lib/setup/yaml/tokens';
import { runs, seed } from '../seeds';
import { sample, sampleNames } from './samples';

const header = 'grantbook: setup 1\n';
const many = (text: string, count: number) => text.repeat(count);

const told = (text: string) =>
	readSetup(text).problems?.map(({ code, line, column }) => `${line}:${column} ${code}`);

describe('a text that would be too much is refused before it is built', () => {
	test.each([
		['brackets', many('[', 1_000_000), '1:17 too-deep'],
		['braces', many('{', 1_000_000), '1:17 too-deep'],
		['dashes', many('- ', 1_000_000), '1:33 too-deep'],
		['explicit keys', many('? ', 1_000_000), '1:33 too-deep'],
		[
			'lines each further in',
			[...Array(1_000).keys()].map((n) => `${' '.repeat(n)}a:\n`).join(''),
			'17:17 too-deep'
		],
		['a second document that is deep', `${header}--- ${many('[', 1_000_000)}`, '2:21 too-deep'],
		['more bytes', many('é', 6_000_000), '1:1 too-big'],
		['a few values of ten megabytes each', `${header}a: "${many('\\n', 4_999_990)}"`, '1:1 too-big']
	])('%s', (_, text, problem) => {
		expect(told(text)).toContain(problem);
	});

	test('a file of 200 megabytes', () => {
		expect(readSetupBytes(new Uint8Array(200_000_000)).problems).toMatchObject([
			{ line: 1, column: 1, code: 'too-big' }
		]);
	});

	test('more values, however few bytes they have', () => {
		const problems = new Problems();
		expect(tokensOf(`[${many(',', 1_000)}]`, problems, 900)).toBeUndefined();
		expect(problems.sorted((at) => ({ line: 1, column: at + 1 }))).toMatchObject([
			{ column: 900, code: 'too-big' }
		]);
	});

	test('aliases of aliases, and aliases of much', () => {
		const letters = [...'bcdefghij'];
		const bomb = letters.map((letter, at) => {
			const before = 'abcdefghij'[at]!;
			return `${letter}: &${letter} [${many(`*${before},`, 9)}]\n`;
		});
		expect(told(`${header}a: &a [x]\n${bomb.join('')}`)).toEqual(['3:8 aliases']);
		const wide = `${header}a: &a [${many('x,', 1_100)}]\nexpectations: [${many('*a,', 99)}]`;
		expect(told(wide)).toEqual([`3:${16 + 3 * 90} aliases`]);
	});

	test.each([1_000_000, 4_000_000])('aliases of a text of %i characters', (length) => {
		const repeating = (times: number) =>
			`${header}organizations: { a: { name: &a "${many('x', length)}" } }\nexpectations: [${many('*a,', times)}]`;
		const most = Math.floor(10_000_000 / length);
		expect(told(repeating(most))).not.toContainEqual(expect.stringContaining('aliases'));
		expect(told(repeating(99))).toEqual([`3:${16 + 3 * most} aliases`]);
	});

	test('a long word that aliases repeat is told short', () => {
		const text = `${header}organizations: { a: { name: &a "${many('x', 100_000)}", account: a@b.cd } }
products: { p: { owner: a, pid: *a, name: P } }
authorizations:
${many('  - { from: *a, to: a, as: *a, products: [*a], purchase: yes }\n', 20)}`;
		const { problems = [] } = readSetup(text);
		expect(problems.length).toBeGreaterThan(20);
		expect(JSON.stringify(problems).length).toBeLessThan(300 * problems.length);
	});

	test('many permissions beside as many that may be passed on', () => {
		const [develop, flags] = ['panel-development,', 'view-logs,'].map((word) => many(word, 50_000));
		const text = `${header}organizations:
  a: { name: A, account: a@b.cd }
  b: { name: B, account: b@b.cd }
products: { p: { owner: a, pid: p, name: P } }
authorizations:
  - { from: a, to: b, products: [p], develop: [${develop!}], third party: [${flags!}] }
`;
		expect(told(text)).toHaveLength(10_000);
	});

	test('many long words that are nearly others: which are meant is told of the first', () => {
		const word = many('a', 58);
		const numbers = Array.from({ length: 2_000 }, (_, at) => String(1_000 + at));
		const own = numbers.map((at) => `  ${word}${at}: { name: A, account: a${at}@b.cd }\n`);
		const wrong = numbers.map(
			(at) => `  - { from: ${word}x${at}, to: ${word}1000, products: [p], purchase: yes }\n`
		);
		const text = `${header}organizations:\n${own.join('')}authorizations:\n${wrong.join('')}`;
		const unknown = readSetup(text).problems!.filter(({ code }) => code === 'unknown-organization');
		expect(unknown).toHaveLength(2_000);
		expect(unknown[0]!.details.nearest).toBe(`${word}1000`);
		expect(unknown.filter(({ details }) => details.nearest !== undefined).length).toBeLessThan(100);
	});

	test('and no more problems of it are told than anybody reads', () => {
		const problems = new Problems();
		for (let at = 0; at < 10_100; at++) problems.add('duplicate-key', { at });
		expect(problems.sorted((at) => ({ line: 1, column: at + 1 }))).toHaveLength(10_000);
	});
});

test('keys that mean something elsewhere are keys like others, or none', () => {
	const text = `${header}organizations:
  constructor: { name: C, account: c@d.ef }
  toString: { name: T, account: t@d.ef, __proto__: x }
__proto__: { name: x }
`;
	expect(told(text)).toEqual(['4:41 unknown-key', '5:1 unknown-key']);
});

const texts = sampleNames
	.map(sample)
	.map(({ text }) => text)
	.filter((text) => text.length < 3_000);

const signs = [
	...'\t\n {}[]:,-#&*!|>\'"%@`?\\',
	'\ufeff',
	'\u2028',
	'\ud800',
	'\0',
	'0',
	'<<: ',
	'---\n',
	'...\n',
	'- '
];

/** Cut, repeated, replaced by a sign, or moved. */
const change = fc.record({
	how: fc.constantFrom('cut', 'end', 'repeat', 'sign', 'swap'),
	at: fc.nat(3_000),
	length: fc.nat(40),
	sign: fc.constantFrom(...signs)
});

function changed(
	text: string,
	{ how, at, length, sign }: typeof change extends fc.Arbitrary<infer T> ? T : never
) {
	const place = at % (text.length + 1);
	const [before, part, after] = [
		text.slice(0, place),
		text.slice(place, place + length),
		text.slice(place + length)
	];
	switch (how) {
		case 'cut':
			return before + after;
		case 'end':
			return before;
		case 'repeat':
			return before + part + part + after;
		case 'sign':
			return before + sign + text.slice(place + (length % 2));
		default:
			return after + part + before;
	}
}

test('a text that was changed anywhere gives a setup, or problems in order with places in it', () => {
	const text = fc
		.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 3 }))
		.map(([from, changes]) => changes.reduce(changed, from));
	const ways = { setup: 0, problems: 0 };
	fc.assert(
		fc.property(text, (broken) => {
			const { setup, problems } = readSetup(broken);
			ways[setup ? 'setup' : 'problems'] += 1;
			if (setup) return;
			expect(problems.length).toBeGreaterThan(0);
			const lines = broken.split('\n');
			let last = 0;
			for (const { line, column } of problems) {
				expect(line).toBeLessThanOrEqual(lines.length);
				expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
				expect(line * 10_000 + column).toBeGreaterThanOrEqual(last);
				last = line * 10_000 + column;
			}
		}),
		{ seed, numRuns: runs(150) }
	);
	expect(Math.min(ways.setup, ways.problems)).toBeGreaterThan(2);
});
