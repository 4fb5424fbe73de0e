import { describe, expect, test } from 'vitest';
import { checkSetup, diffSetups } from '$lib/setup/command-line';
import { broken, sample, sampleNames } from './samples';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const file = (name: string, text: string) => ({ name, bytes: bytesOf(text) });

const made = (lines: string): string =>
	`grantbook: setup 1
organizations:
  aria: { name: Aria, account: aria@example.com }
  delta: { name: Delta, account: delta@example.com }
products:
  lamp: { owner: aria, pid: lamp1, name: Lamp }
${lines}`;

const granting = made('authorizations:\n  - { from: aria, to: delta, products: [lamp], purchase: yes }\n');
/** The same people and product, under other keys. */
const passingOn = granting
	.replaceAll('delta:', 'works:')
	.replace('to: delta', 'to: works')
	.replace('lamp:', 'light:')
	.replace('[lamp], purchase: yes', '[light], develop: [view-logs], purchase: yes, third party: [purchase]');

describe('check', () => {
	test('tells a line for each expectation, in the order of the text, and who is against it', () => {
		const small = sampleNames.filter((name) => name !== '28-large');
		for (const { name, text, expected } of small.map(sample)) {
			const { lines, code } = checkSetup([file(name, text)]);
			expect(lines).toEqual(
				expected.expectations.map(([sentence, holds, against]) =>
					holds ? `holds ${sentence}` : `broken ${sentence} (against: ${against.join(', ')})`
				)
			);
			expect(code).toBe(expected.expectations.every(([, holds]) => holds) ? 0 : 1);
		}
	});

	test('tells every error with its place and code, and what is wrong in words', () => {
		for (const { name, text, error } of broken) {
			const { lines, code } = checkSetup([file(`${name}.yaml`, text)]);
			expect(lines).toEqual([
				expect.stringMatching(
					new RegExp(`^${name}\\.yaml:${error.line}:${error.column} ${error.code} (?!.*undefined).+$`)
				)
			]);
			expect(code).toBe(2);
		}
	});

	test('takes a byte order mark and line ends of Windows, which do not count, and no bytes that are not UTF-8', () => {
		const { text, error } = broken.find(({ name }) => name === '10')!;
		const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
		expect(checkSetup([file('w', windows)]).lines[0]).toMatch(
			`w:${error.line}:${error.column} ${error.code} `
		);
		const latin = new Uint8Array([...bytesOf('# a\n# caf'), 0xe9, 0x0a]);
		expect(checkSetup([{ name: 'l', bytes: latin }])).toEqual({
			lines: [expect.stringMatching(/^l:2:6 yaml /)],
			code: 2
		});
	});
});

describe('diff', () => {
	test('tells what is held and may be passed on in one text only, by the keys of the second', () => {
		expect(diffSetups([file('a', granting), file('b', passingOn)])).toEqual({
			lines: ['+ works light purchase may pass on', '+ works light view-logs'],
			code: 1
		});
		expect(diffSetups([file('b', passingOn), file('a', granting)])).toEqual({
			lines: ['- delta lamp purchase may pass on', '- delta lamp view-logs'],
			code: 1
		});
	});

	test('calls what the second text does not have by the keys of the first', () => {
		const empty = 'grantbook: setup 1\n';
		const { lines } = diffSetups([file('a', granting), file('b', empty)]);
		expect(lines).toContain('- delta lamp purchase');
		expect(lines.every((line) => line.startsWith('- '))).toBe(true);
	});

	test('of texts that say the same otherwise tells nothing', () => {
		for (const name of sampleNames.filter((each) => each !== '28-large')) {
			const { text, written } = sample(name);
			expect(diffSetups([file('a', text), file('b', written)])).toEqual({ lines: [], code: 0 });
		}
	});

	test('tells the errors of both', () => {
		const { lines, code } = diffSetups([file('a', 'x'), file('b', 'y')]);
		expect(lines.map((line) => line.slice(0, 2))).toEqual(['a:', 'b:']);
		expect(code).toBe(2);
	});
});

test('of many who stand against a sentence the first 20 are named, and the others counted', () => {
	const keys = Array.from({ length: 200 }, (_, at) => `o${String(at).padStart(4, '0')}`);
	const text = [
		'grantbook: setup 1',
		'organizations:',
		...keys.map((key) => `  ${key}: { name: ${key}, account: ${key}@example.com }`),
		'products:',
		'  lamp: { owner: o0000, pid: lamp, name: Lamp }',
		'authorizations:',
		...keys.slice(1).map((key) => `  - { from: o0000, to: ${key}, products: [lamp], purchase: yes }`),
		'expectations:',
		...keys.slice(1).map((key) => `  - only ${key} may purchase lamp`)
	].join('\n');
	const { lines, code } = checkSetup([{ name: 'many.yaml', bytes: new TextEncoder().encode(text) }]);
	const first = keys.slice(1, 22).filter((key) => key !== 'o0003');
	expect([code, lines.length]).toEqual([1, 199]);
	expect(lines[2]).toBe(`broken only o0003 may purchase lamp (against: ${first.join(', ')}, and 178 more)`);
	expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(250);
});
